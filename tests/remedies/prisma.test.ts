import { expect, it } from 'vitest';
import { listUnrepaired, repair } from './suggestions.ts';

const header = `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth.js';

const prisma = new PrismaClient();
const app = express();
`;

it('moves the check and the subtraction into updateMany, whose count decides the answer', () => {
  const code = `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const { amount } = req.body;
  const wallet = await prisma.wallet.findUnique({ where: { id: req.user.walletId } });
  if (!wallet || wallet.balance < amount) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  await prisma.wallet.update({ where: { id: req.user.walletId }, data: { balance: wallet.balance - amount } });
  res.sendStatus(204);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'no-lost-update: Let the store compute balance - amount, if balance: { gte: amount }',
      output: `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const { amount } = req.body;
  const wallet = await prisma.wallet.findUnique({ where: { id: req.user.walletId } });
  if (!wallet || wallet.balance < amount) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  const updated = await prisma.wallet.updateMany({ where: { id: req.user.walletId, balance: { gte: amount } }, data: { balance: { decrement: amount } } });
  if (updated.count === 0) {
    return res.status(409).json({ error: 'insufficient funds' });
  }
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('keeps `update`, and the row it gives, where only the arithmetic moves', () => {
  expect(
    repair(`${header}
app.post('/posts/:id/like', requireUser, async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id, authorId: req.user.id } });
  const likes = post.likes + 1;
  const updated = await prisma.post.update({ where: { id: req.params.id, authorId: req.user.id }, data: { likes } });
  res.json(updated);
});
`),
  ).toEqual([
    {
      title: 'no-lost-update: Let the store compute likes + 1',
      output: `${header}
app.post('/posts/:id/like', requireUser, async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id, authorId: req.user.id } });
  const updated = await prisma.post.update({ where: { id: req.params.id, authorId: req.user.id }, data: { likes: { increment: 1 } } });
  res.json(updated);
});
`,
    },
  ]);
});

it('asks the write for the owner that the read asked for', () => {
  expect(
    repair(`${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const note = await prisma.note.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (!note) return res.sendStatus(404);
  await prisma.note.update({ where: { id: req.params.id }, data: { title: req.body.title } });
  res.sendStatus(204);
});
`),
  ).toEqual([
    {
      title: 'no-split-ownership-check: Add ownerId: req.user.id to the condition of the write',
      output: `${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const note = await prisma.note.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (!note) return res.sendStatus(404);
  const updated = await prisma.note.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { title: req.body.title } });
  if (updated.count === 0) return res.sendStatus(404);
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('names the caller as the next handler does', () => {
  const code = `${header}
app.get('/notes', requireUser, async (req, res) => {
  res.json(await prisma.note.findMany({ where: { ownerId: req.user.id } }));
});

app.delete('/notes/:id', requireUser, async (request, response) => {
  await prisma.note.delete({ where: { id: request.params.id } });
  response.sendStatus(204);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'require-owner-scope: Add ownerId: request.user.id to the condition of the write',
      output: code.replace(
        'await prisma.note.delete({ where: { id: request.params.id } });',
        `const deleted = await prisma.note.deleteMany({ where: { id: request.params.id, ownerId: request.user.id } });
  if (deleted.count === 0) throw new Error('no row of note was deleted');`,
      ),
    },
  ]);
});

it('checks the count of updateMany', () => {
  const code = `${header}
app.post('/notes/:id/pin', requireUser, async (req, res) => {
  await prisma.note.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { pinned: true } }); // pinned notes come first
  res.sendStatus(204);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'require-affected-rows-check: Check whether a row was written',
      output: `${header}
app.post('/notes/:id/pin', requireUser, async (req, res) => {
  const updated = await prisma.note.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { pinned: true } }); // pinned notes come first
  if (updated.count === 0) throw new Error('no row of note was updated');
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('moves a statement to the handle of the transaction, whether or not another uses it', () => {
  const withFirst = (first: string): string => `${header}
app.post('/orders/:id/pay', requireUser, async (req, res) => {
  await prisma.$transaction(async (tx) => {
    ${first}
    await prisma.payment.create({ data: { orderId: req.params.id } });
  });
  res.sendStatus(204);
});
`;
  for (const first of [
    `await tx.order.update({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'paid' } });`,
    `await audit(req.user.id);`,
  ]) {
    expect(repair(withFirst(first))).toEqual([
      {
        title: 'no-transaction-escape: Run the statement on tx',
        output: withFirst(first).replace('prisma.payment', 'tx.payment'),
      },
    ]);
  }
});

it.for([
  [
    'the row that `update` gives is used',
    'const note = await prisma.note.update({ where: { id: req.params.id }, data: { title: req.body.title } });\n  res.json(note);',
  ],
  ['the data is not written out', 'await prisma.note.update({ where: { id: req.params.id }, data: req.body });'],
  [
    'another table is written as well',
    'await prisma.note.update({ where: { id: req.params.id }, data: { tags: { connect: { id: 1 } } } });',
  ],
  ['the condition is a variable', 'await prisma.note.update({ where: byId, data: { title: req.body.title } });'],
  [
    'the result is handed on',
    'await Promise.all([prisma.note.update({ where: { id: req.params.id }, data: { title: req.body.title } })]);',
  ],
  [
    'the statement has no block of its own',
    'if (req.body.title) await prisma.note.update({ where: { id: req.params.id }, data: { title: req.body.title } });',
  ],
])('offers nothing where %s', ([, write]) => {
  const code = `${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const byId = { id: req.params.id };
  const found = await prisma.note.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
  if (!found) return res.sendStatus(404);
  ${write}
});
`;
  expect(listUnrepaired(code)).toEqual(['12 no-split-ownership-check']);
  expect(repair(code)).toEqual([]);
});
