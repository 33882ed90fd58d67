import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'the store decrements, under the check',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const { count } = await prisma.wallet.updateMany({
    where: { ownerId: req.user.id, balance: { gte: req.body.amount } },
    data: { balance: { decrement: req.body.amount } },
  });
  if (count === 0) return res.sendStatus(409);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the store pushes the element',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/tags', async (req, res) => {
  await prisma.account.update({ where: { id: req.user.id }, data: { tags: { push: req.body.tag } } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'a blind overwrite after a look for a 404',
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
      name: 'what the body leaves out keeps its value',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  res.json(
    await prisma.account.update({
      where: { id: req.user.id },
      data: { name: req.body.name ?? account.name, bio: req.body.bio || account.bio },
    }),
  );
});`,
    },
    {
      name: 'another model is written than was read',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const product = await prisma.product.findUnique({ where: { id: req.body.productId } });
  const order = await prisma.order.create({ data: { ownerId: req.user.id, total: product.price * req.body.quantity } });
  res.status(201).json(order);
});`,
    },
    {
      name: 'upsert that increments',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/score', async (req, res) => {
  const score = await prisma.score.upsert({
    where: { accountId: req.user.id },
    create: { accountId: req.user.id, points: 10 },
    update: { points: { increment: 10 } },
  });
  res.json(score);
});`,
    },
    {
      name: 'a hash compared with what was read, then a new hash',
      code: `import bcrypt from 'bcryptjs';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/password', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  if (!(await bcrypt.compare(req.body.old, account.passwordHash))) return res.sendStatus(401);
  await prisma.account.update({ where: { id: req.user.id }, data: { passwordHash: await bcrypt.hash(req.body.new, 12) } });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'a balance read, reduced in JavaScript and written back',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  const updated = await prisma.wallet.update({
    where: { ownerId: req.user.id },
    data: { balance: wallet.balance - req.body.amount },
  });
  res.json(updated);
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
          line: 11,
          column: 25,
          endLine: 11,
          endColumn: 45,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the row is named by the id that was read',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findFirst({ where: { ownerId: req.user.id } });
  if (!wallet || wallet.balance < req.body.amount) return res.sendStatus(409);
  await prisma.wallet.update({ where: { id: wallet.id }, data: { balance: wallet.balance - req.body.amount } });
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
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 29,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a set inside the field',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/points', async (req, res) => {
  const account = await prisma.account.findUniqueOrThrow({ where: { id: req.user.id } });
  await prisma.account.update({ where: { id: req.user.id }, data: { points: { set: account.points + 10 } } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`points` of `account`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'points: { increment: … }',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'upsert with a value computed from a read',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/score', async (req, res) => {
  const score = await prisma.score.findUnique({ where: { accountId: req.user.id } });
  const points = (score?.points ?? 0) + 10;
  await prisma.score.upsert({
    where: { accountId: req.user.id },
    create: { accountId: req.user.id, points },
    update: { points },
  });
  res.json({ points });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`points` of `score`',
            readAt: 'on line 10',
            write: 'this `upsert()`',
            after: ' after `requireUser`',
            example: 'points: { increment: … }',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 28,
        },
      ],
    },
  ],
});
