import { Router } from 'express';
import { pool } from '../lib/database.js';
import { loadAccount, lockAccount } from '../middleware/load-account.js';
import { openTransaction } from '../middleware/open-transaction.js';
import { requireUser } from '../middleware/require-user.js';

export const accounts = Router();

accounts.use(requireUser);

// Wrong: the balance is as old as the middleware's look at it.
accounts.post('/withdraw', loadAccount, async (req, res) => {
  if (req.account.balance < req.body.amount) return res.sendStatus(409);
  await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.account.id, req.account.balance - req.body.amount]); // want: no-lost-update
  res.sendStatus(204);
});

// Right: the middleware's transaction, and its lock.
accounts.post('/pay', openTransaction, lockAccount, async (req, res) => {
  if (req.account.balance < req.body.amount) return res.sendStatus(409);
  await req.tx.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.account.id, req.account.balance - req.body.amount]);
  res.sendStatus(204);
});

// Wrong: open when it was loaded, and closed twice when two ask.
accounts.post('/close', loadAccount, async (req, res) => {
  if (req.account.status !== 'open') return res.sendStatus(409);
  const { rowCount } = await pool.query("UPDATE accounts SET status = 'closed' WHERE id = $1 AND owner_id = $2", [req.account.id, req.user.id]); // want: no-check-then-act
  res.sendStatus(rowCount === 1 ? 204 : 404);
});

// Right: the state it goes from stands in the statement.
accounts.post('/reopen', loadAccount, async (req, res) => {
  if (req.account.status !== 'closed') return res.sendStatus(409);
  const { rowCount } = await pool.query("UPDATE accounts SET status = 'open' WHERE id = $1 AND status = 'closed'", [req.account.id]);
  res.sendStatus(rowCount === 1 ? 204 : 409);
});
