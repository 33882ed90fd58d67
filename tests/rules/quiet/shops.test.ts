import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';

interface QuietCase {
  readonly name: string;
  readonly code: string;
}

const cases: readonly QuietCase[] = [
  {
    name: 'an event is handled once, by a unique key',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/webhooks', async (req, res) => {
  const seen = await prisma.event.findUnique({ where: { externalId: req.body.id } });
  if (seen) return res.sendStatus(200);
  await prisma.event.create({ data: { externalId: req.body.id } });
  res.sendStatus(200);
});`,
  },
  {
    name: 'a new row is made, then marked',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const order = await prisma.order.create({ data: { ownerId: req.user.id, status: 'NEW' } });
  const payment = await charge(order.id);
  if (payment.ok) await prisma.order.update({ where: { id: order.id }, data: { status: 'PAID' } });
  res.status(201).json(order);
});`,
  },
  {
    name: 'the error of the unique key is handled',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/accounts', async (req, res) => {
  const { rows } = await pool.query('SELECT 1 FROM accounts WHERE email = $1', [req.body.email]);
  if (rows.length > 0) return res.sendStatus(409);
  try {
  await pool.query('INSERT INTO accounts (email) VALUES ($1)', [req.body.email]);
  } catch (error) {
  if (error.code === '23505') return res.sendStatus(409);
  throw error;
  }
  res.sendStatus(201);
});`,
  },
  {
    name: 'a helper of the file wraps work in a transaction, and the row is locked in it',
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

app.post('/orders/:id/pay', async (req, res) => {
  await withTransaction(async (client) => {
  const { rows } = await client.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
  if (rows[0].status !== 'open') throw new Error('not open');
  await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  });
  res.sendStatus(204);
});`,
  },
  {
    name: 'the lock is taken by a helper that gets the client',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function lockOrder(client, id, ownerId) {
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [id, ownerId]);
  return rows[0];
}

app.post('/orders/:id/pay', async (req, res) => {
  const client = await pool.connect();
  try {
  await client.query('BEGIN');
  const order = await lockOrder(client, req.params.id, req.user.id);
  if (order.status !== 'open') throw new Error('not open');
  await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1\`, [order.id]);
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
    name: 'a list is put in order',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/tasks/order', async (req, res) => {
  await prisma.$transaction(req.body.ids.map((id, position) => prisma.task.updateMany({ where: { id, ownerId: req.user.id }, data: { position } })));
  res.sendStatus(204);
});`,
  },
  {
    name: 'an update, then the row is read again and may be missing',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2 AND owner_id = $3', [req.body.title, req.params.id, req.user.id]);
  const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  res.json(rows[0]);
});`,
  },
  {
    name: 'all sessions of an account are ended',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/logout-everywhere', async (req, res) => {
  const sessions = await prisma.session.findMany({ where: { accountId: req.user.id } });
  for (const session of sessions) await prisma.session.deleteMany({ where: { id: session.id } });
  res.json({ ended: sessions.length });
});`,
  },
  {
    name: 'the account is active, and something else is written',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT suspended FROM accounts WHERE id = $1', [req.user.id]);
  if (rows[0].suspended) return res.sendStatus(403);
  await pool.query('INSERT INTO notes (owner_id, title) VALUES ($1, $2)', [req.user.id, req.body.title]);
  res.sendStatus(201);
});`,
  },
  {
    name: 'an upsert in two steps that both write the same from the body',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/settings', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE settings SET theme = $1 WHERE account_id = $2', [req.body.theme, req.user.id]);
  if (rowCount === 0) await pool.query('INSERT INTO settings (account_id, theme) VALUES ($1, $2) ON CONFLICT DO NOTHING', [req.user.id, req.body.theme]);
  res.sendStatus(204);
});`,
  },
  {
    name: 'manual session with start and commit in Mongoose',
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
  session.startTransaction();
  try {
  const order = await Order.findOne({ _id: req.params.id, owner: req.user.id }).session(session);
  if (order.status !== 'open') throw new Error('not open');
  order.status = 'paid';
  await order.save({ session });
  await session.commitTransaction();
  } catch (error) {
  await session.abortTransaction();
  throw error;
  } finally {
  session.endSession();
  }
  res.sendStatus(204);
});`,
  },
];

describe('recommended says nothing of', () => {
  it.each(cases)('$name', ({ code }) => {
    const messages = new Linter().verify(
      code,
      { ...plugin.configs.recommended, languageOptions: { parser } },
      { filename: 'case.ts' },
    );
    expect(messages.map(({ ruleId, line }) => `${String(ruleId)} on line ${line}`)).toEqual([]);
  });
});
