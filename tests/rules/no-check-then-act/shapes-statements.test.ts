import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'sqlite3, the check in the statement',
      code: `import express from 'express';
import sqlite3 from 'sqlite3';
import { requireUser } from './auth';

const db = new sqlite3.Database('shop.db');
const app = express();

app.post('/pay', requireUser, (req, res) => {
  db.run('UPDATE wallets SET balance = balance - ? WHERE owner_id = ? AND balance >= ?', [req.body.amount, req.user.id, req.body.amount], function (error) {
    if (error) return res.sendStatus(500);
    res.sendStatus(this.changes === 1 ? 204 : 409);
  });
});`,
    },
    {
      name: 'a count of other rows than the insert adds to',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/workshops/:id/join', async (req, res) => {
  const { rows } = await pool.query('SELECT count(*)::int AS warnings FROM warnings WHERE account_id = $1', [req.user.id]);
  if (rows[0].warnings > 3) return res.sendStatus(403);
  await pool.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'the number of rows found is the count',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/tokens', async (req, res) => {
  const keys = await prisma.apiKey.findMany({ where: { ownerId: req.user.id } });
  if (keys.length >= 5) return res.sendStatus(409);
  res.status(201).json(await prisma.apiKey.create({ data: { ownerId: req.user.id, name: req.body.name } }));
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`apiKey`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 30,
          endLine: 12,
          endColumn: 50,
        },
      ],
    },
    {
      name: 'the SQL stands in constants of the module',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const SELECT_ORDER = 'SELECT status FROM orders WHERE id = $1 AND owner_id = $2';
const PAY_ORDER = \`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`;

app.post('/orders/:id/pay', async (req, res) => {
  const { rows } = await pool.query(SELECT_ORDER, [req.params.id, req.user.id]);
  if (rows[0].status !== 'open') return res.sendStatus(409);
  const { rowCount } = await pool.query(PAY_ORDER, [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 13',
            checkedAt: 'on line 14',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 15,
          column: 30,
          endLine: 15,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'queries as objects',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const { rows } = await pool.query({ text: 'SELECT status FROM orders WHERE id = $1 AND owner_id = $2', values: [req.params.id, req.user.id] });
  if (rows[0].status !== 'open') return res.sendStatus(409);
  const { rowCount } = await pool.query({ text: \`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, values: [req.params.id, req.user.id] });
  res.sendStatus(rowCount === 1 ? 204 : 404);
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
          column: 30,
          endLine: 12,
          endColumn: 40,
          suggestions: 1,
        },
      ],
    },
    {
      name: "the table's name stands in a constant",
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const TABLE = 'orders';

app.post('/orders/:id/pay', async (req, res) => {
  const { rows } = await pool.query(\`SELECT status FROM \${TABLE} WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  if (rows[0].status !== 'open') return res.sendStatus(409);
  const { rowCount } = await pool.query(\`UPDATE \${TABLE} SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 12',
            checkedAt: 'on line 13',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 14,
          column: 30,
          endLine: 14,
          endColumn: 40,
        },
      ],
    },
    {
      name: 'raw SQL through Prisma',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const [order] = await prisma.$queryRaw\`SELECT status FROM orders WHERE id = \${req.params.id} AND owner_id = \${req.user.id}\`;
  if (order.status !== 'open') return res.sendStatus(409);
  const count = await prisma.$executeRaw\`UPDATE orders SET status = 'paid' WHERE id = \${req.params.id} AND owner_id = \${req.user.id}\`;
  res.sendStatus(count === 1 ? 204 : 404);
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
          column: 23,
          endLine: 12,
          endColumn: 41,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a counter conditional, its reset branch not',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/codes/try', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  if (account.attempts >= 5) return res.sendStatus(429);
  await prisma.account.update({ where: { id: req.user.id }, data: { attempts: { increment: 1 } } });
  res.json({ ok: req.body.code === account.code });
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `update()`',
            state: '`attempts` of `account`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            after: ' after `requireUser`',
            condition: '`attempts < 5`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 30,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Sequelize, the instance decremented after a check',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Wallet = sequelize.define('Wallet', { ownerId: DataTypes.INTEGER, balance: DataTypes.INTEGER });
const app = express();

app.post('/pay', requireUser, async (req, res) => {
  const wallet = await Wallet.findOne({ where: { ownerId: req.user.id } });
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  await wallet.decrement('balance', { by: req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `decrement()`',
            state: '`balance` of `Wallet`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 25,
        },
      ],
    },
    {
      name: 'the insert depends on a count of another helper',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const countBookings = async (id) => {
  const { rows } = await pool.query('SELECT COUNT(*) FROM bookings WHERE workshop_id = $1', [id]);
  return parseInt(rows[0].count, 10);
};

app.post('/workshops/:id/join', async (req, res) => {
  if ((await countBookings(req.params.id)) >= 20) return res.status(409).json({ error: 'full' });
  await pool.query('INSERT INTO bookings (workshop_id, account_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`bookings`',
            readAt: 'on line 10',
            checkedAt: 'on line 15',
            write: 'this INSERT',
            after: ' after `requireUser`',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
        },
      ],
    },
  ],
});
