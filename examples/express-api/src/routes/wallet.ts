import { Router } from 'express';
import { requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { readPositiveInteger, RequestError } from '../request.ts';

interface Wallet {
  readonly owner_id: number;
  readonly balance: number;
}

export const wallet: Router = Router();
wallet.use(requireUser);

wallet.get('/', async (req, res) => {
  res.json(await findWallet(req.user.id));
});

// Wrong: two withdrawals read 100, both write 70, and 30 of the 60 paid out were never taken.
wallet.post('/withdraw', async (req, res) => {
  const amount = readPositiveInteger(req.body, 'amount');
  const { rows } = await pool.query<Wallet>('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const current = rows[0];
  if (!current || current.balance < amount) {
    res.status(409).json({ error: 'insufficient funds' });
    return;
  }
  const balance = current.balance - amount;
  const updated = await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]); // want: no-lost-update
  if (updated.rowCount === 0) {
    res.status(404).json({ error: 'no such wallet' });
    return;
  }
  res.json({ balance });
});

// Wrong: the subtraction is atomic, the check is not. Two donations of 80 leave -60.
wallet.post('/donate', async (req, res) => {
  const amount = readPositiveInteger(req.body, 'amount');
  const current = await findWallet(req.user.id);
  if (current.balance < amount) throw new RequestError(409, 'insufficient funds');
  const updated = await pool.query( // want: no-check-then-act
    'UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 RETURNING balance',
    [amount, req.user.id],
  );
  if (updated.rowCount === 0) throw new RequestError(404, 'no such wallet');
  res.json(updated.rows[0]);
});

// Right: check and subtraction are one statement, and its row count says whether the check held.
wallet.post('/pay', async (req, res) => {
  const amount = readPositiveInteger(req.body, 'amount');
  const updated = await pool.query<Wallet>(
    'UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1 RETURNING balance',
    [amount, req.user.id],
  );
  if (updated.rowCount === 0) {
    res.status(409).json({ error: 'insufficient funds' });
    return;
  }
  res.json(updated.rows[0]);
});

// Right: both rows are locked, in one order for everybody, before anything is decided.
wallet.post('/transfer', async (req, res) => {
  const amount = readPositiveInteger(req.body, 'amount');
  const recipientId = readPositiveInteger(req.body, 'recipientId');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<Wallet>(
      'SELECT owner_id, balance FROM wallets WHERE owner_id IN ($1, $2) ORDER BY owner_id FOR UPDATE',
      [req.user.id, recipientId],
    );
    const sender = rows.find((row) => row.owner_id === req.user.id);
    const recipient = rows.find((row) => row.owner_id === recipientId);
    if (!sender || !recipient || sender === recipient) throw new RequestError(404, 'no such recipient');
    if (sender.balance < amount) throw new RequestError(409, 'insufficient funds');
    const balance = sender.balance - amount;
    const debited = await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
    const credited = await client.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [amount, recipientId]);
    if (debited.rowCount !== 1 || credited.rowCount !== 1) throw new RequestError(500, 'transfer failed');
    await client.query('COMMIT');
    res.json({ balance });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

// Wrong: the pool hands out another connection, so ROLLBACK keeps the payout whose money it gives back.
wallet.post('/payouts', async (req, res) => {
  const amount = readPositiveInteger(req.body, 'amount');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const debited = await client.query(
      'UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1',
      [amount, req.user.id],
    );
    if (debited.rowCount === 0) throw new RequestError(409, 'insufficient funds');
    const payout = await pool.query( // want: no-transaction-escape
      'INSERT INTO payouts (account_id, amount) VALUES ($1, $2) RETURNING id',
      [req.user.id, amount],
    );
    await client.query('COMMIT');
    res.status(201).json(payout.rows[0]);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

async function findWallet(ownerId: number): Promise<Wallet> {
  const { rows } = await pool.query<Wallet>('SELECT owner_id, balance FROM wallets WHERE owner_id = $1', [ownerId]);
  const found = rows[0];
  if (!found) throw new RequestError(404, 'no such wallet');
  return found;
}
