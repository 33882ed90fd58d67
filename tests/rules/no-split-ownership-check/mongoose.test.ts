import rule from '../../../rules/no-split-ownership-check.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-split-ownership-check', rule, {
  valid: [
    {
      name: 'Mongoose, findOneAndUpdate with the owner',
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

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { total: req.body.total }, { new: true });
  if (!order) return res.sendStatus(404);
  res.json(order);
});`,
    },
  ],
  invalid: [
    {
      name: 'Mongoose, compared with equals and then removed',
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

app.delete('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (!order.owner.equals(req.user.id)) return res.sendStatus(403);
  await Order.deleteOne({ _id: req.params.id });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `deleteOne()`',
            keys: '`_id`',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
        },
      ],
    },
    {
      name: 'Mongoose, compared as texts, then findByIdAndUpdate',
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

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (order.owner.toString() !== req.user.id) return res.sendStatus(403);
  res.json(await Order.findByIdAndUpdate(req.params.id, { total: req.body.total }, { new: true }));
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `findByIdAndUpdate()`',
            keys: '`_id`',
            owner: 'owner',
          },
          line: 17,
          column: 18,
          endLine: 17,
          endColumn: 41,
        },
      ],
    },
    {
      name: 'Mongoose, compared and then saved',
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

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (String(order.owner) !== String(req.user.id)) return res.sendStatus(403);
  order.total = req.body.total;
  await order.save();
  res.json(order);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`owner` of `Order`',
            checkedAt: 'on line 16',
            readAt: 'on line 15',
            write: 'this `save()`',
            owner: 'owner',
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'Mongoose, the query asks for the owner and the document is removed by its method',
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

app.delete('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (order.owner.toString() !== req.user.id.toString()) return res.sendStatus(403);
  await order.deleteOne();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`owner` of `Order`',
            checkedAt: 'on line 16',
            readAt: 'on line 15',
            write: 'this `deleteOne()`',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
        },
      ],
    },
  ],
});
