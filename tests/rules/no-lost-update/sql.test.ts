import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'the statement does the arithmetic',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rowCount } = await pool.query(
    'UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1',
    [req.body.amount, req.user.id],
  );
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'the row is locked in a transaction before it is read',
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
      name: 'the statement appends',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/append', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE notes SET body = body || $1 WHERE id = $2 AND owner_id = $3', [req.body.line, req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the version that was read stands in the WHERE',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/append', async (req, res) => {
  const { rows } = await pool.query('SELECT body, version FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  const { rowCount } = await pool.query(
    'UPDATE notes SET body = $1, version = version + 1 WHERE id = $2 AND owner_id = $3 AND version = $4',
    [rows[0].body + req.body.line, req.params.id, req.user.id, rows[0].version],
  );
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'the old value stands in the WHERE',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const { rowCount } = await pool.query(
    'UPDATE wallets SET balance = $1 WHERE owner_id = $2 AND balance = $3',
    [rows[0].balance - req.body.amount, req.user.id, rows[0].balance],
  );
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'a blind overwrite from the body',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  const { rows } = await pool.query('SELECT name FROM accounts WHERE id = $1', [req.user.id]);
  if (rows.length === 0) return res.sendStatus(404);
  await pool.query('UPDATE accounts SET name = $1 WHERE id = $2', [req.body.name, req.user.id]);
  res.json({ before: rows[0].name });
});`,
    },
    {
      name: 'what is left out of the body keeps its old value',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.patch('/profile', async (req, res) => {
  const { rows } = await pool.query('SELECT name, bio FROM accounts WHERE id = $1', [req.user.id]);
  const { name = rows[0].name, bio = rows[0].bio } = req.body;
  await pool.query('UPDATE accounts SET name = $1, bio = $2 WHERE id = $3', [name, bio, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'another row is written than was read',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/fees', async (req, res) => {
  const { rows } = await pool.query('SELECT fee FROM plans WHERE id = $1', [req.body.planId]);
  await pool.query('UPDATE accounts SET fee = $1 WHERE id = $2', [rows[0].fee * 2, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'serializable isolation',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
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
      name: 'an advisory lock is held over both',
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
    await client.query('SELECT pg_advisory_xact_lock($1)', [req.user.id]);
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
    },
    {
      name: 'an upsert that adds to what is there',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/score', async (req, res) => {
  await pool.query(
    'INSERT INTO scores (account_id, points) VALUES ($1, 10) ON CONFLICT (account_id) DO UPDATE SET points = scores.points + 10',
    [req.user.id],
  );
  res.sendStatus(204);
});`,
    },
    {
      name: 'a loop whose statement does the arithmetic',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  for (const item of req.body.items) {
    const { rowCount } = await pool.query(
      'UPDATE products SET stock = stock - $1 WHERE id = $2 AND stock >= $1',
      [item.quantity, item.productId],
    );
    if (rowCount === 0) return res.sendStatus(409);
  }
  res.sendStatus(201);
});`,
    },
    {
      name: 'the statement merges the JSON',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.patch('/preferences', async (req, res) => {
  await pool.query('UPDATE accounts SET preferences = preferences || $1 WHERE id = $2', [JSON.stringify(req.body), req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the read only feeds the response',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/visits', async (req, res) => {
  await pool.query('UPDATE accounts SET visits = visits + 1 WHERE id = $1', [req.user.id]);
  const { rows } = await pool.query('SELECT visits FROM accounts WHERE id = $1', [req.user.id]);
  res.json({ visits: rows[0].visits, next: rows[0].visits + 1 });
});`,
    },
    {
      name: 'a fresh time is written over the old one',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/seen', async (req, res) => {
  const { rows } = await pool.query('SELECT seen_at FROM accounts WHERE id = $1', [req.user.id]);
  await pool.query('UPDATE accounts SET seen_at = $1 WHERE id = $2', [new Date(), req.user.id]);
  res.json({ before: rows[0].seen_at });
});`,
    },
    {
      name: 'a script that no request reaches',
      filename: 'scripts/recount.ts',
      code: `import { Pool } from 'pg';

const pool = new Pool();

async function recount(ownerId: number) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance + 1, ownerId]);
}

