import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
      name: 'the caller gives the transaction',
      code: `import { Prisma } from '@prisma/client';

export async function debit(tx: Prisma.TransactionClient, ownerId: string, amount: number) {
  const wallet = await tx.wallet.findUniqueOrThrow({ where: { ownerId } });
  return tx.wallet.update({ where: { ownerId }, data: { balance: wallet.balance - amount } });
}`,
    },
  ],
  invalid: [
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
  ],
});
