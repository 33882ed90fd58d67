import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../architecture/source-files.ts';
import { findCodeBlock, readCodeBlocks } from './read-document.ts';
import { createSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';

const page = 'docs/ci.md';

const plainConfig = `import atomicAuth from 'eslint-plugin-atomic-auth';
export default [atomicAuth.configs.recommended];
`;

const race = `import pg from 'pg';
const pool = new pg.Pool();
export async function withdraw(id, amount) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [rows[0].balance - amount, id]);
}
`;
const repaired = `import pg from 'pg';
const pool = new pg.Pool();
export async function withdraw(id, amount) {
  await pool.query('UPDATE wallets SET balance = balance - $1 WHERE id = $2', [amount, id]);
}
`;

interface Outcome {
  readonly status: number | null;
  /** What goes to stderr included. */
  readonly output: string;
}

/** Runs a command of the page, `npx eslint …`, as npx would. */
function run(sandbox: Sandbox, command: string, ...files: readonly string[]): Outcome {
  const [npx, eslint, ...words] = command.split(' ');
  expect([npx, eslint]).toEqual(['npx', 'eslint']);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), ...words, ...files],
    {
      cwd: sandbox.root,
      encoding: 'utf8',
      env: { ...process.env, ATOMIC_AUTH_TEST: '1', NO_COLOR: '1' },
    },
  );
  return { status, output: stdout + stderr };
}

function getCommands(pattern: RegExp): readonly string[] {
  return findCodeBlock(page, 'sh', pattern).text.trimEnd().split('\n');
}

const sandboxes: Sandbox[] = [];

function createProject(config: string, files: Readonly<Record<string, string>>): Sandbox {
  const sandbox = createSandbox();
  sandboxes.push(sandbox);
  sandbox.write('eslint.config.js', config);
  for (const [path, text] of Object.entries(files)) sandbox.write(path, text);
  return sandbox;
}

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/setup.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => {
  for (const sandbox of sandboxes) sandbox.remove();
});

