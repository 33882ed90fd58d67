import { Router } from 'express';
import { inTransaction, pool } from '../lib/database.js';
import { requireUser } from '../middleware/require-user.js';
import { inTurn, move, reset, topUp, Transfer } from '../services/transfers.js';

export const transfers = Router();

transfers.use(requireUser);

// Right: the caller opens the transaction and hands it down.
transfers.post('/move', async (req, res) => {
  await inTransaction((client) => move(client, req.user.id, req.body.amount));
  res.sendStatus(204);
});

// Right: handed down as `this`.
transfers.post('/charge', async (req, res) => {
  await Transfer.run(async (transfer) => {
    const account = await transfer.load(req.user.id);
    await transfer.store(account.id, account.balance - req.body.amount);
  });
  res.sendStatus(204);
});

// Wrong: what is handed down is the pool, on which a lock lasts for its own statement only.
transfers.post('/charge-loosely', async (req, res) => {
  const transfer = new Transfer(pool);
  const account = await transfer.load(req.user.id);
  await transfer.store(account.id, account.balance - req.body.amount); // want: no-lost-update
  res.sendStatus(204);
});

// Right: handed down in a context.
transfers.post('/top-up', async (req, res) => {
  await inTransaction((client) => topUp({ db: client, lock: 'FOR UPDATE' }, req.user.id, req.body.amount));
  res.sendStatus(204);
});

// Right: one after the other in this process, which `strict` reports.
transfers.post('/reset', async (req, res) => {
  await inTurn(req.user.id, () => reset(req.user.id));
  res.sendStatus(204);
});
