import { Router } from 'express';
import { requireUser } from '../auth.ts';
import { pool } from '../database.ts';
import { readPositiveInteger, readText } from '../request.ts';

interface Note {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  readonly body: string;
  readonly version: number;
}

export const notes: Router = Router();
notes.use(requireUser);

notes.get('/', async (req, res) => {
  const { rows } = await pool.query<Note>('SELECT * FROM notes WHERE owner_id = $1 ORDER BY id', [req.user.id]);
  res.json(rows);
});

notes.post('/', async (req, res) => {
  const { rows } = await pool.query<Note>(
    'INSERT INTO notes (owner_id, title, body) VALUES ($1, $2, $3) RETURNING *',
    [req.user.id, readText(req.body, 'title'), readText(req.body, 'body')],
  );
  res.status(201).json(rows[0]);
});

// Right: the owner and the version that was edited stand in the statement, and its row count is looked at.
notes.put('/:id', async (req, res) => {
  const updated = await pool.query<Note>(
    `UPDATE notes SET title = $1, body = $2, version = version + 1
     WHERE id = $3 AND owner_id = $4 AND version = $5
     RETURNING *`,
    [readText(req.body, 'title'), readText(req.body, 'body'), req.params.id, req.user.id, readPositiveInteger(req.body, 'version')],
  );
  if (updated.rowCount === 0) {
    res.status(409).json({ error: 'gone, or edited by someone else' });
    return;
  }
  res.json(updated.rows[0]);
});

// Wrong: two lines appended at once are both put behind the same old text, and one of them is lost.
notes.post('/:id/append', async (req, res) => {
  const line = readText(req.body, 'line');
  const { rows } = await pool.query<Note>(
    'SELECT body FROM notes WHERE id = $1 AND owner_id = $2',
    [req.params.id, req.user.id],
  );
  const note = rows[0];
  if (!note) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  const updated = await pool.query( // want: no-lost-update
    'UPDATE notes SET body = $3 WHERE id = $1 AND owner_id = $2',
    [req.params.id, req.user.id, `${note.body}\n${line}`],
  );
  if (updated.rowCount === 0) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  res.sendStatus(204);
});

// Right: the database puts the new line before whatever the text is by then.
notes.post('/:id/prepend', async (req, res) => {
  const updated = await pool.query(
    `UPDATE notes SET body = $3 || E'\\n' || body WHERE id = $1 AND owner_id = $2`,
    [req.params.id, req.user.id, readText(req.body, 'line')],
  );
  res.sendStatus(updated.rowCount === 1 ? 204 : 404);
});

// Right: only the owner's statement finds the row, so a note changes hands once.
notes.post('/:id/hand-over', async (req, res) => {
  const updated = await pool.query(
    'UPDATE notes SET owner_id = $1 WHERE id = $2 AND owner_id = $3',
    [readPositiveInteger(req.body, 'recipientId'), req.params.id, req.user.id],
  );
  res.sendStatus(updated.rowCount === 1 ? 204 : 404);
});

// Wrong: between the comparison and the write the note is handed over, and its old owner renames it.
notes.put('/:id/title', async (req, res) => {
  const title = readText(req.body, 'title');
  const { rows } = await pool.query<Note>('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
  const note = rows[0];
  if (!note) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  if (note.owner_id !== req.user.id) {
    res.status(403).json({ error: 'forbidden' });
    return;
  }
  const updated = await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [title, req.params.id]); // want: no-split-ownership-check
  res.sendStatus(updated.rowCount === 1 ? 204 : 404);
});

// Wrong: the same, with the owner in the statement that asks and not in the one that acts.
notes.post('/:id/share', async (req, res) => {
  if (!(await isOwnNote(req.params.id, req.user.id))) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  const updated = await pool.query('UPDATE notes SET shared = true WHERE id = $1', [req.params.id]); // want: no-split-ownership-check
  res.sendStatus(updated.rowCount === 1 ? 204 : 404);
});

// Right: asking first is only for the answer, since the write names the owner again.
notes.post('/:id/archive', async (req, res) => {
  if (!(await isOwnNote(req.params.id, req.user.id))) {
    res.status(404).json({ error: 'no such note' });
    return;
  }
  const updated = await pool.query(
    'UPDATE notes SET archived = true WHERE id = $1 AND owner_id = $2',
    [req.params.id, req.user.id],
  );
  res.sendStatus(updated.rowCount === 1 ? 204 : 404);
});

// Wrong: a note of somebody else stays as it is, and the answer is "done" all the same.
notes.post('/:id/pin', async (req, res) => {
  await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]); // want: require-affected-rows-check
  res.sendStatus(204);
});

// Wrong: any signed-in caller deletes any note. The right twin is in `admin.ts`, behind a role.
notes.delete('/:id', async (req, res) => {
  const deleted = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]); // want: require-owner-scope
  res.sendStatus(deleted.rowCount === 1 ? 204 : 404);
});

async function isOwnNote(noteId: string, ownerId: number): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM notes WHERE id = $1 AND owner_id = $2', [noteId, ownerId]);
  return rowCount === 1;
}
