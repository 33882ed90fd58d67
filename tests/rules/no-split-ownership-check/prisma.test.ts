import rule from '../../../rules/no-split-ownership-check.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-split-ownership-check', rule, {
  valid: [
    {
      name: 'Prisma, the owner in the where of the delete',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const { count } = await prisma.post.deleteMany({ where: { id: req.params.id, authorId: req.user.id } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
    },
    {
      name: 'Prisma, delete that throws where the owner does not match',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id, authorId: req.user.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'the owner or an administrator, by default',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id && req.user.role !== 'admin') return res.sendStatus(403);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: "the caller's own row by the caller's own id",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  if (!account) return res.sendStatus(404);
  res.json(await prisma.account.update({ where: { id: req.user.id }, data: { name: req.body.name } }));
});`,
    },
    {
      name: 'the owner is only shown',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id) return res.sendStatus(403);
  res.json(post);
});`,
    },
    {
      name: 'views are counted by whoever looks, the owner excepted',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId === req.user.id) return res.json(post);
  await prisma.post.update({ where: { id: req.params.id }, data: { views: { increment: 1 } } });
  res.json(post);
});`,
    },
    {
      name: 'the new row belongs to a parent that was checked, and nothing is written to the parent',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/projects/:id/tasks', async (req, res) => {
  const project = await prisma.project.findUnique({ where: { id: req.params.id } });
  if (project.ownerId !== req.user.id) return res.sendStatus(403);
  res.status(201).json(await prisma.task.create({ data: { projectId: project.id, title: req.body.title } }));
});`,
    },
  ],
  invalid: [
    {
      name: 'Prisma, compared in code',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (!post || post.authorId !== req.user.id) return res.sendStatus(404);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, findFirst asks for the owner',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  const post = await prisma.post.findFirst({ where: { id: req.params.id, authorId: req.user.id } });
  if (!post) return res.sendStatus(404);
  res.json(await prisma.post.update({ where: { id: post.id }, data: { title: req.body.title } }));
});`,
      errors: [
        {
          messageId: 'asked',
          data: {
            readAt: 'On line 10',
            resource: '`post`',
            owner: 'authorId',
            write: 'this `update()`',
            keys: '`id`',
          },
          line: 12,
          column: 18,
          endLine: 12,
          endColumn: 36,
        },
      ],
    },
    {
      name: 'the owner or an administrator is only possible, since the owner cannot simply move into the WHERE',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id && req.user.role !== 'admin') return res.sendStatus(403);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'the check stands in an enclosing if',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId === req.user.id) {
    await prisma.post.delete({ where: { id: req.params.id } });
    return res.sendStatus(204);
  }
  res.sendStatus(403);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 29,
          suggestions: 1,
        },
      ],
    },
  ],
});
