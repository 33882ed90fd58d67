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
      name: "push on a document's array is one operation of the store",
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

app.post('/tags', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  wallet.tags.push(req.body.tag);
  await wallet.save();
  res.sendStatus(204);
});`,
    },
    {
      name: 'assigning a whole array adds a version condition',
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

app.delete('/tags/:tag', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  wallet.tags = wallet.tags.filter((tag) => tag !== req.params.tag);
  await wallet.save();
  res.sendStatus(204);
});`,
    },
    {
      name: 'a schema with optimisticConcurrency compares the version on every save',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const schema = new mongoose.Schema({ owner: String, balance: Number }, { optimisticConcurrency: true });
const Account = mongoose.model('Account', schema);

app.post('/withdraw', async (req, res) => {
  const account = await Account.findOne({ owner: req.user.id });
  account.balance -= req.body.amount;
  await account.save();
  res.sendStatus(204);
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
      name: 'a transaction with a session reads and writes in one snapshot',
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
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    const wallet = await Wallet.findOne({ owner: req.user.id }).session(session);
    wallet.balance -= req.body.amount;
    await wallet.save({ session });
  });
  await session.endSession();
  res.sendStatus(204);
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
    {
      name: 'the mutex is held over both',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  await mutex.runExclusive(async () => {
    const wallet = await Wallet.findOne({ owner: req.user.id });
    wallet.balance -= req.body.amount;
    await wallet.save();
  });
  res.sendStatus(204);
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
    {
      name: 'the document was read before the session began',
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
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    wallet.balance -= req.body.amount;
    await wallet.save({ session });
  });
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
            alsoChecked: '',
          },
          line: 19,
          column: 11,
          endLine: 19,
          endColumn: 22,
        },
      ],
    },
    {
      name: 'the wallet of the recipient, in a second document',
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

app.post('/transfer', async (req, res) => {
  const sender = await Wallet.findOne({ owner: req.user.id });
  const recipient = await Wallet.findOne({ owner: req.body.to });
  if (sender.balance < req.body.amount) return res.sendStatus(409);
  sender.balance -= req.body.amount;
  recipient.balance += req.body.amount;
  await sender.save();
  await recipient.save();
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
          line: 20,
          column: 9,
          endLine: 20,
          endColumn: 20,
        },
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 16',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: … }',
            alsoChecked: '',
          },
          line: 21,
          column: 9,
          endLine: 21,
          endColumn: 23,
        },
      ],
    },
    {
      name: 'both saves at once',
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

app.post('/transfer', async (req, res) => {
  const [sender, recipient] = await Promise.all([
    Wallet.findOne({ owner: req.user.id }),
    Wallet.findOne({ owner: req.body.to }),
  ]);
  sender.balance -= req.body.amount;
  recipient.balance += req.body.amount;
  await Promise.all([sender.save(), recipient.save()]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 16',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 21,
          column: 22,
          endLine: 21,
          endColumn: 33,
        },
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 17',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: … }',
            alsoChecked: '',
          },
          line: 21,
          column: 37,
          endLine: 21,
          endColumn: 51,
        },
      ],
    },
    {
      name: 'the document hangs on the request, put there by a middleware',
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

const loadWallet = async (req, res, next) => {
  req.wallet = await Wallet.findOne({ owner: req.user.id });
  if (!req.wallet) return res.sendStatus(404);
  next();
};

app.post('/withdraw', loadWallet, async (req, res) => {
  req.wallet.balance -= req.body.amount;
  await req.wallet.save();
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
            alsoChecked: '',
          },
          line: 22,
          column: 9,
          endLine: 22,
          endColumn: 24,
        },
      ],
    },
    {
      name: 'a static of the model',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const schema = new mongoose.Schema({ owner: String, balance: Number });

schema.statics.debit = async function (owner, amount) {
  const wallet = await this.findOne({ owner });
  wallet.balance -= amount;
  await wallet.save();
};

const Wallet = mongoose.model('Wallet', schema);

app.post('/withdraw', async (req, res) => {
  await Wallet.debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 11',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 20,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a method of the document',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const schema = new mongoose.Schema({ owner: String, balance: Number });

schema.methods.debit = function (amount) {
  this.balance -= amount;
  return this.save();
};

const Wallet = mongoose.model('Wallet', schema);

app.post('/withdraw', async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  await wallet.debit(req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 18',
            write: 'the `save()` on line 12',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 19,
          column: 9,
          endLine: 19,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'a chain of then',
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

app.post('/withdraw', (req, res, next) => {
  Wallet.findOne({ owner: req.user.id })
    .then((wallet) => {
      wallet.balance -= req.body.amount;
      return wallet.save();
    })
    .then((saved) => res.json(saved))
    .catch(next);
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
          line: 18,
          column: 14,
          endLine: 18,
          endColumn: 25,
        },
      ],
    },
    {
      name: 'an element of an array is found and changed',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Cart = mongoose.model('Cart', new mongoose.Schema({ owner: String, items: [{ product: String, quantity: Number }] }));

app.post('/cart', async (req, res) => {
  const cart = await Cart.findOne({ owner: req.user.id });
  const item = cart.items.find((candidate) => candidate.product === req.body.product);
  item.quantity += req.body.quantity;
  await cart.save();
  res.json(cart);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`quantity` of `Cart`',
            readAt: 'on line 11',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { items.$.quantity: … }',
            alsoChecked: '',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'a model imported from a file that is not there is only possible',
      code: `import { Wallet } from './models/wallet';

export const withdraw = async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  wallet.balance -= req.body.amount;
  await wallet.save();
  res.json(wallet);
};`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 4',
            write: 'this `save()`',
            after: '',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 6,
          column: 9,
          endLine: 6,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'a mutex of the process is for strict to judge; without it the save is reported',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  const release = await mutex.acquire();
  const wallet = await Wallet.findOne({ owner: req.user.id });
  release();
  wallet.balance -= req.body.amount;
  await wallet.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 19',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { balance: -… }',
            alsoChecked: '',
          },
          line: 22,
          column: 9,
          endLine: 22,
          endColumn: 20,
          suggestions: 1,
        },
      ],
    },
  ],
});
