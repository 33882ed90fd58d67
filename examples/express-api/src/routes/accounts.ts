import { Router } from 'express';
import { hashPassword, requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { readText, RequestError } from '../request.ts';

export const accounts: Router = Router();

// Right: the unique key on `email` decides who is first, and the row count says whether it was us.
accounts.post('/', async (req, res) => {
  const email = readText(req.body, 'email').toLowerCase();
  const passwordHash = await hashPassword(readText(req.body, 'password'));
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const created = await client.query<{ id: number }>(
      `INSERT INTO accounts (email, password_hash, display_name) VALUES ($1, $2, $1)
       ON CONFLICT (email) DO NOTHING
       RETURNING id`,
      [email, passwordHash],
    );
    const account = created.rows[0];
    if (!account) throw new RequestError(409, 'this address is taken');
    await client.query('INSERT INTO wallets (owner_id) VALUES ($1)', [account.id]);
    await client.query('COMMIT');
    res.status(201).json(account);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

accounts.use(requireUser);

accounts.get('/me', async (req, res) => {
  const { rows } = await pool.query('SELECT id, email, display_name, role FROM accounts WHERE id = $1', [req.user.id]);
  res.json(rows[0]);
});

// Right: a blind overwrite of the caller's own row. The last one wins, and nothing read is lost.
accounts.put('/me', async (req, res) => {
  const displayName = readText(req.body, 'displayName');
  const updated = await pool.query('UPDATE accounts SET display_name = $1 WHERE id = $2', [displayName, req.user.id]);
  if (updated.rowCount === 0) {
    res.status(404).json({ error: 'no such account' });
    return;
  }
  res.json({ displayName });
});
