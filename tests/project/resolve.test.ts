import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/project.ts';
import { getNativeModules } from '../../src/project/native-modules.ts';
import { defaultCacheLimits } from '../../src/project/load-module.ts';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';
import type { Folder } from './make-folder.ts';

/** The file found, relative to the folder, or what else came out. */
function resolve(folder: Folder, specifier: string, from: string): string {
  const resolution = makeProject(folder).resolve(specifier, join(folder.path, from));
  switch (resolution.kind) {
    case 'file':
      return resolution.file.slice(folder.path.length + 1).replaceAll('\\', '/');
    case 'package':
      return `package ${resolution.name}${resolution.subpath === '' ? '' : ` at ${resolution.subpath}`}`;
    case 'unknown':
      return 'unknown';
  }
}

describe('relative imports', () => {
  const files = {
    'package.json': '{}',
    'src/routes.ts': '',
    'src/wallet.ts': '',
    'src/view.tsx': '',
    'src/legacy.js': '',
    'src/worker.mts': '',
    'src/old.cts': '',
    'src/orders/index.ts': '',
    'src/data.json': '{}',
    'src/page.vue': '',
  };

  it.each([
    ['./wallet', 'src/wallet.ts'],
    ['./wallet.ts', 'src/wallet.ts'],
    ['./wallet.js', 'src/wallet.ts'],
    ['./view.js', 'src/view.tsx'],
    ['./view.jsx', 'src/view.tsx'],
    ['./legacy.js', 'src/legacy.js'],
    ['./worker.mjs', 'src/worker.mts'],
    ['./old.cjs', 'src/old.cts'],
    ['./orders', 'src/orders/index.ts'],
    ['../src/wallet?raw', 'src/wallet.ts'],
    ['.', 'unknown'],
    ['./missing', 'unknown'],
    ['./data.json', 'unknown'],
    ['./page.vue', 'unknown'],
    ['https://esm.sh/pg', 'unknown'],
  ])('%s is %s', (specifier, expected) => {
    expect(resolve(makeFolder(files), specifier, 'src/routes.ts')).toBe(expected);
  });

  it('work from a file that is not on disk', () => {
    expect(resolve(makeFolder(files), './wallet', 'src/unsaved.ts')).toBe('src/wallet.ts');
  });

  it('accept an absolute path inside the project', () => {
    const folder = makeFolder(files);
    expect(resolve(folder, join(folder.path, 'src/wallet'), 'src/routes.ts')).toBe('src/wallet.ts');
  });
});

describe('packages', () => {
  const folder = (): Folder =>
    makeFolder({
      'package.json': '{}',
      'src/routes.ts': '',
      'node_modules/pg/package.json': '{ "name": "pg", "main": "index.js" }',
      'node_modules/pg/index.js': '',
    });

  it.each([
    ['pg', 'package pg'],
    ['not-installed', 'package not-installed'],
    ['drizzle-orm/pg-core', 'package drizzle-orm at pg-core'],
    ['@prisma/client', 'package @prisma/client'],
    ['@nestjs/common/decorators/http', 'package @nestjs/common at decorators/http'],
    ['crypto', 'package crypto'],
    ['fs/promises', 'package fs at promises'],
    ['node:fs/promises', 'package node:fs at promises'],
    ['bun:sqlite', 'package bun:sqlite'],
    ['npm:pg@8.11.0/lib/pool', 'package pg at lib/pool'],
    ['npm:@scope/name@1', 'package @scope/name'],
    ['../node_modules/pg/index.js', 'package pg at index.js'],
    ['@/services/wallet', 'unknown'],
    ['~/wallet', 'unknown'],
    ['#internal', 'unknown'],
  ])('%s is %s', (specifier, expected) => {
    expect(resolve(folder(), specifier, 'src/routes.ts')).toBe(expected);
  });
});

