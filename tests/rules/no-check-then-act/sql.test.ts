import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'the status stands in the WHERE',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/bookings/:id/cancel', async (req, res) => {
  const { rowCount } = await pool.query(
    \`UPDATE bookings SET status = 'cancelled' WHERE id = $1 AND account_id = $2 AND status = 'active'\`,
    [req.params.id, req.user.id],
  );
  if (rowCount === 0) return res.sendStatus(409);
  await pool.query('UPDATE wallets SET balance = balance + 10 WHERE owner_id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the status is asked first for the answer, and again in the WHERE',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/bookings/:id/cancel', async (req, res) => {
  const { rows } = await pool.query('SELECT status FROM bookings WHERE id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows[0].status !== 'active') return res.sendStatus(409);
  const { rowCount } = await pool.query(
    \`UPDATE bookings SET status = 'cancelled' WHERE id = $1 AND account_id = $2 AND status = 'active'\`,
    [req.params.id, req.user.id],
  );
  if (rowCount === 0) return res.sendStatus(409);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the check stands in the WHERE as well',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/pay', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  const { rowCount } = await pool.query(
    'UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1',
    [req.body.amount, req.user.id],
  );
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'read for a 404, then updated by the same key',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM accounts WHERE id = $1', [req.user.id]);
  if (rows.length === 0) return res.sendStatus(404);
  await pool.query('UPDATE accounts SET name = $1 WHERE id = $2', [req.body.name, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'read for a 404, then deleted by the same key',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/profile', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM accounts WHERE id = $1', [req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  await pool.query('DELETE FROM accounts WHERE id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'rows whose time is up are removed',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/shares/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT id, url, expires_at FROM shares WHERE id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows[0].expires_at < new Date()) {
    await pool.query('DELETE FROM shares WHERE id = $1', [rows[0].id]);
    return res.sendStatus(410);
  }
  res.redirect(rows[0].url);
});`,
    },
    {
      name: 'a flag that is set whoever comes first',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/verify', async (req, res) => {
  const { rows } = await pool.query('SELECT verified FROM accounts WHERE id = $1', [req.user.id]);
  if (rows[0].verified) return res.sendStatus(204);
  await pool.query('UPDATE accounts SET verified = true WHERE id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'increment first, then look and take it back',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/votes', async (req, res) => {
  const { rows } = await pool.query('UPDATE accounts SET votes = votes + 1 WHERE id = $1 RETURNING votes', [req.user.id]);
  if (rows[0].votes > 3) {
    await pool.query('UPDATE accounts SET votes = votes - 1 WHERE id = $1', [req.user.id]);
    return res.sendStatus(409);
  }
  res.sendStatus(204);
});`,
    },
    {
      name: 'checks of the request, not of the row',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/pay', async (req, res) => {
  if (req.body.amount <= 0) return res.sendStatus(400);
  if (req.query.mode !== 'live') return res.sendStatus(400);
  const { rowCount } = await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'a handler whose statement is in a file that only scripts load',
      filename: 'prisma/seed.ts',
      code: `import { Pool } from 'pg';

const pool = new Pool();

export async function seed() {
  const { rows } = await pool.query('SELECT status FROM orders WHERE id = 1');
  if (rows[0].status === 'open') await pool.query(\`UPDATE orders SET status = 'paid' WHERE id = 1\`);
}`,
    },
  ],
  invalid: [
    {
      name: 'a status is checked, then written by id',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/bookings/:id/cancel', async (req, res) => {
  const { rows } = await pool.query('SELECT status FROM bookings WHERE id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows[0].status !== 'active') return res.sendStatus(409);
  await pool.query(\`UPDATE bookings SET status = 'cancelled' WHERE id = $1 AND account_id = $2\`, [req.params.id, req.user.id]);
  await pool.query('UPDATE wallets SET balance = balance + 10 WHERE owner_id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `bookings`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'active'`",
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
      name: 'atomic arithmetic after a stale check',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/pay', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this UPDATE',
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
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
      name: 'the same flag, and a bonus is granted for it',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/verify', async (req, res) => {
  const { rows } = await pool.query('SELECT verified FROM accounts WHERE id = $1', [req.user.id]);
  if (rows[0].verified) return res.sendStatus(204);
  await pool.query('UPDATE accounts SET verified = true WHERE id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = balance + 100 WHERE owner_id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`verified` of `accounts`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: '`verified` still unset',
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
      name: 'a check of a plain boolean column that a second statement flips to a named state',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/approve', async (req, res) => {
  const { rows } = await pool.query('SELECT locked FROM orders WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (!rows[0].locked) {
    await pool.query('UPDATE orders SET locked = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
    await pool.query('INSERT INTO approvals (order_id) VALUES ($1)', [req.params.id]);
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`locked` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: '`locked` still unset',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
  ],
});
