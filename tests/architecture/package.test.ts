import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import plugin from '../../src/index.ts';
import type { AtomicAuthRule } from '../../src/rule.ts';
import { findImports, readSourceFiles, root } from './source-files.ts';

// Lists what a process has loaded after importing the plugin by its own name, as a user does.
const listLoaded = `
  import { createRequire } from 'node:module';
  const plugin = await import('eslint-plugin-atomic-auth');
  const required = Object.keys(createRequire(import.meta.url).cache);
  console.log(JSON.stringify({ names: Object.keys(plugin), meta: plugin.default.meta, required }));
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