describe('the project root', () => {
  it('is not left by a relative path', () => {
    const folder = makeFolder({ 'secret.ts': '', 'project/package.json': '{}', 'project/a.ts': '' });
    const project = createProject(join(folder.path, 'project'), {
      native: getNativeModules(),
      now: makeClock().now,
      limits: defaultCacheLimits,
    });
    expect(project.resolve('../secret', join(folder.path, 'project/a.ts'))).toEqual({ kind: 'unknown' });
    expect(project.resolve(join(folder.path, 'secret.ts'), join(folder.path, 'project/a.ts'))).toEqual({
      kind: 'unknown',
    });
    expect(project.load(join(folder.path, 'secret.ts'))).toBeUndefined();
    expect(project.load(join(folder.path, 'project/../secret.ts'))).toBeUndefined();
  });

  it('is not left through a symbolic link', () => {
    const folder = makeFolder({ 'outside/secret.ts': '', 'project/package.json': '{}', 'project/a.ts': '' });
    symlinkSync(join(folder.path, 'outside/secret.ts'), join(folder.path, 'project/link.ts'));
    symlinkSync(join(folder.path, 'outside'), join(folder.path, 'project/folder'));
    const project = createProject(join(folder.path, 'project'), {
      native: getNativeModules(),
      now: makeClock().now,
      limits: defaultCacheLimits,
    });
    const from = join(folder.path, 'project/a.ts');
    expect(project.resolve('./link', from)).toEqual({ kind: 'unknown' });
    expect(project.resolve('./folder/secret', from)).toEqual({ kind: 'unknown' });
    expect(project.load(join(folder.path, 'project/link.ts'))).toBeUndefined();
    expect(project.load(join(folder.path, 'project/folder/secret.ts'))).toBeUndefined();
  });

  it('may itself be reached through a link', () => {
    const folder = makeFolder({ 'real/package.json': '{}', 'real/a.ts': '', 'real/b.ts': 'export {};' });
    symlinkSync(join(folder.path, 'real'), join(folder.path, 'link'));
    const project = createProject(join(folder.path, 'link'), {
      native: getNativeModules(),
      now: makeClock().now,
      limits: defaultCacheLimits,
    });
    expect(project.root).toBe(join(folder.path, 'real'));
    expect(project.resolve('./b', join(folder.path, 'link/a.ts'))).toEqual({
      kind: 'file',
      file: join(folder.path, 'real/b.ts'),
    });
    expect(project.load(join(folder.path, 'link/b.ts'))?.file).toBe(join(folder.path, 'real/b.ts'));
  });

  it('holds links that go round in a circle', () => {
    const folder = makeFolder({
      'package.json': '{ "workspaces": ["packages/**"] }',
      'packages/a/package.json': '{ "name": "a" }',
      'packages/a/index.ts': '',
      'main.ts': '',
    });
    symlinkSync(folder.path, join(folder.path, 'packages/circle'));
    symlinkSync(join(folder.path, 'two'), join(folder.path, 'one'));
    symlinkSync(join(folder.path, 'one'), join(folder.path, 'two'));
    expect(resolve(folder, 'a', 'main.ts')).toBe('packages/a/index.ts');
    expect(resolve(folder, './one', 'main.ts')).toBe('unknown');
    expect(resolve(folder, './packages/circle/packages/circle/main', 'packages/a/index.ts')).toBe('unknown');
    expect(resolve(folder, './packages/circle/packages/circle/packages/a', 'main.ts')).toBe('packages/a/index.ts');
  });
});

