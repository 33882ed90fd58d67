/** Types that go by another name: what a parameter is declared as is what the name was given to. */
import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from '../windows/find-windows-in.ts';

const withdraw = (declarations: string, type: string): string => `${declarations}
export async function withdraw(handle: ${type}, id: string, amount: number) {
  const { rows: [wallet] } = await handle.query('SELECT balance FROM wallets WHERE id = $1', [id]);
  await handle.query('UPDATE wallets SET balance = $1 WHERE id = $2', [wallet.balance - amount, id]);
}`;
const found = ['value certain balance: read 3, written 4'];

describe('a parameter is declared', () => {
  it.each([
    ['by the name itself', "import type { Pool } from 'pg';", 'Pool'],
    ['by another name', "import type { Pool } from 'pg'; type Db = Pool;", 'Db'],
    ['by one that is exported', "import type { Pool } from 'pg'; export type Db = Pool;", 'Db'],
    [
      'by another name of another name',
      "import type { Pool } from 'pg'; type Inner = Pool; type Db = Inner | undefined;",
      'Db',
    ],
    ['by a part of it', "import type { Pool } from 'pg'; type Db = Omit<Pool, 'end'>;", 'Db'],
  ])('%s', (_, declarations, type) => {
    expect(findWindows(withdraw(declarations, type))).toEqual(found);
  });

  it.each([
    [
      'by a name that says no more than what it holds',
      "import type { Pool } from 'pg'; type Db = { pool: Pool };",
      'Db',
    ],
    ['by a list', "import type { Pool } from 'pg'; type Db = Pool[];", 'Db'],
    ['by a name that is given to itself', 'type Db = Other; type Other = Db;', 'Db'],
  ])('%s', (_, declarations, type) => {
    expect(findWindows(withdraw(declarations, type)).filter((window) => window.includes('certain'))).toEqual(
      findWindows(withdraw('', 'Unknown')).filter((window) => window.includes('certain')),
    );
  });
});

describe('the other name is given in another file', () => {
  const inFolder = (files: Readonly<Record<string, string>>): readonly string[] =>
    findWindowsInFolder({ 'src/withdraw.ts': withdraw("import type { Db } from './database';", 'Db'), ...files });

  it('to a type of a package', () => {
    expect(inFolder({ 'src/database.ts': "import type { Pool } from 'pg';\nexport type Db = Pool;\n" })).toEqual(found);
  });

  it('to a transaction, which the caller holds', () => {
    const files = { 'src/database.ts': "import type { ITask } from 'pg-promise';\nexport type Db = ITask<{}>;\n" };
    const code = withdraw("import type { Db } from './database';", 'Db')
      .replace('{ rows: [wallet] }', 'wallet')
      .replace('handle.query', 'handle.one')
      .replace('handle.query', 'handle.none');
    expect(inFolder({ ...files, 'src/withdraw.ts': code })).toEqual([
      "value certain balance: read 3, written 4 [caller's transaction]",
    ]);
  });

  it('to nothing that is known', () => {
    expect(
      inFolder({ 'src/database.ts': 'export type Db = { query(text: string): Promise<unknown> };\n' }).filter(
        (window) => window.includes('certain'),
      ),
    ).toEqual([]);
  });
});
