import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
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
      name: 'assert throws where the state is wrong',
      code: `import assert from 'node:assert';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  assert(order.status === 'OPEN');
  const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
  res.sendStatus(count === 1 ? 204 : 404);
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
          line: 13,
          column: 27,
          endLine: 13,
          endColumn: 50,
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
