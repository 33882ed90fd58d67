import { pool } from '../lib/database.js';

/** One transaction for the request, on `req.tx`. It ends with the answer. */
export async function openTransaction(req, res, next) {
  const client = await pool.connect();
  await client.query('BEGIN');
  req.tx = client;
  res.on('finish', async () => {
    await client.query(res.statusCode < 400 ? 'COMMIT' : 'ROLLBACK');
    client.release();
  });
  next();
}
