/** The plugin as npm unpacks it, without the native packages and without TypeScript, run by ESLint's own command. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installAlone } from '../architecture/install-alone.ts';
import { root } from '../architecture/source-files.ts';
import { findCodeBlock, keepSection } from './read-document.ts';

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const store = `import pg from 'pg';
const pool = new pg.Pool();
export async function findWallet(id) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [id]);
  return rows[0];
}
export const save = (id, balance) => pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [balance, id]);
`;

function withdraw(source: string): string {
  return `import { findWallet, save } from '${source}';
export async function withdraw(id, amount) {
  const wallet = await findWallet(id);
  await save(id, wallet.balance - amount);
}
`;
}

function createConfig(settings: string, first = ''): string {
  return `import atomicAuth from 'eslint-plugin-atomic-auth';
export default [${first}atomicAuth.configs.recommended, { settings: { 'atomic-auth': ${settings} } }];
`;
}

interface Options {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function lint(files: Readonly<Record<string, string>>, { args = [], env = {} }: Options = {}): Outcome {
  const folder = installAlone('sql-parser-cst');
  for (const [path, text] of Object.entries({ 'eslint.config.js': createConfig('{}'), ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), 'src', ...args],
    // As users run it: exceptions are kept from them.
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env } },
  );
  // Node names the package that is missing, npm's loader the binary.
  const shorten = (text: string): string => text.replaceAll(/did not load \((`.*?`: )?.*?\)/gu, 'did not load ($1…)');
  return { status, stdout: shorten(stdout), stderr: shorten(stderr) };
}

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/setup.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
});

describe('without the native packages', { timeout: 60_000 }, () => {
  it("finds the same in files that ESLint's parser reads, and has nothing to say", () => {
    const { status, stdout, stderr } = lint({ 'src/store.js': store, 'src/withdraw.js': withdraw('./store.js') });
    expect(stdout).toContain('src/withdraw.js\n  4:9  error  `balance` of `wallets` is read in `store.js:4`');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  const unread = {
    'src/store.ts': store.replace('(id)', '(id: string)'),
    'src/withdraw.js': withdraw('./store.js'),
    'src/deposit.js': withdraw('#store'),
  };

  // TypeScript is not linted: there is no parser for it.
  function lintUnread(settings: string, args: readonly string[] = []): Outcome {
    return lint({ ...unread, 'eslint.config.js': createConfig(settings, "{ ignores: ['**/*.ts'] }, ") }, { args });
  }

  it('warns once of what was not read, below the findings, and stays green', () => {
    const { status, stdout, stderr } = lintUnread('{}');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    keepSection('docs/ci.md', 'incomplete', `\`\`\`text\n${stderr}\`\`\``);
  });

  it('makes findings of it where that is asked for', () => {
    const { status, stdout, stderr } = lintUnread("{ onIncomplete: 'error' }");
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.replaceAll(/^.*?(?=src\/\w+\.js$)/gmu, '')).toBe(`
src/deposit.js
  1:1  error  Not everything that this file rests on was analysed, so that races in it may go unreported: \`src/deposit.js\`: an import was not followed, since oxc-resolver did not load (\`#store\`: …); install the optional dependencies  atomic-auth/no-check-then-act

src/withdraw.js
  1:1  error  Not everything that this file rests on was analysed, so that races in it may go unreported: \`src/store.ts\`: not followed, since oxc-parser did not load (…) and ESLint's parser for the importing file does not read it; install the optional dependencies  atomic-auth/no-check-then-act

✖ 2 problems (2 errors, 0 warnings)

`);
  });

  it('makes findings of it in CI, with the config of the page', () => {
    const { text } = findCodeBlock('docs/ci.md', 'js', /onIncomplete/u);
    const files = {
      ...unread,
      'eslint.config.js': text.replace('default [', "default [\n  { ignores: ['**/*.ts'] },"),
    };
    expect(lint(files, { env: { CI: 'true' } }).status).toBe(1);
    expect(lint(files).status).toBe(0);
  });

  it('says nothing where that is asked for', () => {
    expect(lintUnread("{ onIncomplete: 'ignore' }")).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('warns from threads as well', () => {
    const { status, stderr } = lintUnread('{}', ['--concurrency', '2']);
    expect(status).toBe(0);
    expect(stderr).toContain('\n  src/store.ts: not followed, since oxc-parser did not load (…)');
    expect(stderr).toContain(
      '\n  src/deposit.js: an import was not followed, since oxc-resolver did not load (`#store`: …)',
    );
  });
});
