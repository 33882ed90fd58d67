import { Router } from 'express';
import { requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { RequestError } from '../request.ts';

interface Workshop {
  readonly price: number;
  readonly capacity: number;
}

interface Booking {
  readonly paid: number;
  readonly status: 'active' | 'attended' | 'cancelled';
}

export const workshops: Router = Router();
workshops.use(requireUser);

// Wrong: everybody who counts before the last seat is written gets it.
workshops.post('/:id/join', async (req, res) => {
  const found = await pool.query<Workshop>('SELECT price, capacity FROM workshops WHERE id = $1', [req.params.id]);
  const workshop = found.rows[0];
  if (!workshop) {
    res.status(404).json({ error: 'no such workshop' });
    return;
  }
  const { rows } = await pool.query<{ taken: number }>(
    `SELECT count(*)::int AS taken FROM bookings WHERE workshop_id = $1 AND status <> 'cancelled'`,
    [req.params.id],
  );
  if ((rows[0]?.taken ?? 0) >= workshop.capacity) {
    res.status(409).json({ error: 'fully booked' });
    return;
  }
  const booking = await pool.query<{ id: number }>( // want: no-check-then-act
    'INSERT INTO bookings (workshop_id, account_id, paid) VALUES ($1, $2, $3) RETURNING id',
    [req.params.id, req.user.id, workshop.price],
  );
  res.status(201).json(booking.rows[0]);
});

// Right: whoever counts the seats of this workshop holds its lock until the booking is committed.
workshops.post('/:id/reserve', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [req.params.id]);
    const found = await client.query<Workshop>('SELECT price, capacity FROM workshops WHERE id = $1', [req.params.id]);
    const workshop = found.rows[0];
    if (!workshop) throw new RequestError(404, 'no such workshop');
    const { rows } = await client.query<{ taken: number }>(
      `SELECT count(*)::int AS taken FROM bookings WHERE workshop_id = $1 AND status <> 'cancelled'`,
      [req.params.id],
    );
    if ((rows[0]?.taken ?? 0) >= workshop.capacity) throw new RequestError(409, 'fully booked');
    const booking = await client.query<{ id: number }>(
      'INSERT INTO bookings (workshop_id, account_id, paid) VALUES ($1, $2, $3) RETURNING id',
      [req.params.id, req.user.id, workshop.price],
    );
    await client.query('COMMIT');
    res.status(201).json(booking.rows[0]);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

// Right: following twice is settled by the primary key, and the row count says which of the two this was.
workshops.put('/:id/follow', async (req, res) => {
  const inserted = await pool.query(
    'INSERT INTO follows (workshop_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [req.params.id, req.user.id],
  );
  res.sendStatus(inserted.rowCount === 1 ? 201 : 200);
});

// Wrong: both of two cancellations find the booking active, and both are refunded.
workshops.post('/bookings/:id/cancel', async (req, res) => {
  const { rows } = await pool.query<Booking>(
    'SELECT paid, status FROM bookings WHERE id = $1 AND account_id = $2',
    [req.params.id, req.user.id],
  );
  const booking = rows[0];
  if (!booking) throw new RequestError(404, 'no such booking');
  if (booking.status !== 'active') throw new RequestError(409, 'not cancellable');
  const cancelled = await pool.query( // want: no-check-then-act
    `UPDATE bookings SET status = 'cancelled' WHERE id = $1 AND account_id = $2`,
    [req.params.id, req.user.id],
  );
  if (cancelled.rowCount === 0) throw new RequestError(404, 'no such booking');
  const refunded = await pool.query(
    'UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2 RETURNING balance',
    [booking.paid, req.user.id],
  );
  if (refunded.rowCount === 0) throw new RequestError(404, 'no such wallet');
  res.json(refunded.rows[0]);
});

// Right: the state that is left stands in the statement that leaves it.
workshops.post('/bookings/:id/check-in', async (req, res) => {
  const updated = await pool.query(
    `UPDATE bookings SET status = 'attended' WHERE id = $1 AND account_id = $2 AND status = 'active'`,
    [req.params.id, req.user.id],
  );
  if (updated.rowCount === 0) throw new RequestError(409, 'no active booking');
  res.sendStatus(204);
});
