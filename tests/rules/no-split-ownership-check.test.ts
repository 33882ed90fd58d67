import rule from '../../rules/no-split-ownership-check.ts';
import { createRuleTester } from '../rule-tester.ts';

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
    {
      name: 'Prisma, the owner in the where of the delete',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const { count } = await prisma.post.deleteMany({ where: { id: req.params.id, authorId: req.user.id } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
    },
    {
      name: 'Prisma, delete that throws where the owner does not match',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  await prisma.post.delete({ where: { id: req.params.id, authorId: req.user.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Mongoose, findOneAndUpdate with the owner',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findOneAndUpdate({ _id: req.params.id, owner: req.user.id }, { total: req.body.total }, { new: true });
  if (!order) return res.sendStatus(404);
  res.json(order);
});`,
    },
    {
      name: 'the owner or an administrator, by default',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id && req.user.role !== 'admin') return res.sendStatus(403);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: "the caller's own row by the caller's own id",
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/profile', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { id: req.user.id } });
  if (!account) return res.sendStatus(404);
  res.json(await prisma.account.update({ where: { id: req.user.id }, data: { name: req.body.name } }));
});`,
    },
    {
      name: 'the owner is only shown',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id) return res.sendStatus(403);
  res.json(post);
});`,
    },
    {
      name: 'the new row belongs to a parent that was checked, and nothing is written to the parent',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/projects/:id/tasks', async (req, res) => {
  const project = await prisma.project.findUnique({ where: { id: req.params.id } });
  if (project.ownerId !== req.user.id) return res.sendStatus(403);
  res.status(201).json(await prisma.task.create({ data: { projectId: project.id, title: req.body.title } }));
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
      name: 'Prisma, compared in code',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (!post || post.authorId !== req.user.id) return res.sendStatus(404);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Prisma, findFirst asks for the owner',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  const post = await prisma.post.findFirst({ where: { id: req.params.id, authorId: req.user.id } });
  if (!post) return res.sendStatus(404);
  res.json(await prisma.post.update({ where: { id: post.id }, data: { title: req.body.title } }));
});`,
      errors: [
        {
          messageId: 'asked',
          data: {
            readAt: 'On line 10',
            resource: '`post`',
            owner: 'authorId',
            write: 'this `update()`',
            keys: '`id`',
          },
          line: 12,
          column: 18,
          endLine: 12,
          endColumn: 36,
        },
      ],
    },
    {
      name: 'Mongoose, compared with equals and then removed',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.delete('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (!order.owner.equals(req.user.id)) return res.sendStatus(403);
  await Order.deleteOne({ _id: req.params.id });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `deleteOne()`',
            keys: '`_id`',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
        },
      ],
    },
    {
      name: 'Mongoose, compared as texts, then findByIdAndUpdate',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (order.owner.toString() !== req.user.id) return res.sendStatus(403);
  res.json(await Order.findByIdAndUpdate(req.params.id, { total: req.body.total }, { new: true }));
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`owner` of `Order`',
            readAt: 'on line 15',
            checkedAt: 'on line 16',
            write: 'this `findByIdAndUpdate()`',
            keys: '`_id`',
            owner: 'owner',
          },
          line: 17,
          column: 18,
          endLine: 17,
          endColumn: 41,
        },
      ],
    },
    {
      name: 'Mongoose, compared and then saved',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.put('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (String(order.owner) !== String(req.user.id)) return res.sendStatus(403);
  order.total = req.body.total;
  await order.save();
  res.json(order);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`owner` of `Order`',
            checkedAt: 'on line 16',
            readAt: 'on line 15',
            write: 'this `save()`',
            owner: 'owner',
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'the owner or an administrator is only possible, since the owner cannot simply move into the WHERE',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId !== req.user.id && req.user.role !== 'admin') return res.sendStatus(403);
  await prisma.post.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
        },
      ],
    },
    {
      name: 'the check stands in an enclosing if',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.delete('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (post.authorId === req.user.id) {
    await prisma.post.delete({ where: { id: req.params.id } });
    return res.sendStatus(204);
  }
  res.sendStatus(403);
});`,
      errors: [
        {
          messageId: 'compared',
          data: {
            state: '`authorId` of `post`',
            readAt: 'on line 10',
            checkedAt: 'on line 11',
            write: 'this `delete()`',
            keys: '`id`',
            owner: 'authorId',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 29,
          suggestions: 1,
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
    {
      name: 'Mongoose, the query asks for the owner and the document is removed by its method',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Order = mongoose.model('Order', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  status: { type: String, default: 'open' },
  total: Number,
}));

app.delete('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (order.owner.toString() !== req.user.id.toString()) return res.sendStatus(403);
  await order.deleteOne();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`owner` of `Order`',
            checkedAt: 'on line 16',
            readAt: 'on line 15',
            write: 'this `deleteOne()`',
            owner: 'owner',
          },
          line: 17,
          column: 9,
          endLine: 17,
          endColumn: 24,
        },
      ],
    },
  ],
});
