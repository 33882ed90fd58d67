import { pool } from '../lib/database.js';

/** The caller's account, on `req.account`. */
export async function loadAccount(req, res, next) {
  const { rows } = await pool.query('SELECT * FROM accounts WHERE owner_id = $1', [req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  req.account = rows[0];
  next();
}

/** The same, held until the transaction of the request ends. */
export async function lockAccount(req, res, next) {
  const { rows } = await req.tx.query('SELECT * FROM accounts WHERE owner_id = $1 FOR UPDATE', [req.user.id]);
  if (!rows[0]) return res.sendStatus(404);
  req.account = rows[0];
  next();
}
