/** One repair in the placeholder style of each driver: the value goes where the driver looks for it. */

import { expect, it } from 'vitest';
import { listUnrepaired, repair } from './suggestions.ts';

const header = `import express from 'express';
import pg from 'pg';
import mysql, { type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import postgres from 'postgres';
import Database from 'better-sqlite3';
import { requireUser } from './auth.js';

const app = express();
const pool = new pg.Pool();
const mysqlPool = mysql.createPool({});
const sql = postgres();
const db = new Database('app.db');
`;

it('numbers on after the highest `$n`, and takes a value twice that belongs to the column already', () => {
  expect(
    repair(`${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const amount = Number(req.body.amount);
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const wallet = rows[0];
  if (!wallet || wallet.balance < amount) {
    res.sendStatus(409);
    return;
  }
  const balance = wallet.balance - amount;
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.sendStatus(204);
});
`),
  ).toEqual([
    {
      title: 'no-lost-update: Let the store compute balance - amount, if balance >= amount',
      output: `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const amount = Number(req.body.amount);
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const wallet = rows[0];
  if (!wallet || wallet.balance < amount) {
    res.sendStatus(409);
    return;
  }
  const updated = await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [amount, req.user.id]);
  if (updated.rowCount === 0) {
    res.sendStatus(409);
    return;
  }
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('puts a `?` at its place among the others', () => {
  expect(
    repair(`${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const [rows] = await mysqlPool.query<RowDataPacket[]>('SELECT owner_id FROM notes WHERE id = ?', [req.params.id]);
  if (rows[0]?.owner_id !== req.user.id) return res.sendStatus(403);
  const [result] = await mysqlPool.execute<ResultSetHeader>('UPDATE notes SET title = ? WHERE id = ? LIMIT ?', [req.body.title, req.params.id, 1]);
  res.sendStatus(result.affectedRows === 1 ? 204 : 404);
});
`),
  ).toEqual([
    {
      title: 'no-split-ownership-check: Add owner_id = req.user.id to the condition of the write',
      output: `${header}
app.put('/notes/:id', requireUser, async (req, res) => {
  const [rows] = await mysqlPool.query<RowDataPacket[]>('SELECT owner_id FROM notes WHERE id = ?', [req.params.id]);
  if (rows[0]?.owner_id !== req.user.id) return res.sendStatus(403);
  const [result] = await mysqlPool.execute<ResultSetHeader>('UPDATE notes SET title = ? WHERE id = ? AND owner_id = ? LIMIT ?', [req.body.title, req.params.id, req.user.id, 1]);
  res.sendStatus(result.affectedRows === 1 ? 204 : 404);
});
`,
    },
  ]);
});

it('binds a mysql2 header only where its type is given: without, the compiler would not find the count', () => {
  const withType = (type: string): string => `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const [rows] = await mysqlPool.query<RowDataPacket[]>('SELECT balance FROM wallets WHERE owner_id = ?', [req.user.id]);
  if (rows[0]?.balance < req.body.amount) throw new Error('insufficient funds');
  await mysqlPool.query${type}('UPDATE wallets SET balance = ? WHERE owner_id = ?', [rows[0]?.balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
});
`;
  expect(repair(withType(''))).toEqual([]);
  expect(repair(withType('<ResultSetHeader>'))).toEqual([
    {
      title: 'no-lost-update: Let the store compute balance - req.body.amount, if balance >= req.body.amount',
      output: `${header}
app.post('/withdraw', requireUser, async (req, res) => {
  const [rows] = await mysqlPool.query<RowDataPacket[]>('SELECT balance FROM wallets WHERE owner_id = ?', [req.user.id]);
  if (rows[0]?.balance < req.body.amount) throw new Error('insufficient funds');
  const [updated] = await mysqlPool.query<ResultSetHeader>('UPDATE wallets SET balance = balance - ? WHERE owner_id = ? AND balance >= ?', [req.body.amount, req.user.id, req.body.amount]);
  if (updated.affectedRows === 0) throw new Error('insufficient funds');
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('makes a hole in a tagged template', () => {
  expect(
    repair(`${header}
app.delete('/notes/:id', requireUser, async (req, res) => {
  const [note] = await sql\`SELECT owner_id FROM notes WHERE id = \${req.params.id}\`;
  if (note?.owner_id !== req.user.id) throw new Error('forbidden');
  await sql\`DELETE FROM notes WHERE id = \${req.params.id}\`;
  res.sendStatus(204);
});
`),
  ).toEqual([
    {
      title: 'no-split-ownership-check: Add owner_id = req.user.id to the condition of the write',
      output: `${header}
app.delete('/notes/:id', requireUser, async (req, res) => {
  const [note] = await sql\`SELECT owner_id FROM notes WHERE id = \${req.params.id}\`;
  if (note?.owner_id !== req.user.id) throw new Error('forbidden');
  const deleted = await sql\`DELETE FROM notes WHERE id = \${req.params.id} AND owner_id = \${req.user.id}\`;
  if (deleted.count === 0) throw new Error('forbidden');
  res.sendStatus(204);
});
`,
    },
  ]);
});

it('adds an argument to a prepared statement, or a property where values are named', () => {
  const code = `${header}
app.get('/notes', requireUser, (req, res) => {
  res.json(db.prepare('SELECT * FROM notes WHERE owner_id = ?').all(req.user.id));
});

app.delete('/notes/:id', requireUser, (req, res) => {
  db.prepare('DELETE FROM notes WHERE id = ?').run(req.params.id);
  res.sendStatus(204);
});

app.put('/notes/:id', requireUser, (req, res) => {
  const result = db.prepare('UPDATE notes SET title = @title WHERE id = @id').run({ title: req.body.title, id: req.params.id });
  res.sendStatus(result.changes === 1 ? 204 : 404);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'require-owner-scope: Add owner_id = req.user.id to the condition of the write',
      output: code.replace(
        `  db.prepare('DELETE FROM notes WHERE id = ?').run(req.params.id);`,
        `  const deleted = db.prepare('DELETE FROM notes WHERE id = ? AND owner_id = ?').run(req.params.id, req.user.id);
  if (deleted.changes === 0) throw new Error('no row of notes was deleted');`,
      ),
    },
    {
      title: 'require-owner-scope: Add owner_id = req.user.id to the condition of the write',
      output: code.replace(
        `'UPDATE notes SET title = @title WHERE id = @id').run({ title: req.body.title, id: req.params.id })`,
        `'UPDATE notes SET title = @title WHERE id = @id AND owner_id = @owner_id').run({ title: req.body.title, id: req.params.id, owner_id: req.user.id })`,
      ),
    },
  ]);
});

it('spells a column as another statement of the file does', () => {
  const code = `${header}
app.get('/notes', requireUser, async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE "ownerId" = $1', [req.user.id]);
  res.json(rows);
});

app.delete('/notes/:id', requireUser, async (req, res) => {
  const deleted = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(deleted.rowCount === 1 ? 204 : 404);
});
`;
  expect(repair(code)).toEqual([
    {
      title: 'require-owner-scope: Add ownerId = req.user.id to the condition of the write',
      output: code.replace(
        `WHERE id = $1', [req.params.id]`,
        `WHERE id = $1 AND "ownerId" = $2', [req.params.id, req.user.id]`,
      ),
    },
  ]);
});

