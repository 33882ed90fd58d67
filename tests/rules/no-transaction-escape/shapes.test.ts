import rule from '../../../rules/no-transaction-escape.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-transaction-escape', rule, {
  valid: [
    {
      name: 'the same helper, everything on its client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function withTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

app.post('/payouts', async (req, res) => {
  await withTransaction(async (client) => {
    await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
    await client.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'a default parameter, and the caller gives the client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const addPayout = (accountId, amount, connection = pool) =>
  connection.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await addPayout(req.user.id, req.body.amount, client);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});`,
    },
    {
      name: 'a class that is made with the handle',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class Payments {
  constructor(client) {
    this.client = client;
  }

  create(orderId) {
    return this.client.payment.create({ data: { orderId } });
  }
}

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.create({ data: { ownerId: req.user.id } });
    await new Payments(tx).create(order.id);
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'mail is sent after the transaction',
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
  await prisma.mail.create({ data: { orderId: order.id } });
  res.status(201).json(order);
});`,
    },
    {
      name: 'a transaction that is begun on a checked-out connection in mysql2',
      code: `import express from 'express';
import mysql from 'mysql2/promise';
import { requireUser } from './auth';

const pool = mysql.createPool({ database: 'shop' });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await connection.execute('INSERT INTO orders (owner_id) VALUES (?)', [req.user.id]);
  await connection.execute('INSERT INTO payments (owner_id) VALUES (?)', [req.user.id]);
  await connection.commit();
  connection.release();
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'a helper of the file that wraps work in a transaction, and the pool inside',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function withTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

app.post('/payouts', async (req, res) => {
  await withTransaction(async (client) => {
    await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
    await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
  });
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
          line: 27,
          column: 11,
          endLine: 27,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a default parameter falls back to the pool, and the caller forgot the client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const addPayout = (accountId, amount, connection = pool) =>
  connection.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);

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
            openedAt: 'on line 14',
            handle: '`client`',
          },
          line: 10,
          column: 3,
          endLine: 10,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'a service of the module, made with the outer client',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class Payments {
  constructor(client) {
    this.client = client;
  }

  create(orderId) {
    return this.client.payment.create({ data: { orderId } });
  }
}

const payments = new Payments(prisma);

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.create({ data: { ownerId: req.user.id } });
    await payments.create(order.id);
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 22',
            handle: '`tx`',
          },
          line: 15,
          column: 12,
          endLine: 15,
          endColumn: 38,
        },
      ],
    },
    {
      name: 'the options with the transaction stand in the wrong place',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const order = await Order.create({ ownerId: req.user.id }, { transaction });
    await Order.update({ status: 'open', transaction }, { where: { id: order.id } });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`update()`',
            openedAt: 'on line 10',
            handle: "the transaction's handle",
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 23,
        },
      ],
    },
    {
      name: 'the pool inside, in mysql2',
      code: `import express from 'express';
import mysql from 'mysql2/promise';
import { requireUser } from './auth';

const pool = mysql.createPool({ database: 'shop' });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await connection.execute('INSERT INTO orders (owner_id) VALUES (?)', [req.user.id]);
  await pool.execute('INSERT INTO payments (owner_id) VALUES (?)', [req.user.id]);
  await connection.commit();
  connection.release();
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 10',
            handle: '`connection`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
  ],
});
