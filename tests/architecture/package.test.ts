import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import plugin from '../../src/index.ts';
import type { AtomicAuthRule } from '../../src/rule.ts';
import { installAlone } from './install-alone.ts';
import { findImports, readSourceFiles, root } from './source-files.ts';

// Lists what a process has loaded after importing the plugin by its own name, as a user does.
const listLoaded = `
  import { createRequire } from 'node:module';
  const plugin = await import('eslint-plugin-atomic-auth');
  const required = Object.keys(createRequire(import.meta.url).cache);
  console.log(JSON.stringify({ names: Object.keys(plugin), meta: plugin.default.meta, required }));
`;

// Lists which of the plugin's own files a process has loaded: after the import, and after a file was linted.
const lintFirst = `
  import { createRequire } from 'node:module';
  import { Linter } from 'eslint';
  import plugin from 'eslint-plugin-atomic-auth';
  const { cache } = createRequire(import.meta.url);
  const isLoaded = () => Object.keys(cache).some((path) => /[\\\\/]dist[\\\\/]rules\\.cjs$/.test(path));
  const before = isLoaded();
  const text = "import { Pool } from 'pg';\\nconst pool = new Pool();\\nexport async function spend(id) {\\n" +
    "  const { rows } = await pool.query('SELECT balance FROM wallets WHERE id = $1', [id]);\\n" +
    "  await pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [rows[0].balance - 1, id]);\\n}\\n";
  const messages = new Linter().verify(text, [plugin.configs.recommended], 'src/wallet.js');
  const { rules } = plugin;
  console.log(JSON.stringify({ before, after: isLoaded(), found: messages.map(({ ruleId }) => ruleId), rules }));
`;

// A whole config in TypeScript, as a user writes it.
const typedConfig = `import type { Linter } from 'eslint';
import atomicAuth, { createFingerprint, defineStore, type AtomicAuthSettings } from 'eslint-plugin-atomic-auth';

const ledger = defineStore({ name: 'ledger', packages: [], reach: 'shared', exports: {}, types: {} });
const settings: AtomicAuthSettings = {
  catalog: [ledger],
  transactions: ['unitOfWork'],
  fingerprint: createFingerprint(import.meta.dirname),
};
const config: Linter.Config[] = [
  atomicAuth.configs.recommended,
  { plugins: { 'atomic-auth': atomicAuth }, rules: { 'atomic-auth/no-lost-update': 'error' } },
  { settings: { 'atomic-auth': settings } },
];
export default config;
// @ts-expect-error -- no rule has this name
export const missing = atomicAuth.rules['no-such-rule'];
`;

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the package', () => {
  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/setup.mjs')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });

  it('has nothing for publint to remark on', async () => {
    const { messages } = await publint({ pkgDir: root, level: 'suggestion', strict: true });
    expect(messages.map((message) => formatMessage(message, packageJson, { color: false }))).toEqual([]);
  });

  it('is found by its own name, and does not load TypeScript', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', listLoaded], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const loaded: unknown = JSON.parse(stdout);
    expect(loaded).toMatchObject({
      names: ['createFingerprint', 'default', 'defineCredential', 'defineFramework', 'defineLock', 'defineStore'],
      meta: plugin.meta,
    });
    expect(stdout).not.toContain('node_modules/typescript/');
  });

  it('loads what rules do with the first file that is linted', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', lintFirst], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const loaded: unknown = JSON.parse(stdout);
    // What they say of themselves is there from the beginning.
    const rules: unknown = JSON.parse(JSON.stringify(plugin.rules));
    expect(loaded).toEqual({ before: false, after: true, found: ['atomic-auth/no-lost-update'], rules });
  });

  it(
    'lets a config in TypeScript be checked with nothing else installed, declarations included',
    { timeout: 60_000 },
    () => {
      const folder = installAlone();
      writeFileSync(join(folder, 'eslint.config.ts'), typedConfig);
      const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, skipLibCheck: false };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: { ...options, exactOptionalPropertyTypes: true, types: ['node'] },
          include: ['*.ts'],
        }),
      );
      const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
    },
  );

  it('imports only what it declares', () => {
    const declared = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.peerDependencies)];
    const undeclared = readSourceFiles('src', 'rules').flatMap((file) =>
      findImports(file)
        .filter(({ specifier, typeOnly }) => !typeOnly && !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter(({ specifier }) => !declared.includes(packageOf(specifier)))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(undeclared).toEqual([]);
  });

  it('builds declarations that name no package a user lacks', () => {
    const path = 'dist/index.d.ts';
    const packages = findImports({ path, text: readFileSync(join(root, path), 'utf8') }).map(({ specifier }) =>
      packageOf(specifier),
    );
    const declared = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.peerDependencies)];
    expect(packages.filter((name) => !declared.includes(name))).toEqual([]);
  });
});

describe('the plugin', () => {
  it('says who it is', () => {
    expect(plugin.meta).toEqual({ name: packageJson.name, version: packageJson.version, namespace: 'atomic-auth' });
  });

  it.each(['recommended', 'strict'] as const)(
    'has a config %s that ESLint accepts, with itself in it',
    async (name) => {
      const config = plugin.configs[name];
      expect(config.name).toBe(`atomic-auth/${name}`);
      expect(config.plugins?.['atomic-auth']).toBe(plugin);
      const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [config] });
      const [result] = await eslint.lintText('export const answer = 42;\n', { filePath: 'answer.js' });
      expect(result?.messages).toEqual([]);
    },
  );

  it('turns every rule on in strict, and the recommended ones in recommended', () => {
    const rules: readonly AtomicAuthRule[] = Object.values(plugin.rules);
    expect(Object.keys(plugin.configs.strict.rules ?? {})).toEqual(rules.map((rule) => `atomic-auth/${rule.name}`));
    expect(Object.keys(plugin.configs.recommended.rules ?? {})).toEqual(
      rules.filter((rule) => rule.meta.docs.recommended).map((rule) => `atomic-auth/${rule.name}`),
    );
  });
});