await recount(1);`,
    },
    {
      name: 'Knex, which decrements',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const count = await knex('wallets').where({ owner_id: req.user.id }).where('balance', '>=', req.body.amount).decrement('balance', req.body.amount);
  res.sendStatus(count === 1 ? 204 : 409);
});`,
    },
    {
      name: 'better-sqlite3, where nothing runs between two statements',
      code: `import Database from 'better-sqlite3';
import express from 'express';
import { requireUser } from './auth';

const db = new Database('shop.db');
const app = express();

app.post('/withdraw', requireUser, (req, res) => {
  const wallet = db.prepare('SELECT balance FROM wallets WHERE owner_id = ?').get(req.user.id);
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  db.prepare('UPDATE wallets SET balance = ? WHERE owner_id = ?').run(wallet.balance - req.body.amount, req.user.id);
  res.sendStatus(204);
});`,
    },
    {
      name: 'a field computed from another is only possible, and not reported by default',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/quotes', async (req, res) => {
  const { rows } = await pool.query('SELECT price FROM quotes WHERE account_id = $1', [req.user.id]);
  await pool.query('UPDATE quotes SET discounted = $1 WHERE account_id = $2', [rows[0].price * 0.9, req.user.id]);
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'a balance read, reduced in JavaScript and written back',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const balance = rows[0].balance - req.body.amount;
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.json({ balance });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the same with a check of the balance in between',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const result = await pool.query('SELECT * FROM wallets WHERE owner_id = $1', [req.user.id]);
  const wallet = result.rows[0];
  if (!wallet) return res.sendStatus(404);
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [wallet.balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'FOR UPDATE without a transaction, whose lock ends with its own statement',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1 FOR UPDATE', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the locked read runs on the transaction, the write on the pool',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1 FOR UPDATE', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the row is read before the transaction begins',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
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
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 14,
          column: 11,
          endLine: 14,
          endColumn: 23,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a text is appended to what was read',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/append', async (req, res) => {
  const { rows } = await pool.query('SELECT body FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  const body = \`\${rows[0].body}\\n\${req.body.line}\`;
  const { rowCount } = await pool.query('UPDATE notes SET body = $1 WHERE id = $2 AND owner_id = $3', [body, req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`body` of `notes`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 30,
          endLine: 12,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'read and written by two helpers of the file',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const balance = await readBalance(req.user.id);
  await writeBalance(req.user.id, balance - req.body.amount);
  res.sendStatus(204);
});

async function readBalance(ownerId) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  return rows[0].balance;
}

async function writeBalance(ownerId, balance) {
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, ownerId]);
}`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 16',
            write: 'the UPDATE on line 21',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'both ends in one helper, where it is reported once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function debit(ownerId, amount) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - amount, ownerId]);
}

app.post('/withdraw', async (req, res) => {
  await debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});

app.post('/pay', async (req, res) => {
  await debit(req.user.id, req.body.price);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a class with methods, made once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

class Wallets {
  constructor(pool) {
    this.pool = pool;
  }

  async find(ownerId) {
    const { rows } = await this.pool.query('SELECT id, balance FROM wallets WHERE owner_id = $1', [ownerId]);
    return rows[0];
  }

  async debit(ownerId, amount) {
    const wallet = await this.find(ownerId);
    if (wallet.balance < amount) throw new Error('insufficient funds');
    await this.pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [wallet.balance - amount, wallet.id]);
  }
}

const wallets = new Wallets(pool);

app.post('/withdraw', async (req, res) => {
  await wallets.debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 15',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 22,
          column: 11,
          endLine: 22,
          endColumn: 26,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a chain of then',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', (req, res, next) => {
  pool
    .query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id])
    .then(({ rows }) => pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]))
    .then(() => res.sendStatus(204))
    .catch(next);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 12,
          column: 25,
          endLine: 12,
          endColumn: 35,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'callbacks inside each other',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', (req, res, next) => {
  pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id], (error, result) => {
    if (error) return next(error);
    pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [result.rows[0].balance - req.body.amount, req.user.id], (failure) => {
      if (failure) return next(failure);
      res.sendStatus(204);
    });
  });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 12,
          column: 5,
          endLine: 12,
          endColumn: 15,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'an exported handler of an own module',
      code: `import pg from 'pg';

const pool = new pg.Pool();

export async function withdraw(req, res) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
}`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 6',
            write: 'this UPDATE',
            after: '',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 7,
          column: 9,
          endLine: 7,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'CommonJS, a router and a handler in a wrapper',
      code: `const { Router } = require('express');
