import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
  ],
  invalid: [
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
  ],
});
