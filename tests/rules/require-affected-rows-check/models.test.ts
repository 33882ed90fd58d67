import rule from '../../../rules/require-affected-rows-check.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('require-affected-rows-check', rule, {
  valid: [
    {
      name: 'Prisma, the count is looked at',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  const { count } = await prisma.post.updateMany({ where: { id: req.params.id, authorId: req.user.id }, data: { title: req.body.title } });
  if (count === 0) return res.sendStatus(404);
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, update throws where nothing matches',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  await prisma.post.update({ where: { id: req.params.id, authorId: req.user.id }, data: { title: req.body.title } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, all rows of the caller',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/notifications/read', async (req, res) => {
  await prisma.notification.updateMany({ where: { accountId: req.user.id, read: false }, data: { read: true } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Mongoose, modifiedCount',
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

app.put('/orders/:id', async (req, res) => {
  const { matchedCount } = await Order.updateOne({ _id: req.params.id, owner: req.user.id }, { total: req.body.total });
  res.sendStatus(matchedCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'Mongoose, the document goes to the client',
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

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { total: req.body.total }, { new: true });
  res.json(order);
});`,
    },
  ],
  invalid: [
    {
      name: 'Prisma, updateMany whose count is ignored',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  await prisma.post.updateMany({ where: { id: req.params.id, authorId: req.user.id }, data: { title: req.body.title } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: '`updateMany()`',
            resource: '`post`',
            guard: 'authorId',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 31,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, updateOne',
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

app.put('/orders/:id', async (req, res) => {
  await Order.updateOne({ _id: req.params.id, owner: req.user.id }, { total: req.body.total });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: '`updateOne()`',
            resource: '`Order`',
            guard: 'owner',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 24,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, findOneAndUpdate whose document is ignored',
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

app.put('/orders/:id', async (req, res) => {
  await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { total: req.body.total });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'ignored',
          data: {
            statement: '`findOneAndUpdate()`',
            resource: '`Order`',
            guard: 'owner',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 31,
          suggestions: 1,
        },
      ],
    },
  ],
});
