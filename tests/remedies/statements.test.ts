/** Where a suggestion may put another statement after the one it is about. */

import { describe, expect, it } from 'vitest';
import { repair } from './suggestions.ts';

const write =
  "await pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);";

function renderHandler(statements: string): string {
  return `import express from 'express';
import pg from 'pg';
import { requireUser } from './auth.js';

const pool = new pg.Pool();
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  ${statements}
  res.sendStatus(204);
});
`;
}

describe('a check is put after a write', () => {
  it.each([
    ['after another statement', `audit();\n  ${write}`],
    ['after one without a semicolon', `audit()\n  ${write}`],
    ['after a comment with a comma', `audit(); // the amount, the owner\n  ${write}`],
    ['first in a block', `if (req.body.now) {\n  ${write}\n  }`],
    [
      'first in a block, after comments',
      `if (req.body.now) {\n  // legacy(1); // removed\n\n  // again\n  ${write}\n  }`,
    ],
    ['first in a block, after a comment behind its brace', `if (req.body.now) { // see https://a.b\n  ${write}\n  }`],
  ])('%s', (_place, statements) => {
    const code = renderHandler(statements);
    const [repaired, ...more] = repair(code);
    expect(more).toEqual([]);
    expect(repaired?.output).toContain('  const updated = await pool.query(');
    expect(repaired?.output).toContain(']);\n  if (updated.rowCount === 0) return res.sendStatus(409);\n');
  });
});

describe('no check is put after a write', () => {
  it.each([
    ['that is the end of a longer statement', `audit(),\n  ${write}`],
    ['that is the end of one with a comment in it', `audit(), // first\n  // then\n  ${write}`],
    ['behind something else on its line', `audit(); ${write}`],
    ['that is all a condition has, without braces', `if (req.body.now)\n  ${write}`],
  ])('%s', (_place, statements) => {
    expect(repair(renderHandler(statements))).toEqual([]);
  });
});
