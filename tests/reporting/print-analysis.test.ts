import { describe, expect, it } from 'vitest';
import { findPrintedParts } from '../../src/reporting/print-analysis.ts';
import { printFile } from './print-file.ts';

const head = `import express from 'express';
import pg from 'pg';
const pool = new pg.Pool();
const app = express();
`;

/** The lines about accesses or windows of a handler, without the heading. */
function printPart(part: 'accesses' | 'windows', handler: string, before = head): string {
  const [heading, ...lines] = printFile(`${before}${handler}`, `atomic-auth:${part}`).trimEnd().split('\n');
  expect(heading).toBe(`atomic-auth:${part} wallet.js`);
  return lines.join('\n');
}

describe('what DEBUG asks for', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['eslint:*', []],
    ['*', ['program', 'accesses', 'windows']],
    ['atomic-auth:*', ['program', 'accesses', 'windows']],
    ['atomic-auth:windows', ['windows']],
    ['eslint:*,atomic-auth:windows,atomic-auth:program', ['program', 'windows']],
    ['eslint:* atomic-auth:acc*', ['accesses']],
    ['atomic-auth:*,-atomic-auth:program', ['accesses', 'windows']],
    ['atomic-auth:window', []],
    ['atomicXauth:windows atomic-auth(', []],
  ])('%j is %j', (debug, parts) => {
    expect(findPrintedParts(debug)).toEqual(parts);
  });
});

