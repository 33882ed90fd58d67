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
      name: 'an upsert writes what was computed from a read',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/score', async (req, res) => {
  const { rows } = await pool.query('SELECT points FROM scores WHERE account_id = $1', [req.user.id]);
  const points = (rows[0]?.points ?? 0) + 10;
  await pool.query(
    'INSERT INTO scores (account_id, points) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET points = $2',
    [req.user.id, points],
  );
  res.json({ points });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`points` of `scores`',
            readAt: 'on line 10',
            write: 'this INSERT',
            after: ' after `requireUser`',
            example: 'points = points + …',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
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
