/**
 * ESLint hands out files in any order and to several threads, and caches what it found. Whatever it does, the findings of an
 * application are the same, each of them once.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { root } from '../architecture/source-files.ts';
import { createSandbox } from '../docs/sandbox.ts';
import type { Sandbox } from '../docs/sandbox.ts';
import { makeFolder } from '../project/make-folder.ts';
import { shuffle } from './shuffle.ts';

const apps = ['express-layers', 'express-functions', 'express-middleware', 'nest-injection', 'fastify-decorators'];

function getSource(app: string): string {
  return fileURLToPath(new URL(app, import.meta.url));
}

/** A copy is a project of its own: nothing is known of it from other tests. */
function copyApp(app: string): string {
  const { path } = makeFolder({});
  cpSync(getSource(app), path, { recursive: true });
  return path;
}

function createLinter(folder: string): ESLint {
  return new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,cjs,ts}'], languageOptions: { parser: typescriptParser } },
      plugin.configs.recommended,
    ],
  });
}

/** `src/wallet.ts:7 rule: message`, in order. */
function describeResults(results: readonly ESLint.LintResult[], folder: string): readonly string[] {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, ruleId, message }) =>
          `${relative(folder, filePath).split(sep).join('/')}:${String(line)} ${String(ruleId)}: ${message}`,
      ),
    )
    .sort();
}

/** The whole application, as ESLint orders it, and its files. */
async function lintWhole(
  app: string,
): Promise<{ readonly found: readonly string[]; readonly files: readonly string[] }> {
  const folder = copyApp(app);
  const results = await createLinter(folder).lintFiles(['.']);
  return {
    found: describeResults(results, folder),
    files: results.map(({ filePath }) => relative(folder, filePath)).sort(),
  };
}

async function lintOneByOne(app: string, files: readonly string[]): Promise<readonly string[]> {
  const folder = copyApp(app);
  const eslint = createLinter(folder);
  const results: ESLint.LintResult[] = [];
  for (const file of files) results.push(...(await eslint.lintFiles([file])));
  return describeResults(results, folder);
}

describe.each(apps)('%s', { timeout: 60_000 }, (app) => {
  it('gives the same in any order', async () => {
    const { found, files } = await lintWhole(app);
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(new Set(found.map((line) => line.split(': ')[0])).size).toBe(found.length);
    for (const order of [files, files.toReversed(), shuffle(files, 1), shuffle(files, 2), shuffle(files, 3)]) {
      expect(await lintOneByOne(app, order)).toEqual(found);
    }
  });

  it('gives the same for each file alone', async () => {
    const { found, files } = await lintWhole(app);
    const alone: string[] = [];
    for (const file of files) alone.push(...(await lintOneByOne(app, [file])));
    expect(alone.sort()).toEqual(found);
  });
});

describe('a finding', () => {
  it('names the file and line of the read where that is another file', async () => {
    const { found } = await lintWhole('express-layers');
    const [finding = ''] = found.filter((line) => line.startsWith('src/services/wallet.service.ts:21 '));
    const reads = readFileSync(join(getSource('express-layers'), 'src/repositories/wallet.repository.ts'), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes('.where({ owner_id: ownerId }).first()'));
    expect(finding).toContain(`\`balance\` of \`wallets\` is read in \`wallet.repository.ts:${String(reads + 1)}\``);
  });
});

describe('in processes of their own', { timeout: 120_000 }, () => {
  let sandbox: Sandbox;

  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/setup.mjs')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    sandbox = createSandbox();
    sandbox.write(
      'eslint.config.js',
      `
      import atomicAuth, { createFingerprint } from 'eslint-plugin-atomic-auth';
      import tseslint from 'typescript-eslint';
      export default [
        { files: ['**/*.{js,cjs,ts}'], languageOptions: { parser: tseslint.parser } },
        atomicAuth.configs.recommended,
        { settings: { 'atomic-auth': { fingerprint: createFingerprint(import.meta.dirname) } } },
      ];
    `,
    );
    for (const app of apps) cpSync(getSource(app), join(sandbox.root, app), { recursive: true });
  });
  afterAll(() => {
    sandbox.remove();
  });

  function run(...words: readonly string[]): readonly string[] {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', ...words],
      { cwd: sandbox.root, encoding: 'utf8', env: { ...process.env, ATOMIC_AUTH_TEST: '1', NO_COLOR: '1' } },
    );
    if (!stdout.startsWith('[')) throw new Error(stderr);
    const results: unknown = JSON.parse(stdout);
    return describeResults(results as ESLint.LintResult[], sandbox.root);
  }

  it('gives the same with two threads', async () => {
    const found = (
      await Promise.all(apps.map(async (app) => (await lintWhole(app)).found.map((line) => `${app}/${line}`)))
    )
      .flat()
      .sort();
    expect(run('.')).toEqual(found);
    expect(run('.', '--concurrency', '2')).toEqual(found);
  });

  it('gives the same for each file that has findings', async () => {
    for (const app of apps) {
      const { found } = await lintWhole(app);
      for (const file of new Set(found.map((line) => line.split(':')[0] ?? ''))) {
        expect(run(`${app}/${file}`)).toEqual(
          found.filter((line) => line.startsWith(`${file}:`)).map((line) => `${app}/${line}`),
        );
      }
    }
  });

  it('gives the same from the cache, after an edit in another file', () => {
    const command = ['.', '--cache', '--cache-strategy', 'content'];
    const before = run(...command);
    expect(run(...command)).toEqual(before);
    // The store's statement looks and acts: what calls it is right, without a change of its own.
    const store = join(sandbox.root, 'express-middleware/src/services/seats.js');
    const text = readFileSync(store, 'utf8');
    const edited = text.replace(
      "SET taken_by = $2 WHERE id = $1'",
      "SET taken_by = $2 WHERE id = $1 AND taken_by IS NULL'",
    );
    expect(edited).not.toBe(text);
    writeFileSync(store, edited);
    const after = run(...command);
    expect(after).toEqual(run('.'));
    expect(before.filter((line) => !after.includes(line))).toEqual([
      expect.stringMatching(/^express-middleware\/src\/routes\/seats\.js:\d+ atomic-auth\/no-check-then-act: /),
    ]);
    writeFileSync(store, text);
    expect(run(...command)).toEqual(before);
  });
});