describe('the printed analysis', () => {
  it('has one section for each part asked for', () => {
    expect(printFile('const answer = 42;', 'atomic-auth:*')).toBe(
      `atomic-auth:program wallet.js
const answer = 42

atomic-auth:accesses wallet.js
none

atomic-auth:windows wallet.js
none
`,
    );
  });

  it('is not printed unless asked for', () => {
    expect(printFile('const answer = 42;', 'eslint:*')).toBe('');
  });

  it('shows conditions, values, guards and suspensions of accesses', () => {
    const handler = `app.post('/withdraw', requireUser, async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  if (!rows[0]) throw new Error('no wallet');
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  if (req.query.dry !== 'yes') {
    await pool.query('UPDATE wallets SET balance = $1, touched_at = $2 WHERE owner_id = $3', [rows[0].balance - req.body.amount, Date.now(), req.user.id]);
  }
});`;
    expect(printPart('accesses', handler)).toBe(
      `handler on line 5, caller known by requireUser
  #1 line 6: read wallets (select), by pg on connection 1, certain
       where owner_id = caller.id
  #2 line 10: write wallets (update), by pg on connection 1, certain, after 1 suspension, outcome not looked at
       where owner_id = caller.id
       set balance = (#1.balance - request.body.amount)
       set touched_at = fresh
       if not (not #1), else throw, line 7
       if not (#1.balance < request.body.amount), else return, line 8
       if (request.query.dry != "yes"), around it, line 9`,
    );
    expect(printPart('windows', handler)).toBe(
      `value window, certain, shown on line 10: read #1 on line 6, write #2 on line 10, decided by balance
  unprotected`,
    );
  });

  it('shows transactions, row locks and the connections they are held on', () => {
    const handler = `app.post('/withdraw', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT balance FROM wallets WHERE id = $1 FOR UPDATE', [req.params.id]);
  await client.query('UPDATE wallets SET balance = $1 WHERE id = $2', [rows[0].balance - 1, req.params.id]);
  await pool.query('INSERT INTO audit (wallet) VALUES ($1)', [req.params.id]);
  await client.query('COMMIT');
});`;
    expect(printPart('accesses', handler)).toBe(
      `handler on line 5
  #1 line 8: read wallets (select), by pg on connection 1, certain, after 2 suspensions, locks update
       where id = request.params.id
       in transaction on connection 1, certain, line 7
  #2 line 9: write wallets (update), by pg on connection 1, certain, after 3 suspensions, outcome not looked at
       where id = request.params.id
       set balance = (#1.balance - 1)
       in transaction on connection 1, certain, line 7
  #3 line 10: write audit (insert), by pg on connection 2, certain, after 4 suspensions, outcome not looked at
       set wallet = request.params.id
       in transaction on connection 1, certain, line 7`,
    );
    expect(printPart('windows', handler)).toBe(
      `value window, certain, shown on line 9: read #1 on line 8, write #2 on line 9, decided by balance
  protected by row-lock
  protected by transaction from line 7
escape, certain: #3 on line 10 leaves the transaction opened on line 7`,
    );
  });

  it('shows what the statement computes, and the guard of a window', () => {
    const handler = `app.post('/donate', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [req.params.id]);
  if (rows[0].balance >= 10) {
    await pool.query('UPDATE wallets SET balance = balance - 10 WHERE id = $1', [req.params.id]);
  }
});`;
    expect(printPart('windows', handler)).toBe(
      `guard window, certain, shown on line 8: read #1 on line 6, write #2 on line 8, decided by balance
  if (#1.balance >= 10), around it, line 7
  unprotected`,
    );
    expect(printPart('accesses', handler)).toContain('set balance = (? - 10), computed by the statement\n');
  });

  it('shows locks of the process, and a lock as protection', () => {
    const handler = `import { Mutex } from 'async-mutex';
const mutex = new Mutex();
app.post('/withdraw', async (req, res) => {
  await mutex.runExclusive(async () => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [req.params.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [rows[0].balance - 1, req.params.id]);
  });
});`;
    expect(printPart('accesses', handler)).toContain(
      '       in process lock, key async-mutex/Mutex, certain, line 8\n',
    );
    expect(printPart('windows', handler)).toBe(
      `value window, certain, shown on line 10: read #1 on line 9, write #2 on line 10, decided by balance
  protected by lock from line 8`,
    );
  });

  it('shows writes without an owner, unchecked writes, tokens without expiry and kept callers', () => {
    const before = `${head}import jwt from 'jsonwebtoken';\nlet current;\n`;
    const handler = `app.delete('/notes/:id', requireUser, async (req, res) => {
  await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
});
app.post('/pin', requireUser, async (req, res) => {
  await pool.query('UPDATE notes SET pinned = true WHERE id = $1 AND owner_id = $2', [req.body.id, req.user.id]);
  current = req.user;
  res.json({ token: jwt.sign({ id: req.user.id }, 'secret') });
});`;
    expect(printPart('windows', handler, before)).toBe(
      `unscoped write, certain: #1 on line 8 names the row by id alone, its owner is owner_id
unchecked write, certain: #2 on line 11 is guarded by owner_id, its outcome is not looked at
caller kept in current on line 12, certain
token signed on line 13, expiry none`,
    );
  });

  it('shows exported functions by name, and values they were given', () => {
    const code = `import pg from 'pg';
const pool = new pg.Pool();
export async function rename(id, names) {
  await pool.query('UPDATE notes SET title = $1 WHERE id = $2', [\`\${names.first} \${names.last}\`, id]);
}`;
    expect(printPart('accesses', code, '')).toBe(
      `function rename on line 3
  #1 line 4: write notes (update), by pg on connection 1, certain, outcome not looked at
       where id = parameter id
       set title = \`\${parameter names.first} \${parameter names.last}\``,
    );
  });

  it('cuts values that are too long for a line', () => {
    const sum = Array.from({ length: 60 }, (_, index) => `req.body.amount${index}`).join(' + ');
    const handler = `app.post('/pay', async (req) => { await pool.query('UPDATE wallets SET balance = $1 WHERE id = 1', [${sum}]); });`;
    const lines = printPart('accesses', handler).split('\n');
    expect(lines.every((line) => line.length < 200)).toBe(true);
    expect(lines.at(-1)).toMatch(/^ {7}set balance = .*…/u);
  });

  it('says that a file is not analysed', () => {
    expect(printFile('', 'atomic-auth:*')).toBe(
      'atomic-auth wallet.js\nnot analysed: it is empty, too large, or no request reaches a file of this path\n',
    );
  });
});
