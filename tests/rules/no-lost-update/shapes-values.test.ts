import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'a choice made from the body',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/switch', async (req, res) => {
  await prisma.account.update({ where: { id: req.user.id }, data: { theme: req.body.dark ? 'dark' : 'light' } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'the row the update returned is only shown',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/deposit', async (req, res) => {
  const wallet = await prisma.wallet.update({ where: { ownerId: req.user.id }, data: { balance: { increment: req.body.amount } } });
  res.json({ balance: wallet.balance, cents: wallet.balance * 100 });
});`,
    },
    {
      name: 'the value goes to another row of the table',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/copy', async (req, res) => {
  const source = await prisma.template.findFirst({ where: { id: req.body.from, ownerId: req.user.id } });
  const { count } = await prisma.template.updateMany({ where: { id: req.body.to, ownerId: req.user.id }, data: { text: \`\${source.text} (copy)\` } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the timestamp is bumped by hand',
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

app.put('/orders', async (req, res) => {
  const order = await Order.findOne({ owner: req.user.id });
  order.total = req.body.total;
  order.updatedAt = Date.now();
  await order.save();
  res.json(order);
});`,
    },
    {
      name: 'a name is made of parts that the body may leave out',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ owner: String, first: String, last: String }));

app.patch('/me', async (req, res) => {
  const account = await Account.findOne({ owner: req.user.id });
  account.first = req.body.first || account.first;
  account.last = req.body.last ? req.body.last : account.last;
  await account.save();
  res.json(account);
});`,
    },
    {
      name: 'trimming what came in',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/me', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  const name = req.body.name.trim();
  if (name === account.name) return res.sendStatus(204);
  await prisma.account.update({ where: { id: req.user.id }, data: { name } });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'a choice made from the old state',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/switch', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  await prisma.account.update({ where: { id: req.user.id }, data: { theme: account.theme === 'light' ? 'dark' : 'light' } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`theme` of `account`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'a JSON text is parsed, changed and written back',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/cart', async (req, res) => {
  const { rows } = await pool.query('SELECT items FROM carts WHERE owner_id = $1', [req.user.id]);
  const items = JSON.parse(rows[0].items);
  items.push(req.body.item);
  await pool.query('UPDATE carts SET items = $1 WHERE owner_id = $2', [JSON.stringify(items), req.user.id]);
  res.json(items);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`items` of `carts`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'a list of the row is changed in place, then written',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/tags', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  account.tags.push(req.body.tag);
  await prisma.account.update({ where: { id: req.user.id }, data: { tags: account.tags } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`tags` of `account`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 30,
        },
      ],
    },
  ],
});
