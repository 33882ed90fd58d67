/** Remedies where a transaction is open: the lock at the read, the right handle, and refusals that roll back. */

import { expect, it } from 'vitest';
import { listUnrepaired, repair } from './suggestions.ts';

const header = `import express from 'express';
import pg from 'pg';
import { requireUser } from './auth.js';

const pool = new pg.Pool();
const app = express();
`;

it('locks the row where it is read, or leaves the check to the statement; a throw rolls back where a return would not', () => {
  const code = `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    if (rows[0].balance < req.body.amount) {
      await client.query('ROLLBACK');
      return res.sendStatus(409);
    }
    const balance = rows[0].balance - req.body.amount;
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
    await client.query('COMMIT');
    res.json({ balance });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'no-weak-transaction: Let the store compute balance - req.body.amount, if balance >= req.body.amount',
      output: code.replace(
        `await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);`,
        `const updated = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (updated.rowCount === 0) throw new Error('no row of wallets was updated');`,
      ),
    },
    {
      title: 'no-weak-transaction: Lock the row where it is read, with FOR UPDATE',
      output: code.replace(
        `'SELECT balance FROM wallets WHERE owner_id = $1'`,
        `'SELECT balance FROM wallets WHERE owner_id = $1 FOR UPDATE'`,
      ),
    },
  ]);
});

it('runs the statement on the client that holds the transaction', () => {
  const code = `${header}
app.post('/orders', requireUser, async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await pool.query('INSERT INTO orders (owner_id) VALUES ($1)', [req.user.id]);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'no-transaction-escape: Run the statement on client',
      output: code.replace('pool.query(', 'client.query('),
    },
  ]);
});

it('offers nothing where the client is not in reach', () => {
  const code = `${header}
app.post('/orders', requireUser, async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await addOrder(req.user.id);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});

async function addOrder(ownerId: number): Promise<void> {
  await pool.query('INSERT INTO orders (owner_id) VALUES ($1)', [ownerId]);
}
`;
  expect(listUnrepaired(code)).toEqual(['18 no-transaction-escape']);
});
