import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../windows/find-windows-in.ts';
import { inModule, read, write } from './routes.ts';

/** `code` is line 4 and leads from `rows` to `balance`; the write is on the line after it. */
function withdraw(code: string): string {
  return inModule(`
    export async function withdraw(id, amount) {
      const { rows } = await ${read};
      ${code}
      await ${write};
    }
  `);
}

const found = ['value certain balance: read 3, written 5'];

describe('a value is followed', () => {
  it.each([
    ['a member', 'const balance = rows[0].balance - amount;'],
    ['a computed member of a constant name', "const key = 'balance'; const balance = rows[0][key] - amount;"],
    ['an optional member', 'const balance = (rows[0]?.balance ?? 0) - amount;'],
    ['destructuring', 'const [{ balance: before }] = rows; const balance = before - amount;'],
    ['destructuring with a default', 'const [{ balance: before = 0 } = {}] = rows; const balance = before - amount;'],
    ['a rest of destructuring', 'const { id: _, ...others } = rows[0]; const balance = others.balance - amount;'],
    ['a spread object', 'const account = { ...rows[0], seen: true }; const balance = account.balance - amount;'],
    ['a field of an object', 'const state = { account: rows[0] }; const balance = state.account.balance - amount;'],
    [
      'a field assigned later',
      'const state = {}; state.before = rows[0].balance; const balance = state.before - amount;',
    ],
    ['an element of a list', 'const list = [rows[0], amount]; const balance = list[0].balance - list[1];'],
    [
      'a swap',
      'let before = 0; let other = rows[0].balance; [before, other] = [other, before]; const balance = before - amount;',
    ],
    ['a compound assignment', 'let balance = rows[0].balance; balance -= amount;'],
    ['an increment', 'let balance = rows[0].balance; balance++;'],
    ['an assignment in an expression', 'let before; const balance = (before = rows[0].balance) - amount;'],
    ['an addition to a text', "const balance = rows[0].balance + ',' + amount;"],
    ['a template', 'const balance = `${rows[0].balance},${amount}`;'],
    ['a choice', 'const balance = amount > 0 ? rows[0].balance - amount : rows[0].balance;'],
    ['a comma', 'const balance = (note(id), rows[0].balance - amount);'],
    ['a cast', 'const balance = (rows[0] as Account).balance! - amount;'],
    ['a negation', 'const balance = -(-rows[0].balance + amount);'],
    ['find', 'const balance = rows.find((row) => row.id === id).balance - amount;'],
    ['at', 'const balance = rows.at(0).balance - amount;'],
  ])('through %s', (_name, code) => {
    expect(findWindows(withdraw(code))).toEqual(found);
  });

  it('not into what overwrites it', () => {
    expect(findWindows(withdraw('let balance = rows[0].balance; balance = amount;'))).toEqual([]);
    expect(
      findWindows(
        withdraw('const state = { balance: rows[0].balance }; state.balance = amount; const balance = state.balance;'),
      ),
    ).toEqual([]);
    expect(findWindows(withdraw('const { balance } = { ...rows[0], balance: amount };'))).toEqual([]);
  });

  it('not out of a scope of its own', () => {
    expect(
      findWindows(withdraw('const balance = amount; { const balance = rows[0].balance - 1; note(balance); }')),
    ).toEqual([]);
  });
});

describe('SQL in other clothes', () => {
  it.each([
    [
      'a template',
      'pool.query(`SELECT * FROM accounts WHERE id = ${id}`)',
      'pool.query(`UPDATE accounts SET balance = ${balance} WHERE id = ${id}`)',
    ],
    ['a constant of the module', 'pool.query(SELECT, [id])', 'pool.query(UPDATE, [id, balance])'],
    [
      'a list of lines',
      "pool.query(['SELECT *', 'FROM accounts', 'WHERE id = $1'].join(' '), [id])",
      "pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance])",
    ],
    [
      'a concatenation',
      "pool.query('SELECT * FROM ' + 'accounts WHERE id = ' + id)",
      "pool.query('UPDATE accounts SET balance = ' + balance + ' WHERE id = ' + id)",
    ],
    [
      'an object',
      "pool.query({ text: 'SELECT * FROM accounts WHERE id = $1', values: [id] })",
      "pool.query({ text: 'UPDATE accounts SET balance = $2 WHERE id = $1', values: [id, balance] })",
    ],
    [
      'parameters in a constant',
      "pool.query('SELECT * FROM accounts WHERE id = $1', key)",
      "pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [...key, balance])",
    ],
  ])('%s', (_name, select, update) => {
    expect(
      findWindows(
        inModule(`
      const SELECT = 'SELECT * FROM accounts WHERE id = $1'; const UPDATE = 'UPDATE accounts SET balance = $2 WHERE id = $1';
      export async function withdraw(id, amount) {
        const key = [id];
        const { rows } = await ${select};
        const balance = rows[0].balance - amount;
        await ${update};
      }
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 7']);
  });

  it('a text of parts that are added on some paths', () => {
    expect(
      findIn(
        inModule(`
      export async function search(id, name) {
        let sql = 'SELECT * FROM accounts WHERE id = $1';
        if (name) sql += ' AND name = $2';
        return pool.query(sql, [id, name]);
      }
    `),
      ).accesses,
    ).toEqual(['select accounts: 5 where id = id']);
  });
});

describe('entities', () => {
  const model =
    "import mongoose from 'mongoose'; const Account = mongoose.model('Account', new mongoose.Schema({ balance: Number, name: String, limits: { daily: Number }, log: [String] }));";

  it.each([
    ['a compound assignment', 'account.balance -= amount;', 'balance'],
    ['an increment', 'account.balance++;', 'balance'],
    ['a field of a field', 'account.limits.daily = account.limits.daily - amount;', 'limits.daily'],
    ['set with a name', "account.set('balance', account.balance - amount);", 'balance'],
    ['Object.assign', 'Object.assign(account, { balance: account.balance - amount });', 'balance'],
    ['another name of it', 'const same = account; same.balance = same.balance - amount;', 'balance'],
  ])('%s', (_name, code, field) => {
    expect(
      findWindows(`
      ${model}
      export async function withdraw(id, amount) {
        const account = await Account.findById(id);
        ${code}
        await account.save();
      }
    `),
    ).toEqual([`value certain ${field}: read 3, written 5`]);
  });

  it('a list that is appended to', () => {
    expect(
      findWindows(`
      ${model}
      export async function note(id, text) {
        const account = await Account.findById(id);
        account.log.push(text);
        await account.save();
      }
    `),
    ).toEqual([]);
  });

  it('changed by a function, or in one of many', () => {
    expect(
      findWindows(`
      ${model}
      function lower(account, amount) { account.balance -= amount; }
      export async function withdraw(id, amount) {
        const account = await Account.findById(id);
        lower(account, amount);
        await account.save();
      }
    `),
    ).toEqual(['value certain balance: read 4, written 6']);
    expect(
      findWindows(`
      ${model}
      export async function addInterest(ids) {
        const accounts = await Account.find({ _id: { $in: ids } });
        for (const account of accounts) {
          account.balance *= 1.01;
          await account.save();
        }
      }
    `),
    ).toEqual(['value certain balance: read 3, written 6']);
  });
});
