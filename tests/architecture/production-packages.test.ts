import { describe, expect, it } from 'vitest';
import { findProductionPackages, isPermissive } from './production-packages.ts';
import type { LockedPackages } from './production-packages.ts';

describe('what npm installs with the plugin', () => {
  it('is these packages on every platform, and TypeScript is none of them', () => {
    const names = findProductionPackages()
      .filter(({ optional }) => !optional)
      .map(({ name }) => name);
    expect(names).toEqual(['@oxc-project/types', 'oxc-parser', 'oxc-resolver']);
  });

  it('has bindings for the platforms that people have', () => {
    const names = findProductionPackages()
      .filter(({ optional }) => optional)
      .map(({ name }) => name);
    for (const platform of ['linux-x64-gnu', 'linux-x64-musl', 'linux-arm64-gnu', 'darwin-arm64', 'win32-x64-msvc'])
      expect(names).toEqual(
        expect.arrayContaining([`@oxc-parser/binding-${platform}`, `@oxc-resolver/binding-${platform}`]),
      );
  });

  it('carries permissive licences alone', () => {
    const others = findProductionPackages().filter(({ license }) => !isPermissive(license));
    expect(others.map(({ name, license }) => `${name}: ${license ?? 'states no licence'}`)).toEqual([]);
  });
});

describe('the packages of a lock file', () => {
  const packages: LockedPackages = {
    '': { dependencies: { a: '1', b: '1' }, peerDependencies: { eslint: '10' } },
    'node_modules/a': {
      license: 'MIT',
      dependencies: { c: '1' },
      optionalDependencies: { d: '1', missing: '1' },
      peerDependencies: { e: '1', f: '1' },
      peerDependenciesMeta: { f: { optional: true } },
    },
    'node_modules/a/node_modules/c': { license: 'GPL-2.0-or-later' },
    'node_modules/b': { dependencies: { d: '1' } },
    'node_modules/c': { license: 'ISC' },
    'node_modules/d': { license: 'MIT', dependencies: { g: '1' } },
    'node_modules/e': { license: 'MIT' },
    'node_modules/f': { license: 'MIT' },
    'node_modules/g': { license: '0BSD' },
    'node_modules/eslint': { license: 'MIT' },
  };

  it('are those that are needed, each where it is resolved, with the licence that was installed', () => {
    const installed = (path: string): unknown => (path === 'node_modules/e' ? 'AGPL-3.0-only' : undefined);
    expect(findProductionPackages(packages, installed)).toEqual([
      { name: 'a', optional: false, license: 'MIT' },
      { name: 'b', optional: false, license: undefined },
      { name: 'c', optional: false, license: 'GPL-2.0-or-later' },
      { name: 'd', optional: false, license: 'MIT' },
      { name: 'e', optional: false, license: 'AGPL-3.0-only' },
      { name: 'g', optional: false, license: '0BSD' },
    ]);
  });

  it('include what only an optional one needs, as optional', () => {
    const only: LockedPackages = { ...packages, 'node_modules/b': {} };
    expect(
      findProductionPackages(only, () => undefined)
        .filter(({ optional }) => optional)
        .map(({ name }) => name),
    ).toEqual(['d', 'g']);
  });

  it('are not guessed where the lock file lacks one', () => {
    expect(() => findProductionPackages({ '': { dependencies: { a: '1' } } })).toThrow(
      'package-lock.json lacks a, which the plugin depends on',
    );
  });
});

describe('a licence', () => {
  it.each(['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', '(MIT OR GPL-3.0)', 'MIT AND ISC'])(
    'is permissive: %s',
    (license) => {
      expect(isPermissive(license)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'GPL-2.0-or-later',
    'MPL-2.0',
    'LGPL-3.0',
    'MIT AND GPL-3.0',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
  ])('is not: %s', (license) => {
    expect(isPermissive(license)).toBe(false);
  });
});
