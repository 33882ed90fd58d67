import rule from '../../../rules/require-affected-rows-check.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('require-affected-rows-check', rule, {
  valid: [
    {
      name: 'the count decides the answer',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the returned row decides the answer',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', async (req, res) => {
  const { rows } = await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2 RETURNING *', [req.params.id, req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  res.json(rows[0]);
});`,
    },
    {
      name: 'the result goes to the client as it is',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', async (req, res) => {
  const result = await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.json(result);
});`,
    },
    {
      name: 'a delete that finds nothing has done what was asked',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/notes/:id', async (req, res) => {
  await pool.query('DELETE FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: "the caller's own row, which is there",
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  await pool.query('UPDATE accounts SET name = $1 WHERE id = $2', [req.body.name, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'a helper returns the result and its caller looks',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const pin = (id, ownerId) => pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [id, ownerId]);

app.post('/notes/:id/pin', async (req, res) => {
  const { rowCount } = await pin(req.params.id, req.user.id);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'a then that looks',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', (req, res, next) => {
  pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id])
    .then((result) => res.sendStatus(result.rowCount === 1 ? 204 : 404))
    .catch(next);
});`,
    },
    {
      name: 'an upsert always has a row',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/settings', async (req, res) => {
  await pool.query('INSERT INTO settings (account_id, theme) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET theme = $2', [req.user.id, req.body.theme]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the row was locked under the same condition before',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT id FROM notes WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
    if (rows.length === 0) throw new Error('not found');
    await client.query('UPDATE notes SET title = $1 WHERE id = $2 AND owner_id = $3', [req.body.title, req.params.id, req.user.id]);
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
      name: 'a last-seen time nobody waits for',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  await pool.query('UPDATE notes SET seen_at = now() WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.json(rows[0]);
});`,
    },
  ],
  invalid: [
    {
      name: 'the owner stands in the WHERE, and nobody looks whether it matched',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', async (req, res) => {
  await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: 'UPDATE',
            resource: '`notes`',
            guard: 'owner_id',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the state stands in the WHERE and the payment goes out all the same',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/refund', async (req, res) => {
  await pool.query(\`UPDATE orders SET status = 'refunded' WHERE id = $1 AND status = 'paid'\`, [req.params.id]);
  await pool.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [10, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: 'UPDATE',
            resource: '`orders`',
            guard: 'status',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a helper returns the result and its caller does not look',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const pin = (id, ownerId) => pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [id, ownerId]);

app.post('/notes/:id/pin', async (req, res) => {
  await pin(req.params.id, req.user.id);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: 'UPDATE',
            resource: '`notes`',
            guard: 'owner_id',
          },
          line: 9,
          column: 30,
          endLine: 9,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'a then that looks at nothing',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/pin', (req, res, next) => {
  pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id])
    .then(() => res.sendStatus(204))
    .catch(next);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: 'UPDATE',
            resource: '`notes`',
            guard: 'owner_id',
          },
          line: 10,
          column: 3,
          endLine: 10,
          endColumn: 13,
        },
      ],
    },
  ],
});
