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
      name: 'the version that was read stands in the where, and the count is looked at',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/points', async (req, res) => {
  const account = await prisma.account.findUniqueOrThrow({ where: { id: req.user.id } });
  const { count } = await prisma.account.updateMany({
    where: { id: account.id, version: account.version },
    data: { points: account.points + 10, version: { increment: 1 } },
  });
  if (count === 0) return res.sendStatus(409);
  res.sendStatus(204);
});`,
    },
    {
      name: 'serializable isolation',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  await prisma.$transaction(
    async (tx) => {
      const wallet = await tx.wallet.findUnique({ where: { ownerId: req.user.id } });
      await tx.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - req.body.amount } });
    },
    { isolationLevel: 'Serializable' },
  );
  res.sendStatus(204);
});`,
    },
    {
      name: 'a transaction around both is for strict to judge',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const wallet = await tx.wallet.findUnique({ where: { ownerId: req.user.id } });
    await tx.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - req.body.amount } });
  });
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
      name: 'the caller gives the transaction',
      code: `import { Prisma } from '@prisma/client';

export async function debit(tx: Prisma.TransactionClient, ownerId: string, amount: number) {
  const wallet = await tx.wallet.findUniqueOrThrow({ where: { ownerId } });
  return tx.wallet.update({ where: { ownerId }, data: { balance: wallet.balance - amount } });
}`,
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
    {
      name: "names of the project's own, and nothing of the one goes into the other",
      code: `import { getBalance, updateName } from './account-store';

export async function rename(req, res) {
  const balance = await getBalance(req.user.id);
  await updateName(req.user.id, req.body.name);
  res.json({ balance });
}`,
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
      name: 'the object was read before the transaction',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  await prisma.$transaction(async (tx) => {
    await tx.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - req.body.amount } });
    await tx.payout.create({ data: { accountId: req.user.id, amount: req.body.amount } });
  });
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
          column: 11,
          endLine: 12,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the array form of a transaction holds only the write',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  await prisma.$transaction([
    prisma.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - req.body.amount } }),
    prisma.payout.create({ data: { accountId: req.user.id, amount: req.body.amount } }),
  ]);
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
          column: 5,
          endLine: 12,
          endColumn: 25,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the read inside the transaction runs on the outer client',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
    await tx.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - req.body.amount } });
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the row is spread, changed in one field and saved whole',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const wallet = await prisma.wallet.findUnique({ where: { ownerId: req.user.id } });
  const changed = { ...wallet, balance: wallet.balance - req.body.amount };
  await prisma.wallet.update({ where: { ownerId: req.user.id }, data: changed });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'wholeRow',
          data: {
            resource: '`wallet`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 29,
        },
      ],
    },
    {
      name: 'a list is copied with one more element',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/tags', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  await prisma.account.update({ where: { id: req.user.id }, data: { tags: [...account.tags, req.body.tag] } });
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
    {
      name: 'a compound key',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/lists/:id/vote', async (req, res) => {
  const vote = await prisma.vote.findUnique({ where: { accountId_listId: { accountId: req.user.id, listId: req.params.id } } });
  await prisma.vote.update({
    where: { accountId_listId: { accountId: req.user.id, listId: req.params.id } },
    data: { weight: vote.weight + 1 },
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`weight` of `vote`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'weight: { increment: … }',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the reads run together',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const [wallet, product] = await Promise.all([
    prisma.wallet.findUnique({ where: { ownerId: req.user.id } }),
    prisma.product.findUnique({ where: { id: req.body.productId } }),
  ]);
  await prisma.wallet.update({ where: { ownerId: req.user.id }, data: { balance: wallet.balance - product.price } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 29,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a toggle',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/subscription/toggle', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  await prisma.account.update({ where: { id: req.user.id }, data: { subscribed: !account.subscribed } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`subscribed` of `account`',
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
  ],
});
