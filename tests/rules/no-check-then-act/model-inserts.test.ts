import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
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
  ],
  invalid: [
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
      name: 'Mongoose, a name that no other row had is given to a row (SHAPES 25)',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Customer = mongoose.model('Customer', new mongoose.Schema({ userName: String }));

app.put('/name', async (req, res) => {
  const other = await Customer.findOne({ userName: req.body.userName, _id: { $ne: req.user.id } });
  if (other) return res.sendStatus(409);
  await Customer.findByIdAndUpdate(req.user.id, { userName: req.body.userName });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'taken',
          data: {
            resource: '`Customer`',
            readAt: 'on line 11',
            write: 'this `findByIdAndUpdate()`',
            after: ' after `requireUser`',
            fields: '`userName`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 35,
        },
      ],
    },
    {
      name: 'Mongoose, the first row of all',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Customer = mongoose.model('Customer', new mongoose.Schema({ userName: String }));

app.post('/setup', async (req, res) => {
  const count = await Customer.countDocuments();
  if (count > 0) return res.sendStatus(409);
  await Customer.create({ userName: req.body.userName });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'first',
          data: {
            resource: '`Customer`',
            readAt: 'on line 11',
            write: 'this `create()`',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 24,
        },
      ],
    },
  ],
});
