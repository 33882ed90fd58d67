import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPgHandler, inSqliteHandler } from './handlers.ts';

describe('a store that answers at once, with nothing awaited between', () => {
  it('two statements in a row', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(req.params.id);
      database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - req.body.amount, req.params.id);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 3 [synchronous]']);
  });

  it('with a look at another service between them', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(req.params.id);
      await chargeFee(req.params.id);
      database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - req.body.amount, req.params.id);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('with something awaited before or after both', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      await chargeFee(req.params.id);
      const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(req.params.id);
      database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - req.body.amount, req.params.id);
      await notify(req.params.id);
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4 [synchronous]']);
  });

  it('with something awaited on one of two paths', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(req.params.id);
      if (req.body.fee) await chargeFee(req.params.id);
      database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - req.body.amount, req.params.id);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('with a function called between them that awaits', () => {
    const source = (call: string): string => `
      import Database from 'better-sqlite3';
      const database = new Database('app.db');
      async function note(id) { await fetch('https://example.com/' + id); }
      function mark(id) { marked.add(id); }
      export async function withdraw(id, amount) {
        const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(id);
        ${call}
        database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - amount, id);
      }
    `;
    expect(findWindows(source('await note(id);'))).toEqual(['value certain balance: read 6, written 8']);
    expect(findWindows(source('mark(id);'))).toEqual(['value certain balance: read 6, written 8 [synchronous]']);
  });

  it('in a loop that awaits', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(req.params.id);
      for await (const part of req) parts.push(part);
      database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - req.body.amount, req.params.id);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('not a store that answers later, awaited or not', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 3']);
  });
});
