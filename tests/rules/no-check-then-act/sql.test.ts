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
      name: 'the seats are a column that one statement raises',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE workshops SET taken = taken + 1 WHERE id = $1 AND taken < capacity', [req.params.id]);
  if (rowCount === 0) return res.sendStatus(409);
  await pool.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'an advisory lock is taken before counting',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [req.params.id]);
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
  res.sendStatus(201);
});`,
    },
    {
      name: "the workshop's row is locked before counting",
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const found = await client.query('SELECT capacity FROM workshops WHERE id = $1 FOR UPDATE', [req.params.id]);
    const { rows } = await client.query('SELECT count(*)::int AS taken FROM bookings WHERE workshop_id = $1', [req.params.id]);
    if (rows[0].taken >= found.rows[0].capacity) throw new Error('full');
    await client.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
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
      name: 'the insert brings its own conflict clause',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/follows/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT 1 FROM follows WHERE workshop_id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows.length > 0) return res.sendStatus(409);
  await pool.query('INSERT INTO follows (workshop_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'the insert selects only where nothing exists',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/follows/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT 1 FROM follows WHERE workshop_id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows.length > 0) return res.sendStatus(409);
  await pool.query(
    'INSERT INTO follows (workshop_id, account_id) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM follows WHERE workshop_id = $1 AND account_id = $2)',
    [req.params.id, req.user.id],
  );
  res.sendStatus(201);
});`,
    },
    {
      name: 'something must exist before a row of another table is inserted',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/comments', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM workshops WHERE id = $1', [req.params.id]);
  if (rows.length === 0) return res.sendStatus(404);
  await pool.query('INSERT INTO comments (workshop_id, account_id, text) VALUES ($1, $2, $3)', [req.params.id, req.user.id, req.body.text]);
  res.sendStatus(201);
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
      name: 'an old row is found only to be deleted, then one is inserted anyway',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/settings', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM settings WHERE account_id = $1', [req.user.id]);
  if (rows.length > 0) await pool.query('DELETE FROM settings WHERE account_id = $1', [req.user.id]);
  await pool.query('INSERT INTO settings (account_id, theme) VALUES ($1, $2)', [req.user.id, req.body.theme]);
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
      name: 'a row lock in a transaction',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
    if (rows[0].status !== 'open') throw new Error('not open');
    await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
    await client.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
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
      name: 'the check is written the other way round',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/pay', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (req.body.amount <= rows[0].balance) {
    await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
    return res.sendStatus(204);
  }
  res.sendStatus(409);
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
          column: 11,
          endLine: 12,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'seats are counted, then one is taken',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const { rows } = await pool.query('SELECT count(*)::int AS taken FROM bookings WHERE workshop_id = $1', [req.params.id]);
  if (rows[0].taken >= 20) return res.sendStatus(409);
  await pool.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`bookings`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this INSERT',
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
      name: 'the sum is compared with a limit',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const { rows } = await pool.query('SELECT sum(amount) AS total FROM payouts WHERE account_id = $1', [req.user.id]);
  if (Number(rows[0].total) + req.body.amount > 1000) return res.sendStatus(409);
  await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`payouts`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this INSERT',
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
      name: 'nothing is found, so one is inserted, and no schema says what is unique',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/follows/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT 1 FROM follows WHERE workshop_id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  if (rows.length > 0) return res.sendStatus(409);
  await pool.query('INSERT INTO follows (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'missing',
          data: {
            resource: '`follows`',
            readAt: 'on line 10',
            fields: '`workshop_id` and `account_id`',
            write: 'this INSERT',
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
      name: 'the check stands in a helper that throws',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function ensureOpen(id, ownerId) {
  const { rows } = await pool.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2', [id, ownerId]);
  if (rows[0].status !== 'open') throw new Error('not open');
}

app.post('/orders/:id/ship', async (req, res) => {
  await ensureOpen(req.params.id, req.user.id);
  await pool.query(\`UPDATE orders SET status = 'shipped' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await pool.query('INSERT INTO shipments (order_id) VALUES ($1)', [req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
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
      name: 'the check stands in a helper that answers with a boolean',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function isOpen(id, ownerId) {
  const { rows } = await pool.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2', [id, ownerId]);
  return rows[0].status === 'open';
}

app.post('/orders/:id/ship', async (req, res) => {
  if (!(await isOpen(req.params.id, req.user.id))) return res.sendStatus(409);
  await pool.query(\`UPDATE orders SET status = 'shipped' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await pool.query('INSERT INTO shipments (order_id) VALUES ($1)', [req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 15',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
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
      name: 'the check stands in a middleware',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const requireOpen = async (req, res, next) => {
  const { rows } = await pool.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (rows[0].status !== 'open') return res.sendStatus(409);
  next();
};

app.post('/orders/:id/ship', requireOpen, async (req, res) => {
  await pool.query(\`UPDATE orders SET status = 'shipped' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await pool.query('INSERT INTO shipments (order_id) VALUES ($1)', [req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
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
      name: 'the state is asked for by the SELECT, and only the existence is looked at',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const { rows } = await pool.query(\`SELECT id FROM orders WHERE id = $1 AND owner_id = $2 AND status = 'open'\`, [req.params.id, req.user.id]);
  if (rows.length === 0) return res.sendStatus(409);
  await pool.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await pool.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
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
      name: 'the lock is taken in a transaction of its own and released before the work',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
  await client.query('COMMIT');
  if (rows[0].status !== 'open') return res.sendStatus(409);
  await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await client.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
  client.release();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 12',
            checkedAt: 'on line 14',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a switch on the state',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/next', async (req, res) => {
  const { rows } = await pool.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  switch (rows[0].status) {
    case 'open':
      await pool.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
      await pool.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
      break;
    default:
      return res.sendStatus(409);
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 10',
            checkedAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 13,
          column: 13,
          endLine: 13,
          endColumn: 23,
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
