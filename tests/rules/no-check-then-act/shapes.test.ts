import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'one of several states, in the where as well',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/cancel', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (!['OPEN', 'PAID'].includes(order.status)) return res.sendStatus(409);
  const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id, status: { in: ['OPEN', 'PAID'] } }, data: { status: 'CANCELLED' } });
  res.sendStatus(count === 1 ? 204 : 409);
});`,
    },
  ],
  invalid: [
    {
      name: 'the check is kept in a variable',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/pay', async (req, res) => {
  const { rows: [wallet] } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const isCovered = wallet.balance >= req.body.amount;
  if (!isCovered) return res.sendStatus(409);
  await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this UPDATE',
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            checkedAt: 'on line 12',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'two fields decide',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/reserve', async (req, res) => {
  const product = await prisma.product.findUnique({ where: { id: req.body.productId } });
  if (product.stock - product.reserved < req.body.quantity) return res.sendStatus(409);
  await prisma.product.update({ where: { id: product.id }, data: { reserved: { increment: req.body.quantity } } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `update()`',
            state: '`reserved` of `product`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            after: ' after `requireUser`',
            condition: '`reserved` as it was checked',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'a flag of an invitation that lets somebody in',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/documents/:id/sign', async (req, res) => {
  const document = await prisma.document.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (document.signed) return res.sendStatus(409);
  await prisma.signature.create({ data: { documentId: document.id, accountId: req.user.id } });
  await prisma.document.update({ where: { id: document.id, ownerId: req.user.id }, data: { signed: true } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`signed` of `document`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            condition: '`signed` still unset',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 31,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the check and the read are started together',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const [order, wallet] = await Promise.all([
    prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } }),
    prisma.wallet.findUnique({ where: { ownerId: req.user.id } }),
  ]);
  if (order.status !== 'OPEN' || wallet.balance < order.total) return res.sendStatus(409);
  await prisma.wallet.update({ where: { ownerId: req.user.id }, data: { balance: { decrement: order.total } } });
  const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `update()`',
            state: '`balance` of `wallet`',
            readAt: 'on line 12',
            checkedAt: 'on line 14',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 29,
          suggestions: 1,
        },
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 11',
            checkedAt: 'on line 14',
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
      name: "an error of the project's own is thrown",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function loadOpenOrder(id, ownerId) {
  const order = await prisma.order.findFirst({ where: { id, ownerId } });
  if (!order) throw new HttpError(404, 'no such order');
  if (order.status !== 'OPEN') throw new HttpError(409, 'not open');
  return order;
}

app.post('/orders/:id/pay', async (req, res) => {
  const order = await loadOpenOrder(req.params.id, req.user.id);
  const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `order`',
            readAt: 'on line 17',
            checkedAt: 'on line 19',
            write: 'this `updateMany()`',
            after: ' after `requireUser`',
            condition: "`status = 'OPEN'`",
          },
          line: 25,
          column: 27,
          endLine: 25,
          endColumn: 50,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the work stands in a try whose error is answered',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res, next) => {
  try {
    const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') {
      res.status(409).json({ error: 'not open' });
      return;
    }
    const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    res.sendStatus(count === 1 ? 204 : 404);
  } catch (error) {
    next(error);
  }
});`,
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
          line: 16,
          column: 29,
          endLine: 16,
          endColumn: 52,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'one of several states lets it pass',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/cancel', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (!['OPEN', 'PAID'].includes(order.status)) return res.sendStatus(409);
  const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'CANCELLED' } });
  res.sendStatus(count === 1 ? 204 : 404);
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
            condition: '`status in …`',
          },
          line: 12,
          column: 27,
          endLine: 12,
          endColumn: 50,
        },
      ],
    },
    {
      name: 'either state refuses',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/cancel', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (order.status === 'SHIPPED' || order.status === 'CANCELLED') return res.sendStatus(409);
  const { count } = await prisma.order.updateMany({ where: { id: order.id, ownerId: req.user.id }, data: { status: 'CANCELLED' } });
  res.sendStatus(count === 1 ? 204 : 404);
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
            condition: '`status` as it was checked',
          },
          line: 12,
          column: 27,
          endLine: 12,
          endColumn: 50,
          suggestions: 1,
        },
      ],
    },
  ],
});
