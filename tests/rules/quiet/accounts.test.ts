import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../src/index.ts';

interface QuietCase {
  readonly name: string;
  readonly code: string;
}

const cases: readonly QuietCase[] = [
  {
    name: 'login writes the time of the visit',
    code: `import bcrypt from 'bcryptjs';
import jwt from 'jsonwebtoken';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: { type: String, unique: true }, passwordHash: String, lastLoginAt: Date }));

app.post('/login', async (req, res) => {
  const account = await Account.findOne({ email: req.body.email });
  if (!account || !(await bcrypt.compare(req.body.password, account.passwordHash))) return res.sendStatus(401);
  account.lastLoginAt = new Date();
  await account.save();
  res.json({ token: jwt.sign({ sub: account.id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
  },
  {
    name: 'an outdated hash is replaced on login',
    code: `import bcrypt from 'bcryptjs';
import jwt from 'jsonwebtoken';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/login', async (req, res) => {
  const account = await prisma.account.findUnique({ where: { email: req.body.email } });
  if (!account || !(await bcrypt.compare(req.body.password, account.passwordHash))) return res.sendStatus(401);
  if (bcrypt.getRounds(account.passwordHash) < 12) {
  await prisma.account.update({ where: { id: account.id }, data: { passwordHash: await bcrypt.hash(req.body.password, 12) } });
  }
  res.json({ token: jwt.sign({ sub: account.id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
  },
  {
    name: "the caller's document from the login, its fields overwritten",
    code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

app.put('/me', async (req, res) => {
  req.user.name = req.body.name;
  req.user.bio = req.body.bio;
  await req.user.save();
  res.json(req.user);
});`,
  },
  {
    name: 'the caller is compared with the path before the write',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.put('/accounts/:id', async (req, res) => {
  if (String(req.user.id) !== req.params.id) return res.sendStatus(403);
  await pool.query('UPDATE accounts SET name = $1 WHERE id = $2', [req.body.name, req.params.id]);
  res.sendStatus(204);
});`,
  },
  {
    name: "rows of the caller's own tenant",
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/projects/:id', async (req, res) => {
  const { count } = await prisma.project.updateMany({ where: { id: req.params.id, tenantId: req.user.tenantId }, data: { name: req.body.name } });
  res.sendStatus(count === 1 ? 204 : 404);
});`,
  },
  {
    name: "the row is looked for in the list of the caller's rows",
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/addresses/:id', async (req, res) => {
  const addresses = await prisma.address.findMany({ where: { ownerId: req.user.id } });
  const address = addresses.find((candidate) => candidate.id === req.params.id);
  if (!address) return res.sendStatus(404);
  res.json(await prisma.address.update({ where: { id: address.id, ownerId: req.user.id }, data: { city: req.body.city } }));
});`,
  },
  {
    name: 'a policy decides',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.put('/posts/:id', async (req, res) => {
  const post = await prisma.post.findUnique({ where: { id: req.params.id } });
  if (!canEdit(req.user, post)) return res.sendStatus(403);
  res.json(await prisma.post.update({ where: { id: req.params.id, authorId: post.authorId }, data: { title: req.body.title } }));
});`,
  },
  {
    name: 'roles in a list',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/notes', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', async (req, res) => {
  if (!['admin', 'moderator'].includes(req.user.role)) return res.sendStatus(403);
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
  },
  {
    name: 'a set of the process that keeps a second run out',
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const running = new Set();

app.post('/reports', async (req, res) => {
  if (running.has(req.user.id)) return res.sendStatus(409);
  running.add(req.user.id);
  try {
  await pool.query('INSERT INTO reports (account_id) VALUES ($1)', [req.user.id]);
  } finally {
  running.delete(req.user.id);
  }
  res.sendStatus(202);
});`,
  },
  {
    name: 'the cache is filled where it is empty',
    code: `import { createClient } from './cache';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const cache = createClient();

app.get('/stats', async (req, res) => {
  const cached = await cache.get(\`stats:\${req.user.id}\`);
  if (cached) return res.json(JSON.parse(cached));
  const stats = await prisma.order.count({ where: { ownerId: req.user.id } });
  await cache.set(\`stats:\${req.user.id}\`, JSON.stringify(stats));
  res.json(stats);
});`,
  },
  {
    name: 'a draft is autosaved over itself',
    code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Draft = mongoose.model('Draft', new mongoose.Schema({ owner: String, text: String }));

app.put('/draft', async (req, res) => {
  const draft = (await Draft.findOne({ owner: req.user.id })) ?? new Draft({ owner: req.user.id });
  draft.text = req.body.text;
  await draft.save();
  res.json(draft);
});`,
  },
  {
    name: 'settings with a default where there are none',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.get('/settings', async (req, res) => {
  const settings = await prisma.settings.findUnique({ where: { accountId: req.user.id } });
  res.json(settings ?? { theme: 'light' });
});`,
  },
  {
    name: 'a feature of the plan lets the request pass',
    code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/exports', async (req, res) => {
  const plan = await prisma.plan.findUnique({ where: { id: req.user.planId } });
  if (!plan.canExport) return res.sendStatus(402);
  res.status(202).json(await prisma.export.create({ data: { ownerId: req.user.id } }));
});`,
  },
  {
    name: "the soft delete of one's own row, twice the same",
    code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/notes/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT deleted_at FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  if (!rows[0] || rows[0].deleted_at) return res.sendStatus(404);
  const { rowCount } = await pool.query('UPDATE notes SET deleted_at = now() WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
  },
];

describe('recommended says nothing of', () => {
  it.each(cases)('$name', ({ code }) => {
    const messages = new Linter().verify(
      code,
      { ...plugin.configs.recommended, languageOptions: { parser } },
      { filename: 'case.ts' },
    );
    expect(messages.map(({ ruleId, line }) => `${String(ruleId)} on line ${line}`)).toEqual([]);
  });
});
