import { current } from '../lib/current.js';

/** All of these take part in the transaction around them, if there is one. */
export async function findFreeSeat(showId) {
  const { rows } = await current().query('SELECT * FROM seats WHERE show_id = $1 AND taken_by IS NULL LIMIT 1', [showId]);
  return rows[0];
}

export async function lockFreeSeat(showId) {
  const { rows } = await current().query('SELECT * FROM seats WHERE show_id = $1 AND taken_by IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED', [showId]);
  return rows[0];
}

export async function takeSeat(seatId, userId) {
  const { rowCount } = await current().query('UPDATE seats SET taken_by = $2 WHERE id = $1', [seatId, userId]);
  return rowCount === 1;
}

export async function takeFreeSeat(seatId, userId) {
  const { rowCount } = await current().query('UPDATE seats SET taken_by = $2 WHERE id = $1 AND taken_by IS NULL', [seatId, userId]);
  return rowCount === 1;
}
