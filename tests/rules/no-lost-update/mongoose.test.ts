import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'the store increments, under the check',
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
  const wallet = await Wallet.findOneAndUpdate(
    { owner: req.user.id, balance: { $gte: req.body.amount } },
    { $inc: { balance: -req.body.amount } },
    { new: true },
  );
  if (!wallet) return res.sendStatus(409);
  res.json(wallet);
});`,
    },
    {
      name: 'fields of the body assigned to the document',
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
  const order = await Order.findOne({ _id: req.params.id, owner: req.user.id });
  if (!order) return res.sendStatus(404);
  order.total = req.body.total;
  await order.save();
  res.json(order);
});`,
    },
    {
      name: 'a new document',
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
  const order = new Order({ owner: req.user.id, total: req.body.total });
  order.total += 5;
  await order.save();
  res.status(201).json(order);
});`,
    },
    {
      name: 'the read only feeds the response',
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

app.post('/deposit', async (req, res) => {
  await Wallet.updateOne({ owner: req.user.id }, { $inc: { balance: req.body.amount } });
  const wallet = await Wallet.findOne({ owner: req.user.id });
  res.json({ balance: wallet.balance, next: wallet.balance + 1 });
});`,
    },
  ],
  invalid: [
    {
      name: 'a document is changed in a field and saved',
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
  wallet.balance -= req.body.amount;
  await wallet.save();
  res.json(wallet);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'with a check of the balance before',
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
  if (!wallet || wallet.balance < req.body.amount) return res.sendStatus(409);
  wallet.balance = wallet.balance - req.body.amount;
  await wallet.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 20,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'updateOne with a value computed from the document',
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
  const wallet = await Wallet.findOne({ owner: req.user.id }).lean();
  await Wallet.updateOne({ owner: req.user.id }, { $set: { balance: wallet.balance - req.body.amount } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `updateOne()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 25,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'findByIdAndUpdate, without an operator',
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
  await Wallet.findByIdAndUpdate(wallet._id, { balance: wallet.balance - req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `findByIdAndUpdate()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 33,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a lean document is spread and written back',
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
  const wallet = await Wallet.findOne({ owner: req.user.id }).lean();
  await Wallet.replaceOne({ owner: req.user.id }, { ...wallet, balance: wallet.balance - req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'wholeRow',
          data: {
            resource: '`Wallet`',
            readAt: 'on line 15',
            write: 'this `replaceOne()`',
            after: ' after `requireUser`',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 26,
        },
      ],
    },
  ],
});
