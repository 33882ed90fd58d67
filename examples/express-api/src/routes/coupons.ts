import { Router } from 'express';
import type pg from 'pg';
import { requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { readText, RequestError } from '../request.ts';

interface Coupon {
  readonly value: number;
  readonly redeemed_by: number | null;
}

export const coupons: Router = Router();
coupons.use(requireUser);

// Wrong: every request that reads the coupon before the first write is credited its value.
coupons.post('/redeem', async (req, res) => {
  const code = readText(req.body, 'code');
  const { rows } = await pool.query<Coupon>('SELECT value, redeemed_by FROM coupons WHERE code = $1', [code]);
  const coupon = rows[0];
  if (!coupon || coupon.redeemed_by !== null) {
    res.status(409).json({ error: 'not redeemable' });
    return;
  }
  await pool.query('UPDATE coupons SET redeemed_by = $1 WHERE code = $2', [req.user.id, code]); // want: no-token-reuse
  res.json(await credit(pool, req.user.id, coupon.value));
});

// Right: only one statement can find `redeemed_by` empty, and the credit stands or falls with it.
coupons.post('/claim', async (req, res) => {
  const code = readText(req.body, 'code');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const claimed = await client.query<Coupon>(
      'UPDATE coupons SET redeemed_by = $1 WHERE code = $2 AND redeemed_by IS NULL RETURNING value',
      [req.user.id, code],
    );
    const coupon = claimed.rows[0];
    if (!coupon) throw new RequestError(409, 'not redeemable');
    const balance = await credit(client, req.user.id, coupon.value);
    await client.query('COMMIT');
    res.json(balance);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

/** Adds to the account's balance, in the caller's transaction if it has one. */
async function credit(connection: pg.Pool | pg.PoolClient, ownerId: number, value: number): Promise<{ balance: number }> {
  const { rows } = await connection.query<{ balance: number }>(
    'UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2 RETURNING balance',
    [value, ownerId],
  );
  const updated = rows[0];
  if (!updated) throw new RequestError(404, 'no such wallet');
  return updated;
}
