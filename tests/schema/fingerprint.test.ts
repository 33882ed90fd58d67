import { cpSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFingerprint } from '../../src/schema/fingerprint.ts';
import { makeFolder } from '../project/make-folder.ts';

const files = {
  'package.json': '{}',
  'src/wallet.ts': "import { pool } from './pool.js';\n",
  'src/pool.ts': 'export const pool = 1;\n',
  'prisma/schema.prisma': 'model Wallet { id Int @id }\n',
  'schema.sql': 'CREATE TABLE wallets (id int);\n',
  'tsconfig.json': '{}',
};

describe('a fingerprint', () => {
  it('is the same for the same files, wherever and whenever they were written', () => {
    const folder = makeFolder(files);
    const copy = mkdtempSync(join(tmpdir(), 'atomic-auth-copy-'));
    cpSync(folder.path, copy, { recursive: true });
    utimesSync(join(copy, 'src/pool.ts'), 1, 1);
    expect(createFingerprint(copy)).toBe(createFingerprint(folder.path));
    expect(createFingerprint(folder.path)).toMatch(/^[0-9a-f]{64}$/);
    rmSync(copy, { recursive: true });
  });

  it.each([
    ['a script', { 'src/pool.ts': 'export const pool = 2;\n' }],
    ['a script of the same length', { 'src/pool.ts': 'export const loop = 1;\n' }],
    ['a new script', { 'src/new.js': '' }],
    ['a new script in a folder far down', { 'src/a/b/c/d/e/new.mts': '' }],
    ['a schema', { 'prisma/schema.prisma': 'model Wallet { id Int @id @unique }\n' }],
    ['a table', { 'schema.sql': 'CREATE TABLE wallets (id int UNIQUE);\n' }],
    ['where imports lead', { 'tsconfig.json': '{ "compilerOptions": { "paths": {} } }' }],
    ['where imports of one package lead', { 'tsconfig.app.json': '{}' }],
    ['the packages', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
  ])('changes with %s', (_name, changes: Record<string, string>) => {
    expect(createFingerprint(makeFolder({ ...files, ...changes }).path)).not.toBe(
      createFingerprint(makeFolder(files).path),
    );
  });

  it.each([
    ['what was installed', { 'node_modules/pg/index.js': '' }],
    ['what was built', { 'dist/wallet.js': '' }],
    ['reports', { 'coverage/block.js': '' }],
    ['hidden folders', { '.cache/wallet.js': '' }],
    ['texts', { 'README.md': 'Wallets' }],
    ['data', { 'src/countries.json': '[]' }],
  ])('does not change with %s', (_name, changes: Record<string, string>) => {
    expect(createFingerprint(makeFolder({ ...files, ...changes }).path)).toBe(
      createFingerprint(makeFolder(files).path),
    );
  });

  it('tells a moved text from one that stayed', () => {
    const moved = { ...files, 'src/pool.ts': files['src/wallet.ts'], 'src/wallet.ts': files['src/pool.ts'] };
    expect(createFingerprint(makeFolder(moved).path)).not.toBe(createFingerprint(makeFolder(files).path));
  });

  it('says where there is no such folder', () => {
    expect(() => createFingerprint(join(tmpdir(), 'atomic-auth-missing'))).toThrow('atomic-auth-missing');
  });
});
