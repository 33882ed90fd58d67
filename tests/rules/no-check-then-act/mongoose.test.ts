import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'Mongoose, the status stands in the filter',
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
  const order = await Order.findOneAndUpdate(
    { _id: req.params.id, owner: req.user.id, status: 'open' },
    { status: 'paid' },
    { new: true },
  );
  if (!order) return res.sendStatus(409);
  res.json(order);
});`,
    },
    {
      name: 'Mongoose, $inc under the check',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/withdraw', async (req, res) => {
  const { modifiedCount } = await Wallet.updateOne(
    { owner: req.user.id, balance: { $gte: req.body.amount } },
    { $inc: { balance: -req.body.amount } },
  );
  res.sendStatus(modifiedCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'Mongoose, a look for a 404 before the delete',
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

app.delete('/orders', async (req, res) => {
  const order = await Order.findOne({ owner: req.user.id });
  if (!order) return res.sendStatus(404);
  await Order.deleteOne({ owner: req.user.id });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'Mongoose, a status checked, changed and saved',
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
  const order = await Order.findOne({ owner: req.user.id });
  if (order.status !== 'open') return res.sendStatus(409);
  order.status = 'paid';
  await order.save();
  await charge(req.user.id, order.total);
  res.json(order);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`status` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'Mongoose, updateOne after the check',
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
  const order = await Order.findOne({ _id: req.params.id, owner: req.user.id });
  if (!order || order.status !== 'open') return res.sendStatus(409);
  await Order.updateOne({ _id: req.params.id, owner: req.user.id }, { $set: { status: 'paid' } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `updateOne()`',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, $inc after a stale check',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

app.post('/withdraw', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  await Wallet.updateOne({ owner: req.user.id }, { $inc: { balance: -req.body.amount } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'relative',
          data: {
            write: 'this `updateOne()`',
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            after: ' after `requireUser`',
            condition: '`balance >= …`',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 25,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, an entry added to a list that was looked through (SHAPES 12)',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Product = mongoose.model('Product', new mongoose.Schema({ name: String, reviews: [{ user: String, text: String }] }));

app.post('/products/:id/reviews', async (req, res) => {
  const product = await Product.findById(req.params.id);
  if (product.reviews.find((review) => review.user === req.user.id)) return res.sendStatus(409);
  product.reviews.push({ user: req.user.id, text: req.body.text });
  await product.save();
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'list',
          data: {
            write: 'this `save()`',
            state: '`reviews` of `Product`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            after: ' after `requireUser`',
            condition: '`reviews` still without such an entry',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'Mongoose, $push after a stale check',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Poll = mongoose.model('Poll', new mongoose.Schema({ name: String, votes: [{ user: String, choice: String }] }));

app.post('/polls/:id/votes', async (req, res) => {
  const poll = await Poll.findById(req.params.id);
  if (poll.votes.length >= 100) return res.sendStatus(409);
  await Poll.updateOne({ _id: req.params.id }, { $push: { votes: { user: req.user.id, choice: req.body.choice } } });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'list',
          data: {
            write: 'this `updateOne()`',
            state: '`votes` of `Poll`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            after: ' after `requireUser`',
            condition: '`votes.length < 100`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 23,
        },
      ],
    },
  ],
});