describe('tsconfig.json', () => {
  it('gives paths and a base folder', () => {
    const folder = makeFolder({
      'tsconfig.json':
        '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], "@db": ["./src/db/client.ts"] } } }',
      'src/routes.ts': '',
      'src/wallet.ts': '',
      'src/db/client.ts': '',
      'shared/money.ts': '',
    });
    expect(resolve(folder, '@/wallet', 'src/routes.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, '@/wallet.js', 'src/routes.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, '@db', 'src/routes.ts')).toBe('src/db/client.ts');
    expect(resolve(folder, 'shared/money', 'src/routes.ts')).toBe('shared/money.ts');
    expect(resolve(folder, 'express', 'src/routes.ts')).toBe('package express');
  });

  it('applies the project reference that includes the file', () => {
    const folder = makeFolder({
      'tsconfig.json':
        '{ "files": [], "references": [{ "path": "./tsconfig.server.json" }, { "path": "./tsconfig.web.json" }] }',
      'tsconfig.server.json':
        '{ "compilerOptions": { "composite": true, "paths": { "~/*": ["./server/*"] } }, "include": ["server"] }',
      'tsconfig.web.json':
        '{ "compilerOptions": { "composite": true, "paths": { "~/*": ["./web/*"] } }, "include": ["web"] }',
      'server/routes.ts': '',
      'server/money.ts': '',
      'web/page.ts': '',
      'web/money.ts': '',
    });
    expect(resolve(folder, '~/money', 'server/routes.ts')).toBe('server/money.ts');
    expect(resolve(folder, '~/money', 'web/page.ts')).toBe('web/money.ts');
  });

  it('applies to files it does not include, and to JavaScript', () => {
    const folder = makeFolder({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
      'src/wallet.ts': '',
      'src/plain.js': '',
      'scripts/fix.ts': '',
    });
    expect(resolve(folder, '@/wallet', 'scripts/fix.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, '@/wallet', 'src/plain.js')).toBe('src/wallet.ts');
  });

  it('may extend what is not installed', () => {
    const folder = makeFolder({
      'tsconfig.json': `{
        // settings of the house
        "extends": "@house/tsconfig/base.json",
        "compilerOptions": { "baseUrl": "src", "paths": { "@/*": ["*"], "@/special/*": ["other/*"], }, /* done */ },
      }`,
      'src/routes.ts': '',
      'src/wallet.ts': '',
      'src/other/one.ts': '',
    });
    expect(resolve(folder, '@/wallet', 'src/routes.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, '@/special/one', 'src/routes.ts')).toBe('src/other/one.ts');
    expect(resolve(folder, 'wallet', 'src/routes.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, './wallet', 'src/routes.ts')).toBe('src/wallet.ts');
    expect(resolve(folder, 'express', 'src/routes.ts')).toBe('package express');
  });

  it('are those of the package around the file, where no settings say what they stand for', () => {
    const folder = makeFolder({
      'package.json': '{ "name": "app" }',
      'lib/time.js': '',
      'src/wallet.js': '',
      'api/package.json': '{ "type": "module" }',
      'api/routes.js': '',
    });
    expect(resolve(folder, '@/lib/time', 'api/routes.js')).toBe('lib/time.js');
    expect(resolve(folder, '@/wallet', 'api/routes.js')).toBe('src/wallet.js');
    expect(resolve(folder, '~/wallet', 'api/routes.js')).toBe('src/wallet.js');
    expect(resolve(folder, '@/missing', 'api/routes.js')).toBe('unknown');
  });

  it('are unknown where two places have the file and no settings say which', () => {
    const folder = makeFolder({
      'package.json': '{ "name": "app" }',
      'lib/time.js': '',
      'src/lib/time.js': '',
      'api/routes.js': '',
    });
    expect(resolve(folder, '@/lib/time', 'api/routes.js')).toBe('unknown');
  });

  it('may be a jsconfig.json', () => {
    const folder = makeFolder({
      'jsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
      'lib/wallet.js': '',
      'pages/api.js': '',
    });
    expect(resolve(folder, '@/wallet', 'pages/api.js')).toBe('lib/wallet.js');
  });

  it('gives declarations for packages, which are no files of the project', () => {
    const folder = makeFolder({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "pg": ["./types/pg.d.ts"] } } }',
      'types/pg.d.ts': '',
      'main.ts': '',
    });
    expect(resolve(folder, 'pg', 'main.ts')).toBe('package pg');
  });
});

describe('package.json', () => {
  it('gives imports', () => {
    const folder = makeFolder({
      'package.json': '{ "imports": { "#db": "./src/db.ts", "#lib/*": "./src/lib/*.ts" } }',
      'src/db.ts': '',
      'src/lib/a.ts': '',
      'src/main.ts': '',
    });
    expect(resolve(folder, '#db', 'src/main.ts')).toBe('src/db.ts');
    expect(resolve(folder, '#lib/a', 'src/main.ts')).toBe('src/lib/a.ts');
    expect(resolve(folder, '#lib/b', 'src/main.ts')).toBe('unknown');
  });

  it.each([
    ['npm and yarn', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
    ['yarn 1', { 'package.json': '{ "workspaces": { "packages": ["./packages/*/"] } }' }],
    [
      'pnpm',
      {
        'pnpm-workspace.yaml':
          '# ours\npackages:\n  # all of them\n  - \'packages/*\'\n  - "!packages/hidden"\n\ncatalog:\n  react: 19\n',
      },
    ],
    ['pnpm, in one line', { 'pnpm-workspace.yaml': "packages: ['apps/**', packages/*]\n" }],
    ['a pattern with choices', { 'package.json': '{ "workspaces": ["{apps,packages}/*"] }' }],
  ])('gives workspaces of %s', (_, root) => {
    const folder = makeFolder({
      ...root,
      'packages/ledger/package.json':
        '{ "name": "@shop/ledger", "exports": { ".": "./src/main.ts", "./money": { "types": "./money.d.ts", "import": "./src/money.ts" } } }',
      'packages/ledger/src/main.ts': '',
      'packages/ledger/src/money.ts': '',
      'packages/ledger/src/private.ts': '',
      'packages/web/index.ts': '',
    });
    expect(resolve(folder, '@shop/ledger', 'packages/web/index.ts')).toBe('packages/ledger/src/main.ts');
    expect(resolve(folder, '@shop/ledger/money', 'packages/web/index.ts')).toBe('packages/ledger/src/money.ts');
    expect(resolve(folder, '@shop/other', 'packages/web/index.ts')).toBe('package @shop/other');
  });

  it('excludes workspaces', () => {
    const folder = makeFolder({
      'package.json': '{ "workspaces": ["packages/*", "!packages/hidden"] }',
      'packages/hidden/package.json': '{ "name": "hidden" }',
      'packages/hidden/index.ts': '',
      'main.ts': '',
    });
    expect(resolve(folder, 'hidden', 'main.ts')).toBe('package hidden');
  });

  it.each([
    ['not built yet', {}],
    ['built', { 'packages/ledger/dist/index.js': '', 'packages/ledger/dist/money.js': '' }],
  ])('leads to the sources of a workspace that is %s', (_, built) => {
    const folder = makeFolder({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/ledger/package.json': '{ "name": "ledger", "main": "./dist/index.js" }',
      'packages/ledger/src/index.ts': '',
      'packages/ledger/src/money.ts': '',
      'main.ts': '',
      ...built,
    });
    expect(resolve(folder, 'ledger', 'main.ts')).toBe('packages/ledger/src/index.ts');
    expect(resolve(folder, 'ledger/dist/money', 'main.ts')).toBe('packages/ledger/src/money.ts');
  });
});

describe('what was found before', () => {
  it('is found again after two seconds where it was missing', () => {
    const folder = makeFolder({ 'package.json': '{}', 'a.ts': '' });
    const clock = makeClock();
    const project = makeProject(folder, clock);
    const from = join(folder.path, 'a.ts');
    expect(project.resolve('./late', from)).toEqual({ kind: 'unknown' });
    folder.write('late.ts', '');
    clock.advance(1_000);
    expect(project.resolve('./late', from)).toEqual({ kind: 'unknown' });
    clock.advance(1_001);
    expect(project.resolve('./late', from)).toEqual({ kind: 'file', file: join(folder.path, 'late.ts') });
  });

  it('is found again where it moved', () => {
    const folder = makeFolder({ 'package.json': '{}', 'a.ts': '', 'wallet.js': '' });
    const clock = makeClock();
    const project = makeProject(folder, clock);
    const from = join(folder.path, 'a.ts');
    expect(project.resolve('./wallet', from)).toEqual({ kind: 'file', file: join(folder.path, 'wallet.js') });
    folder.remove('wallet.js');
    folder.write('wallet/index.ts', '');
    clock.advance(2_001);
    expect(project.resolve('./wallet', from)).toEqual({ kind: 'file', file: join(folder.path, 'wallet/index.ts') });
  });

  it('follows edited settings', () => {
    const folder = makeFolder({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./one/*"] } } }',
      'a.ts': '',
      'one/b.ts': '',
      'two/b.ts': '',
    });
    const clock = makeClock();
    const project = makeProject(folder, clock);
    const from = join(folder.path, 'a.ts');
    expect(project.resolve('@/b', from)).toEqual({ kind: 'file', file: join(folder.path, 'one/b.ts') });
    folder.write('tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./two/*"] } } }');
    clock.advance(10_001);
    expect(project.resolve('@/b', from)).toEqual({ kind: 'file', file: join(folder.path, 'two/b.ts') });
  });

  it('is not looked for on disk for packages', () => {
    const folder = makeFolder({ 'package.json': '{}', 'a.ts': '' });
    const project = makeProject(folder);
    expect(project.resolve('express', join(folder.path, 'a.ts'))).toEqual({
      kind: 'package',
      name: 'express',
      subpath: '',
    });
    expect(project.resolve('express', join(folder.path, 'a.ts'))).toBe(
      project.resolve('express', join(folder.path, 'a.ts')),
    );
  });
});
