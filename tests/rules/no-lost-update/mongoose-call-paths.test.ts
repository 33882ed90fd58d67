import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
      name: 'a parameter hook loads the document',
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

const router = express.Router();

router.param('order', async (req, res, next, id) => {
  req.order = await Order.findOne({ _id: id, owner: req.user.id });
  next();
});

router.post('/orders/:order/items', async (req, res) => {
  req.order.total += req.body.price;
  await req.order.save();
  res.sendStatus(204);
});

app.use(router);`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`total` of `Order`',
            readAt: 'on line 17',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: '$inc: { total: … }',
            alsoChecked: '',
          },
          line: 23,
          column: 9,
          endLine: 23,
          endColumn: 23,
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
