import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
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
  ],
  invalid: [
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
      name: 'the last owner may not leave',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/teams/:id/leave', async (req, res) => {
  const { rows } = await pool.query(\`SELECT count(*) AS owners FROM members WHERE team_id = $1 AND role = 'owner'\`, [req.params.id]);
  if (Number(rows[0].owners) <= 1) return res.sendStatus(409);
  await pool.query('DELETE FROM members WHERE team_id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'remaining',
          data: {
            resource: '`members`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this DELETE',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
        },
      ],
    },
  ],
});
