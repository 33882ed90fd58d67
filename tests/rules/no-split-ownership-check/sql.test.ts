import rule from '../../../rules/no-split-ownership-check.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-split-ownership-check', rule, {
  valid: [
    {
      name: 'the owner stands in the WHERE of the write, and its count is looked at',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const { rowCount } = await pool.query('UPDATE notes SET title = $1 WHERE id = $2 AND owner_id = $3', [req.body.title, req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'the owner is compared for the answer, and stands in the WHERE too',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
  if (rows[0].owner_id !== req.user.id) return res.sendStatus(403);
  const { rowCount } = await pool.query('UPDATE notes SET title = $1 WHERE id = $2 AND owner_id = $3', [req.body.title, req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
    {
      name: 'a transaction with a row lock around both',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT owner_id FROM notes WHERE id = $1 FOR UPDATE', [req.params.id]);
    if (rows[0].owner_id !== req.user.id) throw new Error('forbidden');
    await client.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'the owner is compared in code, the UPDATE goes by id alone',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
  if (rows[0].owner_id !== req.user.id) return res.sendStatus(403);
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the DELETE, too',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/notes/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
  const note = rows[0];
  if (!note) return res.sendStatus(404);
  if (note.owner_id !== req.user.id) return res.sendStatus(403);
  await pool.query('DELETE FROM notes WHERE id = $1', [note.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 10',
            checkedAt: 'on line 13',
            write: 'this DELETE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the SELECT asks for the owner, the UPDATE does not',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/notes/:id/share', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (rows.length === 0) return res.sendStatus(404);
  await pool.query('UPDATE notes SET shared = true WHERE id = $1', [req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'asked',
          data: {
            readAt: 'On line 10',
            resource: '`notes`',
            owner: 'owner_id',
            write: 'this UPDATE',
            keys: '`id`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a helper of the file asks, and answers with a boolean',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function isOwner(noteId, accountId) {
  const { rowCount } = await pool.query('SELECT 1 FROM notes WHERE id = $1 AND owner_id = $2', [noteId, accountId]);
  return rowCount === 1;
}

app.post('/notes/:id/share', async (req, res) => {
  if (!(await isOwner(req.params.id, req.user.id))) return res.sendStatus(404);
  await pool.query('UPDATE notes SET shared = true WHERE id = $1', [req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'asked',
          data: {
            readAt: 'On line 10',
            resource: '`notes`',
            owner: 'owner_id',
            write: 'this UPDATE',
            keys: '`id`',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a helper that throws',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function assertOwner(noteId, accountId) {
  const { rows } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [noteId]);
  if (rows[0]?.owner_id !== accountId) throw new Error('forbidden');
}

app.put('/notes/:id', async (req, res) => {
  await assertOwner(req.params.id, req.user.id);
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'a middleware loads and compares, the handler writes',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const ownNote = async (req, res, next) => {
  const { rows } = await pool.query('SELECT id, owner_id FROM notes WHERE id = $1', [req.params.id]);
  if (rows[0]?.owner_id !== req.user.id) return res.sendStatus(404);
  next();
};

app.put('/notes/:id', ownNote, async (req, res) => {
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'ids compared as numbers',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:id', async (req, res) => {
  const noteId = Number(req.params.id);
  const { rows } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [noteId]);
  if (Number(rows[0].owner_id) !== Number(req.user.id)) return res.sendStatus(403);
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, noteId]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            write: 'this UPDATE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'the row is named by the row that was read',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/notes/:slug', async (req, res) => {
  const { rows: [note] } = await pool.query('SELECT id, owner_id FROM notes WHERE slug = $1', [req.params.slug]);
  if (note.owner_id !== req.user.id) return res.sendStatus(403);
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [req.body.title, note.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner_id` of `notes`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this UPDATE',
            keys: '`id`',
            owner: 'owner_id',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
  ],
});
