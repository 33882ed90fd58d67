import { describe, expect, it } from 'vitest';
import { findIn } from '../windows/find-windows-in.ts';

/** `code` is line 3 and what follows; the accesses the analysis sees there. */
function findAccesses(code: string): readonly string[] {
  return findIn(
    `import pgPromise from 'pg-promise'; const pgp = pgPromise(); const db = pgp({}); const TABLE = 'accounts';\nexport async function run(id, amount, note, data, columns) {\n${code}\n}\n`,
  ).accesses;
}

describe('SQL that is put together', () => {
  it.each([
    [
      'a table named by a constant in a template',
      'await db.none(`UPDATE ${TABLE} SET balance = ${amount} WHERE id = $1`, [id]);',
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'a fragment of its own',
      'const clause = `WHERE id = ${id}`; await db.none(`UPDATE accounts SET balance = $1 ${clause}`, [amount]);',
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'texts added to each other',
      "await db.none('UPDATE accounts SET balance = $1' + ` WHERE id = $2`, [amount, id]);",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'the shorter of two fragments',
      "await db.any(`SELECT * FROM accounts WHERE id = $1 ${note ? 'AND note = $2' : ''}`, [id, note]);",
      ['select accounts: 3 where id = id'],
    ],
    [
      'a text that was trimmed',
      'await db.any(`  SELECT * FROM accounts WHERE id = ${id}  `.trim());',
      ['select accounts: 3 where id = id'],
    ],
    [
      'a text in which something was replaced',
      "await db.any(`SELECT * FROM accounts WHERE id = ${id}`.replace(/ +/g, ' '));",
      ['select accounts: 3 where id = id'],
    ],
    [
      'an early return of a statement that does nothing',
      "const build = () => { if (!data) return 'select 1 where false'; return `UPDATE accounts SET balance = ${amount} WHERE id = ${id}`; }; await db.none(build());",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'several statements',
      'const first = `UPDATE accounts SET balance = ${amount} WHERE id = ${id}`; await db.multi(`${first}; DELETE FROM holds WHERE account_id = ${id}`);',
      ['update accounts: 3 where id = id sets balance = amount', 'delete holds: 3 where account_id = id'],
    ],
    [
      'a statement after one that is not known',
      'await db.multi(`${data};\nDELETE FROM holds WHERE account_id = ${id}`);',
      ['delete holds: 3 where account_id = id'],
    ],
  ])('%s', (_, code, accesses) => {
    expect(findAccesses(code)).toStrictEqual(accesses);
  });

  it.each([
    [
      'a hole of a tagged template is a value',
      "import postgres from 'postgres'; const sql = postgres(); export async function run(id) { const state = 'paid'; await sql`UPDATE orders SET state = ${state} WHERE id = ${id}`; }",
      ['update orders: 1 where id = id sets state = "paid"'],
    ],
    [
      'a fragment that the library made is part of the text',
      "import { Prisma } from '@prisma/client'; export async function run(prisma, id) { const part = Prisma.sql`id = ${id}`; await prisma.$queryRaw`SELECT * FROM orders WHERE ${part}`; }",
      ['select orders: 1 where id = id'],
    ],
  ])('%s', (_, code, accesses) => {
    expect(findIn(code).accesses).toStrictEqual(accesses);
  });
});

describe('parameters that the library writes into the text', () => {
  it.each([
    [
      'a name',
      "await db.none('UPDATE $1:name SET balance = $2 WHERE id = $3', ['accounts', amount, id]);",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    ['a name, the short way', "await db.any('SELECT id FROM $1~', ['accounts']);", ['select accounts: 3']],
    [
      'names of a record',
      "await db.none('UPDATE $<table:name> SET balance = $<amount> WHERE id = $<id>', { table: 'accounts', amount, id });",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'in braces',
      "await db.none('UPDATE ${table~} SET balance = ${amount} WHERE id = ${id}', { table: 'accounts', amount, id });",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'raw SQL',
      "await db.any('SELECT * FROM accounts WHERE $1:raw', [`id = ${id}`]);",
      ['select accounts: 3 where id = id'],
    ],
    [
      'raw SQL, the short way',
      "await db.any('SELECT * FROM accounts WHERE $1^', [`id = ${id}`]);",
      ['select accounts: 3 where id = id'],
    ],
    [
      'formatted before',
      "const query = pgp.as.format('UPDATE accounts SET balance = $1 WHERE id = $2', [amount, id]); await db.none(query);",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'a table that is not known',
      "await db.none('UPDATE $1:name SET balance = $2 WHERE id = $3', [data, amount, id]);",
      [],
    ],
  ])('%s', (_, code, accesses) => {
    expect(findAccesses(code)).toStrictEqual(accesses);
  });
});

describe('statements that a helper writes', () => {
  it.each([
    [
      'an insert',
      "await db.none(pgp.helpers.insert({ id, balance: amount }, null, 'accounts'));",
      ['insert accounts: 3 sets id = id, balance = amount'],
    ],
    [
      'an insert of several rows',
      "await db.none(pgp.helpers.insert([{ id, balance: amount }], ['id', 'balance'], 'accounts'));",
      ['insert accounts: 3 sets id = id, balance = amount'],
    ],
    [
      'an update with its condition',
      "await db.none(pgp.helpers.update({ id, balance: amount }, ['?id', 'balance'], 'accounts') + ` WHERE id = ${id}`);",
      ['update accounts: 3 where id = id sets balance = amount'],
    ],
    [
      'a set of columns that names the table',
      "const cs = new pgp.helpers.ColumnSet(['id', 'balance'], { table: 'accounts' }); await db.one(pgp.helpers.insert({ id, balance: amount }, cs) + ' RETURNING *');",
      ['insert accounts: 3 sets id = id, balance = amount'],
    ],
    [
      'a table of a schema',
      "const table = new pgp.helpers.TableName({ table: 'accounts', schema: 'bank' }); await db.none(pgp.helpers.insert({ id }, null, table));",
      ['insert accounts: 3 sets id = id'],
    ],
    [
      'a record that is not known',
      "await db.none(pgp.helpers.insert(data, columns, 'accounts'));",
      ['insert accounts: 3 sets * = data'],
    ],
    [
      'a text changed afterwards',
      "const query = pgp.helpers.insert({ id }, null, 'accounts').replace(/::/g, ''); await db.none(query + ' returning *');",
      ['insert accounts: 3 sets id = id'],
    ],
    ['no table', 'await db.none(pgp.helpers.insert({ id }, columns));', []],
  ])('%s', (_, code, accesses) => {
    expect(findAccesses(code)).toStrictEqual(accesses);
  });
});
