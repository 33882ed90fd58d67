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
  ],
});
