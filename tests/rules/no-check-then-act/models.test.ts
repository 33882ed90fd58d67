import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'Prisma, the status stands in the where and the count is looked at',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const { count } = await prisma.order.updateMany({
    where: { id: req.params.id, ownerId: req.user.id, status: 'OPEN' },
    data: { status: 'PAID' },
  });
  if (count === 0) return res.sendStatus(409);
  await prisma.payment.create({ data: { orderId: req.params.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, update with the state in the where throws when nothing matches',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const order = await prisma.order.findUnique({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== 'OPEN') return res.sendStatus(409);
  await prisma.order.update({ where: { id: req.params.id, ownerId: req.user.id, status: 'OPEN' }, data: { status: 'PAID' } });
  await prisma.payment.create({ data: { orderId: req.params.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Prisma, the count only goes into the answer',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/projects', async (req, res) => {
  const project = await prisma.project.create({ data: { ownerId: req.user.id, name: req.body.name } });
  res.status(201).json({ project, count: await prisma.project.count({ where: { ownerId: req.user.id } }) });
});`,
    },
    {
      name: 'Prisma, upsert by the unique key',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/likes', async (req, res) => {
  await prisma.like.upsert({
    where: { ownerId_postId: { ownerId: req.user.id, postId: req.body.postId } },
    create: { ownerId: req.user.id, postId: req.body.postId },
    update: {},
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'Prisma, findUnique asks by a unique key, so the second insert fails',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/accounts', async (req, res) => {
  const existing = await prisma.account.findUnique({ where: { email: req.body.email } });
  if (existing) return res.sendStatus(409);
  const account = await prisma.account.create({ data: { email: req.body.email } });
  res.status(201).json(account);
});`,
    },
    {
      name: 'Prisma, the row is claimed under its state',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/jobs/claim', async (req, res) => {
  const job = await prisma.job.findFirst({ where: { status: 'QUEUED' } });
  if (!job) return res.sendStatus(204);
  const { count } = await prisma.job.updateMany({ where: { id: job.id, status: 'QUEUED' }, data: { status: 'RUNNING', workerId: req.user.id } });
  res.json(count === 1 ? job : null);
});`,
    },
    {
      name: 'Mongoose, the status stands in the filter',
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

app.post('/orders/:id/pay', async (req, res) => {
  const order = await Order.findOneAndUpdate(
    { _id: req.params.id, owner: req.user.id, status: 'open' },
    { status: 'paid' },
    { new: true },
  );
  if (!order) return res.sendStatus(409);
  res.json(order);
});`,
    },
    {
      name: 'Mongoose, $inc under the check',
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
  const { modifiedCount } = await Wallet.updateOne(
    { owner: req.user.id, balance: { $gte: req.body.amount } },
    { $inc: { balance: -req.body.amount } },
  );
  res.sendStatus(modifiedCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'Mongoose, the schema has the unique key',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const schema = new mongoose.Schema({ owner: String, post: String });
schema.index({ owner: 1, post: 1 }, { unique: true });
const Like = mongoose.model('Like', schema);

app.post('/likes', async (req, res) => {
  const found = await Like.findOne({ owner: req.user.id, post: req.body.post });
  if (found) return res.sendStatus(409);
  res.status(201).json(await Like.create({ owner: req.user.id, post: req.body.post }));
});`,
    },
    {
      name: "Mongoose, unique in the field's own options",
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: { type: String, unique: true } }));

app.post('/accounts', async (req, res) => {
  if (await Account.exists({ email: req.body.email })) return res.sendStatus(409);
  res.status(201).json(await Account.create({ email: req.body.email }));
});`,
    },
    {
      name: 'Mongoose, a look for a 404 before the delete',
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

app.delete('/orders', async (req, res) => {
  const order = await Order.findOne({ owner: req.user.id });
  if (!order) return res.sendStatus(404);
  await Order.deleteOne({ owner: req.user.id });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Sequelize, the status stands in the where',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('sqlite::memory:');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const app = express();

app.post('/orders/:id/pay', requireUser, async (req, res) => {
  const [count] = await Order.update({ status: 'paid' }, { where: { id: req.params.id, ownerId: req.user.id, status: 'open' } });
  res.sendStatus(count === 1 ? 204 : 409);
});`,
    },
    {
      name: 'a cache of the process, filled without an await in between',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const counters = new Map();

app.post('/visit', (req, res) => {
  const count = counters.get(req.user.id) ?? 0;
  if (count >= 10) return res.sendStatus(429);
  counters.set(req.user.id, count + 1);
  res.sendStatus(204);
});`,
    },
    {
      name: 'only an administrator reaches it, and it sets a constant',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/accounts/:id/suspend', requireRole('admin'), async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.params.id } });
  if (account.suspended) return res.sendStatus(204);
  await prisma.account.update({ where: { id: req.params.id }, data: { suspended: true } });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'Prisma, a status checked and then updated',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== 'OPEN') return res.sendStatus(409);
  await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  await prisma.payment.create({ data: { orderId: order.id } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 32,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, decrement after a stale check',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/tickets', async (req, res) => {
  const event = await prisma.event.findUnique({ where: { id: req.body.eventId } });
  if (event.remaining < 1) return res.sendStatus(409);
  await prisma.event.update({ where: { id: event.id }, data: { remaining: { decrement: 1 } } });
  await prisma.ticket.create({ data: { eventId: event.id, ownerId: req.user.id } });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `update()`',
            state: '`remaining` of `event`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            after: ' after `requireUser`',
            condition: '`remaining >= 1`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 28,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, a count and then a row',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/projects', async (req, res) => {
  const count = await prisma.project.count({ where: { ownerId: req.user.id } });
  if (count >= 3) return res.status(402).end();
  const project = await prisma.project.create({ data: { ownerId: req.user.id, name: req.body.name } });
  res.status(201).json(project);
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`project`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 25,
          endLine: 12,
          endColumn: 46,
        },
      ],
    },
    {
      name: 'Prisma, nothing found and then created, and no schema says what is unique',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/likes', async (req, res) => {
  const like = await prisma.like.findFirst({ where: { ownerId: req.user.id, postId: req.body.postId } });
  if (like) return res.sendStatus(409);
  await prisma.like.create({ data: { ownerId: req.user.id, postId: req.body.postId } });
  res.sendStatus(201);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'missing',
          data: {
            resource: '`like`',
            readAt: 'on line 10',
            fields: '`ownerId` and `postId`',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'Prisma, the transaction holds only the writes',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== 'OPEN') return res.sendStatus(409);
  await prisma.$transaction([
    prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } }),
    prisma.payment.create({ data: { orderId: req.params.id } }),
  ]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 13,
          column: 5,
          endLine: 13,
          endColumn: 28,
        },
      ],
    },
    {
      name: 'Prisma, the row was found by its state, then updated by its id',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/jobs/claim', async (req, res) => {
  const job = await prisma.job.findFirst({ where: { status: 'QUEUED' } });
  if (!job) return res.sendStatus(204);
  await prisma.job.update({ where: { id: job.id }, data: { status: 'RUNNING', workerId: req.user.id } });
  res.json(job);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `job`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            condition: "`status = 'QUEUED'`",
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 26,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, a status checked, changed and saved',
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

app.post('/orders/:id/pay', async (req, res) => {
  const order = await Order.findOne({ owner: req.user.id });
  if (order.status !== 'open') return res.sendStatus(409);
  order.status = 'paid';
  await order.save();
  await charge(req.user.id, order.total);
  res.json(order);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`status` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'Mongoose, updateOne after the check',
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

app.post('/orders/:id/pay', async (req, res) => {
  const order = await Order.findOne({ _id: req.params.id, owner: req.user.id });
  if (!order || order.status !== 'open') return res.sendStatus(409);
  await Order.updateOne({ _id: req.params.id, owner: req.user.id }, { $set: { status: 'paid' } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `updateOne()`',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, $inc after a stale check',
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
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  await Wallet.updateOne({ owner: req.user.id }, { $inc: { balance: -req.body.amount } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `updateOne()`',
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 25,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, documents counted and one created',
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

app.post('/orders', async (req, res) => {
  const open = await Order.countDocuments({ owner: req.user.id, status: 'open' });
  if (open >= 5) return res.sendStatus(409);
  const order = await Order.create({ owner: req.user.id, total: req.body.total });
  res.status(201).json(order);
});`,
      errors: [
        {
          messageId: 'counted',
          data: {
            resource: '`Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 17,
          column: 23,
          endLine: 17,
          endColumn: 35,
        },
      ],
    },
    {
      name: 'Mongoose, nothing found, so a new document is saved',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Like = mongoose.model('Like', new mongoose.Schema({ owner: String, post: String }));

app.post('/likes', async (req, res) => {
  const found = await Like.findOne({ owner: req.user.id, post: req.body.post });
  if (found) return res.sendStatus(409);
  const like = new Like({ owner: req.user.id, post: req.body.post });
  await like.save();
  res.status(201).json(like);
});`,
      errors: [
        {
          messageId: 'missing',
          data: {
            resource: '`Like`',
            readAt: 'on line 11',
            fields: '`owner` and `post`',
            write: 'this `save()`',
            after: ' after `requireUser`',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'Mongoose, a plain index is no constraint',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: { type: String, index: true } }));

app.post('/accounts', async (req, res) => {
  if (await Account.exists({ email: req.body.email })) return res.sendStatus(409);
  res.status(201).json(await Account.create({ email: req.body.email }));
});`,
      errors: [
        {
          messageId: 'missing',
          data: {
            resource: '`Account`',
            readAt: 'on line 11',
            fields: '`email`',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 30,
          endLine: 12,
          endColumn: 44,
        },
      ],
    },
    {
      name: 'Sequelize, checked first',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('sqlite::memory:');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const app = express();

app.post('/orders/:id/pay', requireUser, async (req, res) => {
  const order = await Order.findOne({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== 'open') return res.sendStatus(409);
  const [count] = await Order.update({ status: 'paid' }, { where: { id: req.params.id, ownerId: req.user.id } });
  res.sendStatus(count === 1 ? 204 : 409);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `Order`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 12,
          column: 25,
          endLine: 12,
          endColumn: 37,
        },
      ],
    },
    {
      name: 'handlers in an array',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const checkOpen = async (req, res, next) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== 'OPEN') return res.sendStatus(409);
  next();
};

const pay = async (req, res) => {
  const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  res.sendStatus(count === 1 ? 204 : 404);
};

app.post('/orders/:id/pay', [checkOpen, pay]);`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 16,
          column: 27,
          endLine: 16,
          endColumn: 50,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a factory that returns the handler',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const changeStatus = (from, to) => async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status !== from) return res.sendStatus(409);
  const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: to } });
  res.sendStatus(count === 1 ? 204 : 404);
};

app.post('/orders/:id/pay', changeStatus('OPEN', 'PAID'));
app.post('/orders/:id/ship', changeStatus('PAID', 'SHIPPED'));`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 12,
          column: 27,
          endLine: 12,
          endColumn: 50,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'controllers in an object',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const orders = {
  async pay(req, res) {
    const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') return res.sendStatus(409);
    const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    res.sendStatus(count === 1 ? 204 : 404);
  },
};

app.post('/orders/:id/pay', orders.pay);`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 13,
          column: 29,
          endLine: 13,
          endColumn: 52,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a controller class with bound methods',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class OrderController {
  constructor() {
    this.pay = this.pay.bind(this);
  }

  async pay(req, res) {
    const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') return res.sendStatus(409);
    const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    res.sendStatus(count === 1 ? 204 : 404);
  }
}

const controller = new OrderController();
app.post('/orders/:id/pay', controller.pay);`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 17,
          column: 29,
          endLine: 17,
          endColumn: 52,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a class field that holds the handler',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class OrderController {
  pay = async (req, res) => {
    const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') return res.sendStatus(409);
    const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    res.sendStatus(count === 1 ? 204 : 404);
  };
}

app.post('/orders/:id/pay', new OrderController().pay);`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 13,
          column: 29,
          endLine: 13,
          endColumn: 52,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a lock of the wrong thing is for nobody; a lock released before the write holds nothing',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const mutex = new Mutex();

app.post('/orders/:id/pay', async (req, res) => {
  const order = await mutex.runExclusive(() => prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } }));
  if (order.status !== 'OPEN') return res.sendStatus(409);
  const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 13',
            checkedAt: 'on line 14',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 15,
          column: 27,
          endLine: 15,
          endColumn: 50,
          suggestions: 1,
        },
      ],
    },
  ],
});
