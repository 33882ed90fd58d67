import rule from '../../rules/no-weak-transaction.ts';
import { createRuleTester } from '../rule-tester.ts';

createRuleTester().run('no-weak-transaction', rule, {
  valid: [
    {
      name: 'with a row lock',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1 FOR UPDATE', [req.user.id]);
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
    },
    {
      name: 'repeatable read is a snapshot in PostgreSQL: the second update fails',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, serializable',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  await prisma.$transaction(
    async (tx) => {
      const order = await tx.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
      if (order.status !== 'OPEN') throw new Error('not open');
      await tx.order.update({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'PAID' } });
      await tx.payment.create({ data: { orderId: order.id } });
    },
    { isolationLevel: 'Serializable' },
  );
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, the state in the where',
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
    await tx.payment.create({ data: { orderId: req.params.id } });
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Mongoose, whose transactions are snapshots',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/withdraw', async (req, res) => {
  await mongoose.connection.transaction(async (session) => {
    const wallet = await Wallet.findOne({ owner: req.user.id }).session(session);
    wallet.balance -= req.body.amount;
    await wallet.save({ session });
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'a handle of the caller, about which nothing is known',
      code: `import { Prisma } from '@prisma/client';

export async function debit(tx: Prisma.TransactionClient, ownerId: string, amount: number) {
  const wallet = await tx.wallet.findUniqueOrThrow({ where: { ownerId } });
  await tx.wallet.update({ where: { ownerId }, data: { balance: wallet.balance - amount } });
}`,
    },
    {
      name: 'no transaction at all is for the other rules',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
  ],
  invalid: [
    {
      name: 'read committed lets both read before either writes',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'update',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 13',
            write: 'this UPDATE',
            isolation: 'read committed',
            after: ' after `requireUser`',
          },
          line: 14,
          column: 11,
          endLine: 14,
          endColumn: 23,
          suggestions: 2,
        },
      ],
    },
    {
      name: 'repeatable read does not stop two inserts after one count',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const { rows } = await client.query('SELECT count(*)::int AS taken FROM bookings WHERE workshop_id = $1', [req.params.id]);
    if (rows[0].taken >= 20) throw new Error('full');
    await client.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'insert',
          data: {
            resource: '`bookings`',
            readAt: 'on line 13',
            write: 'this INSERT',
            isolation: 'repeatable read',
            after: ' after `requireUser`',
          },
          line: 15,
          column: 11,
          endLine: 15,
          endColumn: 23,
        },
      ],
    },
    {
      name: 'Prisma, an interactive transaction',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const order = await tx.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') throw new Error('not open');
    await tx.order.update({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    await tx.payment.create({ data: { orderId: order.id } });
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'update',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 11',
            write: 'this `update()`',
            isolation: 'read committed',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 26,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'MySQL, whose repeatable read lets writers overwrite each other',
      code: `import express from 'express';
import mysql from 'mysql2/promise';
import { requireUser } from './auth';

const pool = mysql.createPool({ database: 'shop' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const [[wallet]] = await connection.execute('SELECT balance FROM wallets WHERE owner_id = ?', [req.user.id]);
    await connection.execute('UPDATE wallets SET balance = ? WHERE owner_id = ?', [wallet.balance - req.body.amount, req.user.id]);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'update',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            isolation: 'repeatable read',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 29,
          suggestions: 2,
        },
      ],
    },
  ],
});
