import { expect, it } from 'vitest';
import { listUnrepaired, repair } from './suggestions.ts';

const header = `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth.js';

const Wallet = mongoose.model('Wallet', new mongoose.Schema({ owner: String, balance: Number }));
const Note = mongoose.model('Note', new mongoose.Schema({ owner: mongoose.ObjectId, title: String, pinned: Boolean }));
const app = express();
`;

it('turns a change and its save into one findOneAndUpdate, and goes on with the document that gives', () => {
  expect(
    repair(`${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const { amount } = req.body;
  const wallet = await Wallet.findById(req.user.walletId);
  if (!wallet || wallet.balance < amount) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  wallet.balance -= amount;
  await wallet.save();
  res.json({ balance: wallet.balance });
});
`),
  ).toEqual([
    {
      title: 'no-lost-update: Let the store compute balance - amount, if balance: { $gte: amount }',
      output: `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const { amount } = req.body;
  const wallet = await Wallet.findById(req.user.walletId);
  if (!wallet || wallet.balance < amount) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  const updated = await Wallet.findOneAndUpdate({ _id: wallet._id, balance: { $gte: amount } }, { $inc: { balance: -amount } }, { returnDocument: 'after' });
  if (!updated) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  res.json({ balance: updated.balance });
});
`,
    },
  ]);
});

it('turns `$set` of a computed value into `$inc`', () => {
  const code = `${header}
app.post('/deposit', requireUser, async (req, res) => {
  const wallet = await Wallet.findOne({ owner: req.user.id });
  if (!wallet) return res.sendStatus(404);
  const result = await Wallet.updateOne({ owner: req.user.id }, { $set: { balance: wallet.balance - req.body.fee } });
  res.sendStatus(result.matchedCount === 1 ? 204 : 404);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'no-lost-update: Let the store compute balance - req.body.fee',
      output: code.replace(
        '{ $set: { balance: wallet.balance - req.body.fee } }',
        '{ $inc: { balance: -req.body.fee } }',
      ),
    },
  ]);
});

it('asks for the owner in a filter, which findByIdAndUpdate has none of', () => {
  const code = `${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const note = await Note.findById(req.params.id);
  if (!note) return res.sendStatus(404);
  if (note.owner.toString() !== req.user.id) return res.sendStatus(403);
  await Note.findByIdAndUpdate(req.params.id, { title: req.body.title });
  res.sendStatus(204);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'no-split-ownership-check: Add owner: req.user.id to the condition of the write',
      output: code.replace(
        'await Note.findByIdAndUpdate(req.params.id, { title: req.body.title });',
        `const updated = await Note.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { title: req.body.title });
  if (!updated) return res.sendStatus(403);`,
      ),
    },
  ]);
});

it('adds the owner to a filter there is, and checks what was matched', () => {
  const code = `${header}
app.get('/notes', requireUser, async (req, res) => {
  res.json(await Note.find({ owner: req.user.id }));
});

app.put('/notes/:id', requireUser, async (req, res) => {
  await Note.updateOne({ _id: req.params.id }, { title: req.body.title });
  res.sendStatus(204);
});

app.post('/notes/:id/pin', requireUser, async (req, res) => {
  await Note.updateOne({ _id: req.params.id, owner: req.user.id }, { pinned: true });
  res.sendStatus(204);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'require-owner-scope: Add owner: req.user.id to the condition of the write',
      output: code.replace(
        'await Note.updateOne({ _id: req.params.id }, { title: req.body.title });',
        `const updated = await Note.updateOne({ _id: req.params.id, owner: req.user.id }, { title: req.body.title });
  if (updated.matchedCount === 0) throw new Error('no row of Note was updated');`,
      ),
    },
    {
      title: 'require-affected-rows-check: Check whether a row was written',
      output: code.replace(
        'await Note.updateOne({ _id: req.params.id, owner: req.user.id }, { pinned: true });',
        `const updated = await Note.updateOne({ _id: req.params.id, owner: req.user.id }, { pinned: true });
  if (updated.matchedCount === 0) throw new Error('no row of Note was updated');`,
      ),
    },
  ]);
});

it.for([
  [
    'something happens between the change and its save',
    'wallet.balance -= amount;\n  await audit(amount);\n  await wallet.save();',
  ],
  ['more is saved than the amount', 'wallet.lastUsed = amount; wallet.balance -= amount;\n  await wallet.save();'],
  ['the amount is computed by a function', 'wallet.balance -= round(amount);\n  await wallet.save();'],
  ['the document itself is answered', 'wallet.balance -= amount;\n  await wallet.save();\n  res.json({ wallet });'],
  ['the save has options', 'wallet.balance -= amount;\n  await wallet.save({ session: req.session });'],
])('offers nothing where %s', ([, write]) => {
  const code = `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const { amount } = req.body;
  const wallet = await Wallet.findById(req.user.walletId);
  if (!wallet || wallet.balance < amount) return res.sendStatus(409);
  ${write}
});
`;
  expect(listUnrepaired(code).map((finding) => finding.replace(/^\d+ /, ''))).toEqual(['no-lost-update']);
  expect(repair(code)).toEqual([]);
});

it('offers nothing where a hook of the schema runs with each save', () => {
  const code = `${header}
const schema = new mongoose.Schema({ balance: Number });
schema.pre('save', audit);
const Account = mongoose.model('Account', schema);

app.post('/withdraw', requireUser, async (req, res) => {
  const account = await Account.findById(req.user.accountId);
  account.balance -= req.body.amount;
  await account.save();
});
`;
  expect(listUnrepaired(code)).toEqual(['16 no-lost-update']);
});
