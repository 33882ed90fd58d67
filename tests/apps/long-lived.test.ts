/**
 * Editors keep one ESLint for days, and files change under it. What a file imports is looked at again before it is linted,
 * a moment after the last look at most.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { makeFolder } from '../project/make-folder.ts';
import type { Folder } from '../project/make-folder.ts';

const service = `import { findWallet, storeBalance } from './store.js';
export async function withdraw(id, amount) {
  const wallet = await findWallet(id);
  await storeBalance(id, wallet.balance - amount);
}
`;
const read =
  "export const findWallet = async (id) => (await pool.query('SELECT balance FROM wallets WHERE id = $1', [id])).rows[0];\n";
const race = `import { pool } from './pool.js';
${read}export const storeBalance = (id, balance) => pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [balance, id]);
`;
const logged = race.replace(
  'UPDATE wallets SET balance = $1 WHERE id = $2',
  'INSERT INTO log (text, wallet) VALUES ($1, $2)',
);
const memory = `const wallets = new Map();
export const findWallet = (id) => wallets.get(id);
export const storeBalance = (id, balance) => wallets.set(id, { balance });
`;
const pool = "import pg from 'pg';\nexport const pool = new pg.Pool();\n";
const found = ['no-lost-update'];

/** Milliseconds after which an edit is seen: of a file that was analysed, and of one that led to nothing or was not there. */
const lookAgain = 80;
const lookForMore = 1_100;
const lookForMissing = 2_200;

function open(files: Readonly<Record<string, string>>): {
  readonly folder: Folder;
  lint(text?: string): Promise<readonly string[]>;
} {
  const folder = makeFolder({
    'package.json': '{ "type": "module" }',
    'src/service.js': service,
    'src/pool.js': pool,
    ...files,
  });
  const eslint = new ESLint({
    cwd: folder.path,
    overrideConfigFile: true,
    overrideConfig: [plugin.configs.recommended],
  });
  return {
    folder,
    lint: async (text = service) => {
      const [result] = await eslint.lintText(text, { filePath: 'src/service.js' });
      return result?.messages.map(({ ruleId, message }) => ruleId?.replace('atomic-auth/', '') ?? message) ?? [];
    },
  };
}

describe('an edit on the disk', { timeout: 30_000 }, () => {
  it('in an imported file makes a finding, and takes it away', async () => {
    const { folder, lint } = open({ 'src/store.js': logged });
    expect(await lint()).toEqual([]);
    for (const [text, expected] of [
      [race, found],
      [logged, []],
      [race, found],
    ] as const) {
      folder.write('src/store.js', text);
      await wait(lookAgain);
      expect(await lint()).toEqual(expected);
    }
  });

  it('in a file that an imported file imports', async () => {
    const { folder, lint } = open({
      'src/store.js': "export { findWallet } from './find.js';\nexport { storeBalance } from './write.js';\n",
      'src/find.js': race,
      'src/write.js': logged,
    });
    expect(await lint()).toEqual([]);
    folder.write('src/write.js', race);
    await wait(lookAgain);
    expect(await lint()).toEqual(found);
  });

  it('in a file that led to no store', async () => {
    const { folder, lint } = open({ 'src/store.js': memory });
    expect(await lint()).toEqual([]);
    folder.write('src/store.js', race);
    await wait(lookForMore);
    expect(await lint()).toEqual(found);
  });

  it('that makes the imported file, or removes it', async () => {
    const { folder, lint } = open({});
    expect(await lint()).toEqual([]);
    folder.write('src/store.js', race);
    await wait(lookForMissing);
    expect(await lint()).toEqual(found);
    folder.remove('src/store.js');
    await wait(lookForMissing);
    expect(await lint()).toEqual([]);
  });

  it('that puts the imported file elsewhere', async () => {
    const { folder, lint } = open({ 'src/store.js': race });
    expect(await lint()).toEqual(found);
    folder.remove('src/store.js');
    folder.write('src/store.ts', logged);
    await wait(lookForMissing);
    expect(await lint()).toEqual([]);
  });

  it('that breaks the imported file for a while', async () => {
    const { folder, lint } = open({ 'src/store.js': race });
    expect(await lint()).toEqual(found);
    folder.write('src/store.js', `${race}export const = ;\n`);
    await wait(lookAgain);
    expect(await lint()).toEqual([]);
    folder.write('src/store.js', race);
    await wait(lookAgain);
    expect(await lint()).toEqual(found);
  });

  it('in the schema', async () => {
    const signUp = `import { pool } from './pool.js';
export async function signUp(email) {
  const { rows } = await pool.query('SELECT id FROM users WHERE email = $1', [email]);
  if (rows.length > 0) return false;
  await pool.query('INSERT INTO users (email) VALUES ($1)', [email]);
}
`;
    const { folder, lint } = open({ 'schema.sql': 'CREATE TABLE users (id serial PRIMARY KEY, email text);' });
    expect(await lint(signUp)).toEqual(['no-check-then-act']);
    folder.write('schema.sql', 'CREATE TABLE users (id serial PRIMARY KEY, email text UNIQUE);');
    await wait(lookForMissing);
    expect(await lint(signUp)).toEqual([]);
  });

  it('in the file that registers the handlers', async () => {
    const handlers = `import { pool } from './pool.js';
export async function removeNote(req, res) {
  const { rowCount } = await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
}
`;
    const register = (middleware: string): string => `import express from 'express';
import { requireUser } from './auth.js';
import { removeNote } from './service.js';
const app = express();
app.delete('/notes/:id', ${middleware}removeNote);
`;
    const { folder, lint } = open({
      'src/app.js': register(''),
      'schema.sql': 'CREATE TABLE notes (id serial PRIMARY KEY, owner_id int);',
    });
    folder.write('src/service.js', handlers);
    expect(await lint(handlers)).toEqual([]);
    folder.write('src/app.js', register('requireUser, '));
    await wait(lookForMissing);
    expect(await lint(handlers)).toEqual(['require-owner-scope']);
    folder.write('src/app.js', register('requireUser, requireRole("admin"), '));
    await wait(lookForMissing);
    expect(await lint(handlers)).toEqual([]);
  });
});

describe('an edit in the editor', () => {
  it('counts before it is saved, and the file on the disk does not', async () => {
    const { lint } = open({ 'src/store.js': race });
    expect(await lint()).toEqual(found);
    expect(await lint(service.replace('wallet.balance - amount', 'amount'))).toEqual([]);
    expect(await lint()).toEqual(found);
  });
});
