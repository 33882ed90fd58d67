import { pool } from '../lib/database.js';
import { Refusal } from '../lib/errors.js';

/** Throws unless the project is the caller's. */
export async function assertOwner(projectId, userId) {
  const { rows } = await pool.query('SELECT owner_id FROM projects WHERE id = $1', [projectId]);
  if (rows.length === 0) throw new Refusal(404, 'no such project');
  if (rows[0].owner_id !== userId) throw new Refusal(403, 'forbidden');
}

export async function hasCredits(projectId) {
  const { rows } = await pool.query('SELECT credits FROM projects WHERE id = $1', [projectId]);
  return rows.length > 0 && rows[0].credits > 0;
}
