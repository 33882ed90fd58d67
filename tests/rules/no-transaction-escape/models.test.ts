import rule from '../../../rules/no-transaction-escape.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-transaction-escape', rule, {
  valid: [
    {
      name: 'Prisma, the handle everywhere',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const order = await prisma.$transaction(async (tx) => {
    const created = await tx.order.create({ data: { ownerId: req.user.id } });
    await tx.payment.create({ data: { orderId: created.id } });
    return created;
  });
  res.status(201).json(order);
});`,
    },
    {
      name: 'Prisma, a read of something the transaction does not write',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const product = await prisma.product.findUnique({ where: { id: req.body.productId } });
    await tx.order.create({ data: { ownerId: req.user.id, price: product.price } });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: "the array form of Prisma's transaction takes statements of the outer client",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction([
    prisma.order.create({ data: { ownerId: req.user.id } }),
    prisma.log.create({ data: { ownerId: req.user.id } }),
  ]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'Mongoose, the session handed to every call',
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
  await mongoose.connection.transaction(async (session) => {
    await Order.updateOne({ owner: req.user.id, status: 'open' }, { status: 'closed' }, { session });
    await Order.create([{ owner: req.user.id }], { session });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'Mongoose, the document read with the session saves in it',
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

app.post('/orders/:id/pay', async (req, res) => {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    const order = await Order.findOne({ _id: req.params.id, owner: req.user.id }).session(session);
    order.status = 'paid';
    await order.save();
  });
  await session.endSession();
  res.sendStatus(204);
});`,
    },
    {
      name: 'Sequelize, the transaction in every call',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const Payment = sequelize.define('Payment', { orderId: DataTypes.INTEGER });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const order = await Order.create({ ownerId: req.user.id, status: 'open' }, { transaction });
    await Payment.create({ orderId: order.id }, { transaction });
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'two transactions, one after the other',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => tx.order.create({ data: { ownerId: req.user.id } }));
  await prisma.log.create({ data: { ownerId: req.user.id } });
  await prisma.$transaction(async (tx) => tx.payment.create({ data: { ownerId: req.user.id } }));
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'Prisma, the outer client inside the callback',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  const order = await prisma.$transaction(async (tx) => {
    const created = await tx.order.create({ data: { ownerId: req.user.id } });
    await prisma.payment.create({ data: { orderId: created.id } });
    return created;
  });
  res.status(201).json(order);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 10',
            handle: '`tx`',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 32,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, a read of what the transaction writes',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id, status: 'OPEN' }, data: { status: 'PAID' } });
    if (count === 0) throw new Error('not open');
    const order = await prisma.order.findUnique({ where: { id: req.params.id } });
    await tx.payment.create({ data: { orderId: order.id } });
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'read',
          data: {
            statement: '`findUnique()`',
            openedAt: 'on line 10',
            handle: '`tx`',
          },
          line: 13,
          column: 25,
          endLine: 13,
          endColumn: 48,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma in a service that holds the client',
      code: `import { PrismaClient } from '@prisma/client';

export class OrderService {
  constructor(private readonly prisma: PrismaClient) {}

  async create(ownerId: string) {
    return this.prisma.$transaction(async (tx) => {
      const order = await tx.order.create({ data: { ownerId } });
      await this.prisma.payment.create({ data: { orderId: order.id } });
      return order;
    });
  }
}`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 7',
            handle: '`tx`',
          },
          line: 9,
          column: 13,
          endLine: 9,
          endColumn: 39,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, a save without the session',
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
  await mongoose.connection.transaction(async (session) => {
    await Order.updateOne({ owner: req.user.id, status: 'open' }, { status: 'closed' }, { session });
    await Order.create({ owner: req.user.id });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 15',
            handle: "the transaction's handle",
          },
          line: 17,
          column: 11,
          endLine: 17,
          endColumn: 23,
        },
      ],
    },
    {
      name: 'Mongoose, session.withTransaction and one update without it',
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

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/orders/:id/pay', async (req, res) => {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    const order = await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id, status: 'open' }, { status: 'paid' }, { session });
    if (!order) throw new Error('not open');
    await Wallet.updateOne({ owner: req.user.id }, { $inc: { balance: -order.total } });
  });
  await session.endSession();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`updateOne()`',
            openedAt: 'on line 22',
            handle: "the transaction's handle",
          },
          line: 25,
          column: 11,
          endLine: 25,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'Sequelize, one call without the transaction',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Order = sequelize.define('Order', { ownerId: DataTypes.INTEGER, status: DataTypes.STRING });
const Payment = sequelize.define('Payment', { orderId: DataTypes.INTEGER });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const order = await Order.create({ ownerId: req.user.id, status: 'open' }, { transaction });
    await Payment.create({ orderId: order.id });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`create()`',
            openedAt: 'on line 11',
            handle: "the transaction's handle",
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 25,
        },
      ],
    },
  ],
});
