/** What classes and factories are given by the code that puts an application together, where that code is in another file. */

import { describe, expect, it } from 'vitest';
import { findWindowsInFolder } from '../windows/find-windows-in.ts';

const load = "load(id: string) { return this.knex('accounts').where({ id }).first(); }";
const save = "save(id: string, balance: number) { return this.knex('accounts').where({ id }).update({ balance }); }";
const base = `import type { Knex } from 'knex';
export abstract class Base {
  constructor(protected readonly knex: Knex) {}
  ${load}
  ${save}
}
`;
const accounts = "import { Base } from './base.js';\nexport class Accounts extends Base {}\n";
const factory = `import type { Knex } from 'knex';
export interface Accounts { load(id: string): Promise<Account>; save(id: string, balance: number): Promise<void> }
export function createAccounts(knex: Knex): Accounts {
  return {
    load: (id) => knex('accounts').where({ id }).first(),
    save: (id, balance) => knex('accounts').where({ id }).update({ balance }),
  };
}
`;
const withdraw = (receiver: string): string => `const account = await ${receiver}.load(id);
    await ${receiver}.save(id, account.balance - amount);`;

function service(constructor: string): string {
  return `import type { Accounts } from '../accounts/index.js';
export class Wallet {
  ${constructor}
  async withdraw(id: string, amount: number) {
    ${withdraw('this.accounts')}
  }
}
`;
}

const inBase = ['value certain balance: read base.ts:4, written base.ts:5 at 6'];
const inFactory = ['value certain balance: read index.ts:5, written index.ts:6 at 6'];

describe('a repository that a class is given', () => {
  const files = {
    'src/accounts/index.ts': "export * from './accounts.js';\n",
    'src/accounts/accounts.ts': accounts,
    'src/accounts/base.ts': base,
  };

  it.each([
    ['by its type', 'constructor(private readonly accounts: Accounts) {}'],
    [
      'in an object that is taken apart',
      'private readonly accounts; constructor({ accounts }: { accounts: Accounts }) { this.accounts = accounts; }',
    ],
    [
      'in an object of which only the field says what it is',
      'private readonly accounts: Accounts; constructor({ accounts }) { this.accounts = accounts; }',
    ],
    [
      'in an object with a name',
      'private readonly accounts: Accounts; constructor(parts: Parts) { this.accounts = parts.accounts; }',
    ],
  ])('%s', (_name, constructor) => {
    expect(findWindowsInFolder({ 'src/services/wallet.ts': service(constructor), ...files })).toEqual(inBase);
  });

  it('is not known where nothing says so', () => {
    expect(
      findWindowsInFolder({
        'src/services/wallet.ts': service(
          'private readonly accounts; constructor(parts) { this.accounts = parts.accounts; }',
        ),
        ...files,
      }),
    ).toEqual([]);
  });

  it('is not the object it came in', () => {
    expect(
      findWindowsInFolder({
        'src/services/wallet.ts': `import type { Knex } from 'knex';
        export async function withdraw({ knex, tables }: { knex: Knex; tables: Tables }, id, amount) {
          const account = await tables('accounts').where({ id }).first();
          await knex('accounts').where({ id }).update({ balance: account.balance - amount });
        }
      `,
      }),
    ).toEqual([]);
  });
});

describe('an interface', () => {
  const wallet = service('constructor(private readonly accounts: Accounts) {}');

  it('is what its only factory gives', () => {
    expect(findWindowsInFolder({ 'src/services/wallet.ts': wallet, 'src/accounts/index.ts': factory })).toEqual(
      inFactory,
    );
  });

  it('is the only class that implements it', () => {
    expect(
      findWindowsInFolder({
        'src/services/wallet.ts': wallet,
        'src/accounts/index.ts': "export * from './types.js';\nexport * from './database.js';\n",
        'src/accounts/types.ts': 'export interface Accounts { load(id: string): Promise<Account> }\n',
        'src/accounts/database.ts':
          "import { Base } from './base.js';\nimport type { Accounts } from './types.js';\nexport class DatabaseAccounts extends Base implements Accounts {}\n",
        'src/accounts/base.ts': base,
      }),
    ).toEqual(inBase);
  });

  it('may be either of two', () => {
    const second = factory
      .replace('createAccounts', 'createOldAccounts')
      .replaceAll("'accounts'", "'old_accounts'")
      .replace(/^.*interface.*$/m, '');
    expect(
      findWindowsInFolder({ 'src/services/wallet.ts': wallet, 'src/accounts/index.ts': factory + second }),
    ).toEqual([]);
  });

  it('is not data that a function makes', () => {
    // Were the account taken for a new one, the condition would always hold.
    expect(
      findWindowsInFolder({
        'src/services/wallet.ts': `import type { Account } from '../accounts/index.js';
        import { pool } from '../pool.js';
        export async function close(account: Account) {
          if (account.state !== 'new') return;
          const { rows: [row] } = await pool.query('SELECT state FROM accounts WHERE id = $1', [account.id]);
          if (row.state !== 'open') return;
          await pool.query("UPDATE accounts SET state = 'closed' WHERE id = $1", [account.id]);
        }
      `,
        'src/accounts/index.ts':
          "export interface Account { state: string }\nexport function createAccount(): Account { return { id: '1', state: 'new' }; }\n",
        'src/pool.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
      }),
    ).toEqual(['guard certain state: read 5, written 7']);
  });
});

describe('what a factory gives', () => {
  const create = (body: string, head = "import { Pool } from 'pg';"): Record<string, string> => ({
    'src/wallet.ts': `${head}\n${body}\n`,
  });
  const withdrawHandler = `async withdraw(id, amount) {
    const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
    await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
  }`;
  const found = ['value certain balance: read 4, written 5'];

  it.each([
    ['an object of functions', `export const createWallet = (pool: Pool) => ({\n  ${withdrawHandler},\n});`],
    [
      'an object with a name',
      `export function createWallet(pool: Pool) { const api = {\n  ${withdrawHandler} }; return api;\n}`,
    ],
    [
      'a function',
      `export const createWithdraw = (pool: Pool) =>\n  ${withdrawHandler.replace('withdraw(id, amount)', '(id, amount) =>')};`,
    ],
    [
      'a function, by a function',
      `export const createWithdraw = (pool: Pool) => (limit: number) =>\n  ${withdrawHandler.replace('withdraw(id, amount)', '(id, amount) =>')};`,
    ],
    ['an instance', `export function createWallet(pool: Pool) { return new (class {\n  ${withdrawHandler}\n})(); }`],
    ['whole, as a module', `module.exports = (pool: Pool) => ({\n  ${withdrawHandler},\n});`],
  ])('runs on requests: %s', (_name, body) => {
    expect(findWindowsInFolder(create(body)).map((window) => window.replaceAll('wallet.ts:', ''))).toEqual(found);
  });

  it('is quiet where it is right', () => {
    expect(
      findWindowsInFolder(
        create(`export const createWallet = (pool: Pool) => ({
      async withdraw(id, amount) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        if (rows[0].balance < amount) return false;
        const { rowCount } = await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1 AND balance >= $2', [id, amount]);
        return rowCount === 1;
      },
    });`),
      ),
    ).toEqual(['guard certain balance: read 4, written 6 [statement]']);
  });

  it('is not paired with what the factory read when it was called', () => {
    expect(
      findWindowsInFolder(
        create(`export async function open(pool: Pool, id) {
      const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
      return { withdraw: (amount) => pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]) };
    }`),
      ),
    ).toEqual([]);
  });
});
