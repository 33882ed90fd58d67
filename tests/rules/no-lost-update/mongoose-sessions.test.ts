import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
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
  ],
  invalid: [
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
  ],
});