const unknowns: readonly (readonly [title: string, finding: string, handler: string])[] = [
  [
    'the text is a constant that others may use',
    '15 no-lost-update',
    `  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query(SAVE_BALANCE, [rows[0].balance - req.body.amount, req.user.id]);`,
  ],
  [
    'the list of values is made elsewhere',
    '16 no-lost-update',
    `  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const values = [rows[0].balance - req.body.amount, req.user.id];
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', values);`,
  ],
  [
    'the list of values holds a spread',
    '15 no-lost-update',
    `  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, ...[req.user.id]]);`,
  ],
  [
    'the amount comes from a call',
    '15 no-lost-update',
    `  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - takeFee(), req.user.id]);`,
  ],
  [
    'something may be joined instead of added',
    '15 no-lost-update',
    `  const { rows } = await pool.query('SELECT title FROM pages WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE pages SET title = $1 WHERE owner_id = $2', [rows[0].title + req.body.suffix, req.user.id]);`,
  ],
  [
    'the amount is changed between the check and the write',
    '17 no-lost-update',
    `  let amount = req.body.amount;
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < amount) throw new Error('insufficient funds');
  amount += 1; await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - amount, req.user.id]);`,
  ],
  [
    'a check on the row is more than a comparison',
    '16 no-lost-update',
    `  const { rows } = await pool.query('SELECT balance, holds FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance - rows[0].holds < req.body.amount) throw new Error('insufficient funds');
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);`,
  ],
  [
    'the value is put into the text itself, where one more would be open to injection',
    '16 no-split-ownership-check',
    `  const { rows } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
  if (rows[0].owner_id !== req.user.id) throw new Error('forbidden');
  await pool.query(\`DELETE FROM notes WHERE id = \${req.params.id}\`);`,
  ],
];

it.for(unknowns)('offers nothing where %s', ([, finding, handler]) => {
  const code = `${header.replace("import Database from 'better-sqlite3';\n", '').replace("const db = new Database('app.db');", "const SAVE_BALANCE = 'UPDATE wallets SET balance = $1 WHERE owner_id = $2';")}
app.post('/', requireUser, async (req, res) => {
${handler}
  res.sendStatus(204);
});
`;
  expect(listUnrepaired(code)).toEqual([finding]);
});
