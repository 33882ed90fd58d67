import { Router } from 'express';
import { transactional } from '../lib/current.js';
import { requireUser } from '../middleware/require-user.js';
import { findFreeSeat, lockFreeSeat, takeFreeSeat, takeSeat } from '../services/seats.js';

export const seats = Router();

seats.use(requireUser);

// Wrong: two callers are given one seat.
seats.post('/:showId', async (req, res) => {
  const seat = await findFreeSeat(req.params.showId);
  if (!seat) return res.sendStatus(409);
  if (!(await takeSeat(seat.id, req.user.id))) return res.sendStatus(409); // want: no-check-then-act
  res.json(seat);
});

// Right: locked in the transaction that both statements find by themselves.
seats.post('/:showId/locked', async (req, res) => {
  const seat = await transactional(async () => {
    const free = await lockFreeSeat(req.params.showId);
    if (free) await takeSeat(free.id, req.user.id);
    return free;
  });
  res.status(seat ? 200 : 409).json(seat);
});

// Right: taken only if it is still free.
seats.post('/:showId/free', async (req, res) => {
  const seat = await findFreeSeat(req.params.showId);
  if (!seat || !(await takeFreeSeat(seat.id, req.user.id))) return res.sendStatus(409);
  res.json(seat);
});
