import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'a helper that throws, and the state in the WHERE as well',
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
  const { rowCount } = await pool.query(\`UPDATE orders SET status = 'shipped' WHERE id = $1 AND owner_id = $2 AND status = 'open'\`, [req.params.id, req.user.id]);
  if (rowCount === 0) return res.sendStatus(409);
  await pool.query('INSERT INTO shipments (order_id) VALUES ($1)', [req.params.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'a middleware that looks at another table',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const requirePlan = async (req, res, next) => {
  const { rows } = await pool.query('SELECT status FROM plans WHERE account_id = $1', [req.user.id]);
  if (rows[0].status !== 'active') return res.sendStatus(402);
  next();
};

app.post('/orders/:id/ship', requirePlan, async (req, res) => {
  const { rowCount } = await pool.query(\`UPDATE orders SET status = 'shipped' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
  ],
  invalid: [
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
  ],
});
