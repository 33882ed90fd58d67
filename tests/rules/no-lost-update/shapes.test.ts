import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'a document that another field of the body decides',
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
  order.total = req.body.price * req.body.quantity;
  await order.save();
  res.json(order);
});`,
    },
  ],
  invalid: [
    {
      name: 'nested destructuring',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { rows: [{ balance }] } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance - req.body.amount, req.user.id]);
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
      name: 'Object.assign onto the document',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/withdraw', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  Object.assign(wallet, { balance: wallet.balance - req.body.amount });
  await wallet.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'set on the document',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/withdraw', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  wallet.set('balance', wallet.balance - req.body.amount);
  await wallet.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'failed attempts of a login',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: String, failedLogins: { type: Number, default: 0 } }));

app.post('/login', async (req, res) => {
  const account = await Account.findOne({ email: req.body.email });
  account.failedLogins += 1;
  await account.save();
  res.sendStatus(401);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`failedLogins` of `Account`',
            readAt: 'on line 11',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { failedLogins: … }',
            alsoChecked: '',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a like pushed, and its number counted by hand',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Post = mongoose.model('Post', new mongoose.Schema({ likes: [String], likeCount: Number }));

app.post('/posts/:id/like', async (req, res) => {
  const post = await Post.findById(req.params.id);
  post.likes.push(req.user.id);
  post.likeCount++;
  await post.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`likeCount` of `Post`',
            readAt: 'on line 11',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { likeCount: … }',
            alsoChecked: '',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'work pushed into a list of promises',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const work = [];
  for (const item of req.body.items) {
    const product = await prisma.product.findUnique({ where: { id: item.id } });
    work.push(prisma.product.update({ where: { id: item.id }, data: { stock: product.stock - item.quantity } }));
  }
  await Promise.all(work);
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`stock` of `product`',
            readAt: 'on line 12',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'stock: { decrement: … }',
            alsoChecked: '',
          },
          line: 13,
          column: 15,
          endLine: 13,
          endColumn: 36,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'map over items',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await Promise.all(
    req.body.items.map(async (item) => {
      const product = await prisma.product.findUnique({ where: { id: item.id } });
      await prisma.product.update({ where: { id: item.id }, data: { stock: product.stock - item.quantity } });
    }),
  );
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`stock` of `product`',
            readAt: 'on line 12',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'stock: { decrement: … }',
            alsoChecked: '',
          },
          line: 13,
          column: 13,
          endLine: 13,
          endColumn: 34,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the whole row is changed in place, then written',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  wallet.balance -= req.body.amount;
  await prisma.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 29,
        },
      ],
    },
    {
      name: 'the data is built step by step',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  const data = {};
  data.balance = wallet.balance - req.body.amount;
  if (req.body.note) data.note = req.body.note;
  await prisma.wallet.update({ where: { ownerId: req.user.id }, data });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 29,
        },
      ],
    },
  ],
});
