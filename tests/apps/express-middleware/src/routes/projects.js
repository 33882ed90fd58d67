import { Router } from 'express';
import { pool } from '../lib/database.js';
import { requireUser } from '../middleware/require-user.js';
import { assertOwner, hasCredits } from '../services/project-checks.js';

export const projects = Router();

projects.use(requireUser);

projects.param('projectId', async (req, res, next, id) => {
  const { rows } = await pool.query('SELECT * FROM projects WHERE id = $1', [id]);
  if (!rows[0]) return res.sendStatus(404);
  req.project = rows[0];
  next();
});

const onlyOwner = (req, res, next) => {
  if (req.project.owner_id !== req.user.id) return res.sendStatus(403);
  next();
};

// Wrong: the owner of a moment ago.
projects.put('/:projectId', onlyOwner, async (req, res) => {
  const { rowCount } = await pool.query('UPDATE projects SET title = $2 WHERE id = $1', [req.project.id, req.body.title]); // want: no-split-ownership-check
  res.sendStatus(rowCount === 1 ? 204 : 404);
});

// Right: the owner stands in the statement as well.
projects.put('/:projectId/safely', onlyOwner, async (req, res) => {
  const { rowCount } = await pool.query('UPDATE projects SET title = $2 WHERE id = $1 AND owner_id = $3', [req.project.id, req.body.title, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});

// Wrong: a helper that throws is a check like any other.
projects.post('/:id/archive', async (req, res) => {
  await assertOwner(req.params.id, req.user.id);
  const { rowCount } = await pool.query('UPDATE projects SET archived = true WHERE id = $1', [req.params.id]); // want: no-split-ownership-check
  res.sendStatus(rowCount === 1 ? 204 : 404);
});

// Wrong: a helper that answers yes or no as well.
projects.post('/:id/render', async (req, res) => {
  await assertOwner(req.params.id, req.user.id);
  if (!(await hasCredits(req.params.id))) return res.sendStatus(402);
  const { rowCount } = await pool.query('UPDATE projects SET credits = credits - 1 WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]); // want: no-check-then-act
  res.sendStatus(rowCount === 1 ? 202 : 404);
});

// Right: both conditions in the statement.
projects.post('/:id/render-once', async (req, res) => {
  if (!(await hasCredits(req.params.id))) return res.sendStatus(402);
  const { rowCount } = await pool.query('UPDATE projects SET credits = credits - 1 WHERE id = $1 AND owner_id = $2 AND credits > 0', [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 202 : 409);
});