const asyncHandler = require('express-async-handler');
const { Pool } = require('pg');
const { requireUser } = require('./auth');

const pool = new Pool();
const router = Router();

router.post(
  '/withdraw',
  requireUser,
  asyncHandler(async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    res.sendStatus(204);
  }),
);

module.exports = router;`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 13',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 14,
          column: 11,
          endLine: 14,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a wrapper made in the file',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);

app.post('/withdraw', wrap(async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
}));`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'route chained on a path',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app
  .route('/wallet')
  .get(async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    res.json(rows[0]);
  })
  .post([express.json()], async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance + req.body.amount, req.user.id]);
    res.sendStatus(204);
  });`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 16',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance + …',
            alsoChecked: '',
          },
          line: 17,
          column: 11,
          endLine: 17,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the row was read by a middleware before the handler',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function loadWallet(req, res, next) {
  const { rows } = await pool.query('SELECT id, balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  req.wallet = rows[0];
  next();
}

app.post('/withdraw', loadWallet, async (req, res) => {
  await pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [req.wallet.balance - req.body.amount, req.wallet.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a loop over items',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  for (const item of req.body.items) {
    const { rows } = await pool.query('SELECT stock FROM products WHERE id = $1', [item.productId]);
    if (rows[0].stock < item.quantity) return res.sendStatus(409);
    await pool.query('UPDATE products SET stock = $1 WHERE id = $2', [rows[0].stock - item.quantity, item.productId]);
  }
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`stock` of `products`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'stock = stock - …',
            alsoChecked: ', and put the check of `stock` into its condition',
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a JSON column is spread and saved whole',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.patch('/preferences', async (req, res) => {
  const { rows } = await pool.query('SELECT preferences FROM accounts WHERE id = $1', [req.user.id]);
  const preferences = { ...rows[0].preferences, ...req.body };
  await pool.query('UPDATE accounts SET preferences = $1 WHERE id = $2', [JSON.stringify(preferences), req.user.id]);
  res.json(preferences);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`preferences` of `accounts`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'a helper in between computes the new value',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const applyFee = (balance, amount) => Math.round((balance - amount * 1.02) * 100) / 100;

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const balance = applyFee(rows[0].balance, req.body.amount);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.json({ balance });
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'mysql2, with the rows destructured from its pair',
      code: `import express from 'express';
import mysql from 'mysql2/promise';
import { requireUser } from './auth';

const pool = mysql.createPool({ database: 'shop' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const [[wallet]] = await pool.execute('SELECT balance FROM wallets WHERE owner_id = ?', [req.user.id]);
  await pool.execute('UPDATE wallets SET balance = ? WHERE owner_id = ?', [wallet.balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 9',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'better-sqlite3, with an await between the two',
      code: `import Database from 'better-sqlite3';
import express from 'express';
import { requireUser } from './auth';
import { charge } from './payments';

const db = new Database('shop.db');
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const wallet = db.prepare('SELECT balance FROM wallets WHERE owner_id = ?').get(req.user.id);
  await charge(req.body.card);
  db.prepare('UPDATE wallets SET balance = ? WHERE owner_id = ?').run(wallet.balance + req.body.amount, req.user.id);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance + …',
            alsoChecked: '',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 70,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'read and write started together and awaited one by one',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const [wallets, plans] = await Promise.all([
    pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]),
    pool.query('SELECT fee FROM plans WHERE id = $1', [req.body.planId]),
  ]);
  const balance = wallets.rows[0].balance - plans.rows[0].fee;
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.json({ balance });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the last number plus one is written elsewhere in the same row',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/quotes', async (req, res) => {
  const { rows } = await pool.query('SELECT price FROM quotes WHERE account_id = $1', [req.user.id]);
  await pool.query('UPDATE quotes SET discounted = $1 WHERE account_id = $2', [rows[0].price * 0.9, req.user.id]);
  res.sendStatus(204);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'derived',
          data: {
            state: '`price` of `quotes`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            written: '`discounted`',
            after: ' after `requireUser`',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 19,
        },
      ],
    },
  ],
});
