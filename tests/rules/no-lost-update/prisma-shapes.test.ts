import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
      name: 'an element is filtered out of a list',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/tags/:tag', async (req, res) => {
  const { tags } = await prisma.account.findUnique({ where: { id: req.user.id }, select: { tags: true } });
  const remaining = tags.filter((tag) => tag !== req.params.tag);
  await prisma.account.update({ where: { id: req.user.id }, data: { tags: remaining } });
  res.json(remaining);
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
    {
      name: 'a service class with an injected client',
      code: `import { PrismaClient } from '@prisma/client';

export class WalletService {
  constructor(private readonly prisma: PrismaClient) {}

  async debit(ownerId: string, amount: number) {
    const wallet = await this.prisma.wallet.findUniqueOrThrow({ where: { ownerId } });
    if (wallet.balance < amount) throw new Error('insufficient funds');
    return this.prisma.wallet.update({ where: { ownerId }, data: { balance: wallet.balance - amount } });
  }
}`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 7',
            write: 'this `update()`',
            after: '',
            example: 'balance: { decrement: … }',
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 9,
          column: 12,
          endLine: 9,
          endColumn: 37,
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
