import rule from '../../../rules/require-owner-scope.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('require-owner-scope', rule, {
  valid: [
    {
      name: "the caller's own row, named by the token",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  res.json(await prisma.account.update({ where: { id: req.user.id }, data: { name: req.body.name } }));
});`,
    },
    {
      name: 'Mongoose, with the owner in the filter',
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
  res.json(await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { total: req.body.total }, { new: true }));
});`,
    },
    {
      name: 'Mongoose, the schema names no owner',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Country = mongoose.model('Country', new mongoose.Schema({ code: String, name: String }));

app.put('/countries/:id', async (req, res) => {
  res.json(await Country.findByIdAndUpdate(req.params.id, { name: req.body.name }, { new: true }));
});`,
    },
    {
      name: 'the row is claimed by the caller',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/tasks', async (req, res) => {
  res.json(await prisma.task.findMany({ where: { ownerId: req.user.id } }));
});

app.post('/tasks/:id/claim', async (req, res) => {
  const { count } = await prisma.task.updateMany({ where: { id: req.params.id, ownerId: null }, data: { ownerId: req.user.id } });
  res.sendStatus(count === 1 ? 204 : 409);
});`,
    },
    {
      name: 'the parent was checked for the caller',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/tasks', async (req, res) => {
  res.json(await prisma.task.findMany({ where: { ownerId: req.user.id } }));
});

app.put('/projects/:projectId/tasks/:id', async (req, res) => {
  const member = await prisma.member.findFirst({ where: { projectId: req.params.projectId, accountId: req.user.id } });
  if (!member) return res.sendStatus(404);
  const { count } = await prisma.task.updateMany({ where: { id: req.params.id, projectId: req.params.projectId }, data: { title: req.body.title } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
    },
    {
      name: 'an ownership middleware of the project',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/posts', async (req, res) => {
  res.json(await prisma.post.findMany({ where: { authorId: req.user.id } }));
});

app.delete('/posts/:id', requireOwnership('post'), async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'the id comes from the body',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/posts', async (req, res) => {
  res.json(await prisma.post.findMany({ where: { authorId: req.user.id } }));
});

app.put('/posts', async (req, res) => {
  res.json(await prisma.post.update({ where: { id: req.body.id }, data: { title: req.body.title } }));
});`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireUser',
            statement: '`update()`',
            resource: '`post`',
            key: '`id`',
            verb: 'changes',
            owner: 'authorId',
          },
          line: 14,
          column: 18,
          endLine: 14,
          endColumn: 36,
        },
      ],
    },
    {
      name: 'Mongoose, whose schema has an owner',
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
  res.json(await Order.findByIdAndUpdate(req.params.id, { total: req.body.total }, { new: true }));
});`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireUser',
            statement: '`findByIdAndUpdate()`',
            resource: '`Order`',
            key: '`_id`',
            verb: 'changes',
            owner: 'owner',
          },
          line: 15,
          column: 18,
          endLine: 15,
          endColumn: 41,
        },
      ],
    },
    {
      name: "Mongoose, found by the client's id and saved",
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
  const order = await Order.findById(req.params.id);
  order.total = req.body.total;
  await order.save();
  res.json(order);
});`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireUser',
            statement: '`save()`',
            resource: '`Order`',
            key: '`_id`',
            verb: 'changes',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'the bearer check is only on the route',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireAuth } from './auth';

const prisma = new PrismaClient();
const router = express.Router();

router.get('/posts', requireAuth, async (req, res) => {
  res.json(await prisma.post.findMany({ where: { authorId: req.user.id } }));
});

router.delete('/posts/:id', requireAuth, async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});

export default router;`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'requireAuth',
            statement: '`delete()`',
            resource: '`post`',
            key: '`id`',
            verb: 'deletes',
            owner: 'authorId',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'passport',
      code: `import express from 'express';
import passport from 'passport';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const router = express.Router();

router.get('/posts', passport.authenticate('bearer', { session: false }), async (req, res) => {
  res.json(await prisma.post.findMany({ where: { authorId: req.user.id } }));
});

router.delete('/posts/:id', passport.authenticate('bearer', { session: false }), async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});

export default router;`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'authenticate',
            statement: '`delete()`',
            resource: '`post`',
            key: '`id`',
            verb: 'deletes',
            owner: 'authorId',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'jwt.verify in the file',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const router = express.Router();

const authenticate = (req, res, next) => {
  const token = req.headers.authorization?.split(' ')[1];
  try {
    req.user = jwt.verify(token, process.env.SECRET);
    next();
  } catch {
    res.sendStatus(401);
  }
};

router.use(authenticate);

router.get('/posts', async (req, res) => {
  res.json(await prisma.post.findMany({ where: { authorId: req.user.id } }));
});

router.delete('/posts/:id', async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});

export default router;`,
      errors: [
        {
          messageId: 'known',
          data: {
            check: 'authenticate',
            statement: '`delete()`',
            resource: '`post`',
            key: '`id`',
            verb: 'deletes',
            owner: 'authorId',
          },
          line: 25,
          column: 9,
          endLine: 25,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
  ],
});
