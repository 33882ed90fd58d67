import { Router } from 'express';
import { type Identity, requireRole, requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { readPositiveInteger, readText } from '../request.ts';

export const admin: Router = Router();
admin.use(requireUser, requireRole('admin'));

// Wrong: while one administrator's update is awaited, another's request sets the variable, and the log accuses the wrong one.
let currentAdmin: Identity | undefined;
admin.use((req, _res, next) => {
  currentAdmin = req.user; // want: no-shared-auth-state
  next();
});

admin.post('/accounts/:id/suspend', async (req, res) => {
  const updated = await pool.query('UPDATE accounts SET suspended = true WHERE id = $1', [req.params.id]);
  if (updated.rowCount === 0) {
    res.status(404).json({ error: 'no such account' });
    return;
  }
  if (currentAdmin) await recordAction(currentAdmin.id, 'suspend', req.params.id);
  res.sendStatus(204);
});

// Right: the administrator stays in the request. A constant set twice is the same constant.
admin.post('/accounts/:id/restore', async (req, res) => {
  const updated = await pool.query('UPDATE accounts SET suspended = false WHERE id = $1', [req.params.id]);
  if (updated.rowCount === 0) {
    res.status(404).json({ error: 'no such account' });
    return;
  }
  await recordAction(req.user.id, 'restore', req.params.id);
  res.sendStatus(204);
});

// Right: an administrator may delete any note, so its id is all there is to name.
admin.delete('/notes/:id', async (req, res) => {
  const deleted = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  if (deleted.rowCount === 0) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  await recordAction(req.user.id, 'delete note', req.params.id);
  res.sendStatus(204);
});

admin.post('/coupons', async (req, res) => {
  const created = await pool.query(
    'INSERT INTO coupons (code, value) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [readText(req.body, 'code'), readPositiveInteger(req.body, 'value')],
  );
  res.sendStatus(created.rowCount === 1 ? 201 : 409);
});

async function recordAction(actorId: number, action: string, subject: string): Promise<void> {
  await pool.query('INSERT INTO audit_log (actor_id, action, subject) VALUES ($1, $2, $3)', [actorId, action, subject]);
}
