import rule from '../../../rules/require-owner-scope.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('require-owner-scope', rule, {
  valid: [
    {
      name: 'the owner in the WHERE',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'nobody is asked who calls, so nothing was forgotten',
      code: `import express from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const app = express();

app.delete('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.query.owner]);
  res.json(rows);
});`,
    },
    {
      name: 'only administrators get here',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', requireRole('admin'), async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the role is looked at in the handler',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', async (req, res) => {
  if (req.user.role !== 'admin') return res.sendStatus(403);
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the same, by default',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: "the transfer pays from the caller's row into the row named by the client",
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/transfer', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (rowCount === 0) throw new Error('insufficient funds');
    await client.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [req.body.amount, req.body.recipientId]);
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
      name: 'the row is named by a secret of its own',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/unsubscribe/:token', async (req, res) => {
  await pool.query('UPDATE subscriptions SET active = false WHERE unsubscribe_token = $1', [req.params.token]);
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'the owner as the request claims',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/cart', async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM cart_items WHERE user_id = $1', [req.body.userId]);
  res.sendStatus(rowCount > 0 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'claimed',
          data: {
            check: 'requireUser',
            statement: 'DELETE',
            resource: '`cart_items`',
            key: '`user_id`',
            verb: 'deletes',
          },
          line: 10,
          column: 30,
          endLine: 10,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'any signed-in caller deletes any note, whose owner another route names',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireUser',
            statement: 'DELETE',
            resource: '`notes`',
            key: '`id`',
            verb: 'deletes',
            owner: 'owner_id',
          },
          line: 15,
          column: 30,
          endLine: 15,
          endColumn: 40,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a table whose rows nobody is known to own, as far as the file tells',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'unknown',
          data: {
            check: 'requireUser',
            statement: 'UPDATE',
            resource: '`notes`',
            key: '`id`',
          },
          line: 10,
          column: 30,
          endLine: 10,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'identity is looked up and never used',
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

app.delete('/orders/:id', async (req, res) => {
  const caller = req.user;
  if (!caller) return res.sendStatus(401);
  await Order.findByIdAndDelete(req.params.id);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireUser',
            statement: '`findByIdAndDelete()`',
            resource: '`Order`',
            key: '`_id`',
            verb: 'deletes',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 32,
        },
      ],
    },
  ],
});