describe('the page about CI', { timeout: 60_000 }, () => {
  it('gives exit codes for findings and for mistakes in the settings', () => {
    const [command = ''] = getCommands(/^npx eslint \.\n$/u);
    expect(run(createProject(plainConfig, { 'src/wallet.js': repaired }), command)).toEqual({ status: 0, output: '' });
    const found = run(createProject(plainConfig, { 'src/wallet.js': race }), command);
    expect(found.output).toContain('5:9  error  `balance` of `wallets` is read on line 4');
    expect(found.status).toBe(1);
    const mistaken = plainConfig.replace('];', ", { settings: { 'atomic-auth': { lock: [] } } }];");
    expect(run(createProject(mistaken, { 'src/wallet.js': repaired }), command).status).toBe(2);
  });

  it('has hooks that lint the files they are given', () => {
    const sandbox = createProject(plainConfig.replace('[', "[{ ignores: ['old/'] }, "), {
      'src/wallet.js': race,
      'old/wallet.js': race,
    });
    const staged: unknown = JSON.parse(findCodeBlock(page, 'json', /lint-staged/u).text);
    expect(staged).toEqual({ 'lint-staged': { '*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}': 'eslint --no-warn-ignored' } });
    const entry =
      /^ +entry: (?<command>.*)$/mu.exec(findCodeBlock(page, 'yaml', /repo: local/u).text)?.groups?.['command'] ?? '';
    expect(entry).toBe('npx eslint --no-warn-ignored');
    expect(run(sandbox, entry, 'src/wallet.js').status).toBe(1);
    expect(run(sandbox, entry, 'old/wallet.js')).toEqual({ status: 0, output: '' });
  });

  it('runs in a workflow what it says', () => {
    const { text } = findCodeBlock(page, 'yaml', /runs-on/u);
    expect([...text.matchAll(/^ +- run: (?<command>.*)$/gmu)].map(({ groups }) => groups?.['command'])).toEqual([
      'npm ci',
      'npx eslint .',
    ]);
    expect(text).not.toContain('\t');
  });

  it('accepts what is there, and says when it was repaired', () => {
    const sandbox = createProject(plainConfig, { 'src/wallet.js': race });
    const [suppress = '', lint = ''] = getCommands(/--suppress-rule/u);
    const [prune = ''] = getCommands(/--prune-suppressions/u);
    expect(run(sandbox, suppress).status).toBe(0);
    expect(JSON.parse(readFileSync(join(sandbox.root, 'eslint-suppressions.json'), 'utf8'))).toEqual({
      'src/wallet.js': { 'atomic-auth/no-lost-update': { count: 1 } },
    });
    expect(run(sandbox, lint)).toEqual({ status: 0, output: '' });
    sandbox.write('src/wallet.js', repaired);
    const { status, output } = run(sandbox, lint);
    expect(output).toContain('suppressions left that do not occur anymore');
    expect(status).toBe(2);
    expect(run(sandbox, prune).status).toBe(0);
    expect(run(sandbox, lint).status).toBe(0);
  });

  it('keeps the cache right with a fingerprint, and says why it is needed', () => {
    const [command = ''] = getCommands(/--cache/u);
    const files = {
      'src/withdraw.js': `import { findWallet, store } from './store.js';
export async function withdraw(id, amount) {
  const wallet = await findWallet(id);
  await store(id, wallet.balance - amount);
}
`,
      'src/store.js': `import pg from 'pg';
const pool = new pg.Pool();
export async function findWallet(id) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [id]);
  return rows[0];
}
export async function store(id, amount) {
  await pool.query('UPDATE statistics SET latest = $1 WHERE wallet_id = $2', [amount, id]);
}
`,
    };
    const edited = files['src/store.js'].replace(
      'UPDATE statistics SET latest = $1 WHERE wallet_id',
      'UPDATE wallets SET balance = $1 WHERE id',
    );
    const [fingerprinted, plain] = [findCodeBlock(page, 'js', /createFingerprint/u).text, plainConfig].map((config) =>
      createProject(config, files),
    );
    if (fingerprinted === undefined || plain === undefined) throw new Error('no projects');
    for (const sandbox of [fingerprinted, plain]) {
      expect(run(sandbox, command)).toEqual({ status: 0, output: '' });
      expect(existsSync(join(sandbox.root, '.eslintcache'))).toBe(true);
      sandbox.write('src/store.js', edited);
    }
    const found = run(fingerprinted, command);
    expect(found.output).toContain('src/withdraw.js\n  4:9  error  `balance` of `wallets` is read in `store.js:4`');
    expect(found.status).toBe(1);
    expect(run(fingerprinted, command).status).toBe(1);
    expect(run(plain, command).status).toBe(0);
  });

  it('finds the same with several threads', () => {
    const sandbox = createProject(plainConfig, { 'src/wallet.js': race, 'src/purse.js': race });
    const [command = ''] = getCommands(/--concurrency/u);
    const alone = run(sandbox, 'npx eslint .');
    expect(alone.output).toContain('2 problems');
    // ESLint warns on stderr that two files are too few to pay.
    const together = run(sandbox, 'npx eslint . --concurrency 2');
    expect(together.output.slice(0, alone.output.length)).toBe(alone.output);
    expect(together.status).toBe(1);
    expect(run(sandbox, command).status).toBe(1);
  });

  it('has no code that no test looks at', () => {
    expect(readCodeBlocks(page).map(({ language, text }) => `${language} ${text.split('\n')[0] ?? ''}`)).toEqual([
      'sh npx eslint .',
      'yaml name: lint',
      'text eslint-plugin-atomic-auth: not everything was analysed, and races there are not reported:',
      "js import atomicAuth from 'eslint-plugin-atomic-auth';",
      'json {',
      'yaml repos:',
      'sh npx eslint . --suppress-rule atomic-auth/no-lost-update',
      'sh npx eslint . --prune-suppressions',
      "js import atomicAuth, { createFingerprint } from 'eslint-plugin-atomic-auth';",
      'sh npx eslint . --cache --cache-strategy content',
      'sh npx eslint . --concurrency auto',
    ]);
  });
});
