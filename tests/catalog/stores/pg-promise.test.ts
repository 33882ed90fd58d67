/** What transactions, tasks, results and handles of pg-promise mean for a balance that is read, lowered and written back. */
import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../../windows/find-windows-in.ts';

/** `code` is line 3. */
function withdraw(code: string, parameters = 'id, amount'): string {
  return `import pgPromise, { IDatabase, ITask } from 'pg-promise'; const pgp = pgPromise(); const db = pgp({}); const { TransactionMode, isolationLevel } = pgp.txMode;
export async function withdraw(${parameters}) {
  ${code}
}`;
}

const change = (handle: string, lock = ''): string =>
  `const { balance } = await ${handle}.one('SELECT balance FROM accounts WHERE id = $1${lock}', [id]); await ${handle}.none('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance - amount]);`;
const inTransaction = (mode: string): string =>
  `await db.tx({ mode: new TransactionMode({ tiLevel: isolationLevel.${mode} }) }, async (t) => { ${change('t')} });`;
const found = 'value certain balance: read 3, written 3';

describe('pg-promise', () => {
  it.each([
    ['on the database', change('db')],
    ['in a task, which is no transaction', `await db.task(async (t) => { ${change('t')} });`],
    [
      'with named parameters',
      "const account = await db.one('SELECT balance FROM accounts WHERE id = $<id>', { id }); await db.none('UPDATE accounts SET balance = ${balance} WHERE id = ${id}', { id, balance: account.balance - amount });",
    ],
    [
      'with a result that a callback makes something of',
      "const before = await db.one('SELECT balance FROM accounts WHERE id = $1', [id], (row) => row.balance); await db.none('UPDATE accounts SET balance = $2 WHERE id = $1', [id, before - amount]);",
    ],
    [
      'read outside of the transaction that writes',
      "const { balance } = await db.one('SELECT balance FROM accounts WHERE id = $1', [id]); await db.tx((t) => t.none('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance - amount]));",
    ],
    [
      'of several results',
      "const [[account]] = await db.multi('SELECT balance FROM accounts WHERE id = $1; SELECT 1', [id]); await db.none('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - amount]);",
    ],
    ['on a database that is a parameter', change('pg'), 'pg: IDatabase<{}>, id, amount'],
  ])('is found %s', (_, code, parameters?: string) => {
    expect(findWindows(withdraw(code, parameters))).toStrictEqual([found]);
  });

  it.each([
    ['a transaction', `await db.tx(async (t) => { ${change('t')} });`, 'transaction'],
    ['a transaction with a tag', `await db.tx('withdraw', async (t) => { ${change('t')} });`, 'transaction'],
    ['a conditional transaction', `await db.txIf({ cnd: true }, async (t) => { ${change('t')} });`, 'transaction'],
    [
      'a transaction on a task',
      `await db.task(async (t) => { await t.tx(async (u) => { ${change('u')} }); });`,
      'transaction',
    ],
    [
      'a transaction in a transaction',
      `await db.tx(async (t) => { await t.tx(async (u) => { ${change('u')} }); });`,
      'transaction',
    ],
    ['a stated level that is too weak', inTransaction('readCommitted'), 'transaction'],
    ['serializable isolation', inTransaction('serializable'), 'serializable, transaction'],
    ['a row lock', `await db.tx(async (t) => { ${change('t', ' FOR UPDATE')} });`, 'row-lock, transaction'],
    ['a transaction that may be the caller’s', change('tx'), "caller's transaction", 'tx: ITask<{}>, id, amount'],
  ])('is protected by %s', (_, code, protections, parameters?: string) => {
    expect(findWindows(withdraw(code, parameters))).toStrictEqual([`${found} [${protections}]`]);
  });

  it.each([
    [
      'leaves the transaction through the database',
      `await db.tx(async (t) => { await t.none('DELETE FROM holds WHERE id = $1', [id]); await db.none('UPDATE accounts SET balance = 0 WHERE id = $1', [id]); });`,
      ['certain: 3'],
    ],
    [
      'stays in it, also in a task of it',
      `await db.tx(async (t) => { await t.task(async (u) => { await u.none('UPDATE accounts SET balance = 0 WHERE id = $1', [id]); }); });`,
      [],
    ],
    [
      'stays in it through the task it was opened on',
      `await db.task(async (t) => { await t.tx(async (u) => { await t.none('UPDATE accounts SET balance = 0 WHERE id = $1', [id]); }); });`,
      [],
    ],
  ])('%s', (_, code, escapes) => {
    expect(findIn(withdraw(code)).escapes).toStrictEqual(escapes);
  });
});
