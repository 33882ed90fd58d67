import rule from '../../rules/no-transaction-escape.ts';
import { createRuleTester } from '../rule-tester.ts';

createRuleTester().run('no-transaction-escape', rule, {
  valid: [
    {
      name: 'every statement on the client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (rowCount === 0) throw new Error('insufficient funds');
    await client.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
    },
    {
      name: 'the pool before BEGIN and after COMMIT',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  await pool.query('INSERT INTO audit_log (account_id) VALUES ($1)', [req.user.id]);
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await client.query('COMMIT');
  client.release();
  await pool.query('INSERT INTO audit_log (account_id) VALUES ($1)', [req.user.id]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'a helper that takes the client it is given',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function addPayout(connection, accountId, amount) {
  await connection.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);
}

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await addPayout(client, req.user.id, req.body.amount);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});`,
    },
    {
      name: 'Prisma, the handle everywhere',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const order = await prisma.$transaction(async (tx) => {
    const created = await tx.order.create({ data: { ownerId: req.user.id } });
    await tx.payment.create({ data: { orderId: created.id } });
    return created;
  });
  res.status(201).json(order);
});`,
    },
    {
      name: 'Prisma, a read of something the transaction does not write',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const product = await prisma.product.findUnique({ where: { id: req.body.productId } });
    await tx.order.create({ data: { ownerId: req.user.id, price: product.price } });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: "the array form of Prisma's transaction takes statements of the outer client",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction([
    prisma.order.create({ data: { ownerId: req.user.id } }),
    prisma.log.create({ data: { ownerId: req.user.id } }),
  ]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'Mongoose, the session handed to every call',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.post('/orders', async (req, res) => {
  await mongoose.connection.transaction(async (session) => {
    await Order.updateOne({ owner: req.user.id, status: 'open' }, { status: 'closed' }, { session });
    await Order.create([{ owner: req.user.id }], { session });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'Mongoose, the document read with the session saves in it',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.post('/orders/:id/pay', async (req, res) => {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    const order = await Order.findOne({ _id: req.params.id, owner: req.user.id }).session(session);
    order.status = 'paid';
    await order.save();
  });
  await session.endSession();
  res.sendStatus(204);
});`,
    },
    {
      name: 'Sequelize, the transaction in every call',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const Payment = sequelize.define('Payment', { orderId: DataTypes.INTEGER });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const order = await Order.create({ ownerId: req.user.id, status: 'open' }, { transaction });
    await Payment.create({ orderId: order.id }, { transaction });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'Knex, the handle everywhere, also by transacting',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await knex.transaction(async (trx) => {
    await trx('orders').insert({ owner_id: req.user.id });
    await knex('payments').insert({ owner_id: req.user.id }).transacting(trx);
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'the error is logged by the pool after the rollback',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    await pool.query('INSERT INTO failures (account_id) VALUES ($1)', [req.user.id]);
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
    },
    {
      name: 'two transactions, one after the other',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => tx.order.create({ data: { ownerId: req.user.id } }));
  await prisma.log.create({ data: { ownerId: req.user.id } });
  await prisma.$transaction(async (tx) => tx.payment.create({ data: { ownerId: req.user.id } }));
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'the pool between BEGIN and COMMIT on a client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (rowCount === 0) throw new Error('insufficient funds');
    await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 12',
            handle: '`client`',
          },
          line: 15,
          column: 11,
          endLine: 15,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a helper of the file that always takes the pool',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function addPayout(accountId, amount) {
  await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);
}

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await addPayout(req.user.id, req.body.amount);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 15',
            handle: '`client`',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'Prisma, the outer client inside the callback',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const order = await prisma.$transaction(async (tx) => {
    const created = await tx.order.create({ data: { ownerId: req.user.id } });
    await prisma.payment.create({ data: { orderId: created.id } });
    return created;
  });
  res.status(201).json(order);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 10',
            handle: '`tx`',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 32,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, a read of what the transaction writes',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id, status: 'OPEN' }, data: { status: 'PAID' } });
    if (count === 0) throw new Error('not open');
    const order = await prisma.order.findUnique({ where: { id: req.params.id } });
    await tx.payment.create({ data: { orderId: order.id } });
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'read',
          data: {
            statement: '`findUnique()`',
            openedAt: 'on line 10',
            handle: '`tx`',
          },
          line: 13,
          column: 25,
          endLine: 13,
          endColumn: 48,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, a save without the session',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.post('/orders', async (req, res) => {
  await mongoose.connection.transaction(async (session) => {
    await Order.updateOne({ owner: req.user.id, status: 'open' }, { status: 'closed' }, { session });
    await Order.create({ owner: req.user.id });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 15',
            handle: "the transaction's handle",
          },
          line: 17,
          column: 11,
          endLine: 17,
          endColumn: 23,
        },
      ],
    },
    {
      name: 'Mongoose, session.withTransaction and one update without it',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/orders/:id/pay', async (req, res) => {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    const order = await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id, status: 'open' }, { status: 'paid' }, { session });
    if (!order) throw new Error('not open');
    await Wallet.updateOne({ owner: req.user.id }, { $inc: { balance: -order.total } });
  });
  await session.endSession();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`updateOne()`',
            openedAt: 'on line 22',
            handle: "the transaction's handle",
          },
          line: 25,
          column: 11,
          endLine: 25,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'Sequelize, one call without the transaction',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const Payment = sequelize.define('Payment', { orderId: DataTypes.INTEGER });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const order = await Order.create({ ownerId: req.user.id, status: 'open' }, { transaction });
    await Payment.create({ orderId: order.id });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 11',
            handle: "the transaction's handle",
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 25,
        },
      ],
    },
    {
      name: 'postgres.js, the outer function inside begin',
      code: `import express from 'express';
import postgres from 'postgres';
import { requireUser } from './auth';

const sql = postgres();
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sql.begin(async (tx) => {
    await tx\`INSERT INTO orders (owner_id) VALUES (\${req.user.id})\`;
    await sql\`INSERT INTO payments (owner_id) VALUES (\${req.user.id})\`;
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 9',
            handle: '`tx`',
          },
          line: 11,
          column: 11,
          endLine: 11,
          endColumn: 14,
          suggestions: 1,
        },
      ],
    },
  ],
});
