import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
  ],
  invalid: [
    {
      name: 'the same array through updateOne, which knows of no version',
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
  const tags = wallet.tags.filter((tag) => tag !== req.params.tag);
  await Wallet.updateOne({ owner: req.user.id }, { tags });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`tags` of `Wallet`',
            readAt: 'on line 15',
            write: 'this `updateOne()`',
            after: ' after `requireUser`',
          },
          line: 17,
          column: 9,
          endLine: 17,
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
  ],
});
