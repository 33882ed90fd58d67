import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjectRoot } from '../../src/project/find-root.ts';
import { makeFolder } from './make-folder.ts';

function findRoot(files: Readonly<Record<string, string>>, file: string, cwd: string): string {
  const folder = makeFolder(files);
  const root = findProjectRoot(join(folder.path, file), join(folder.path, cwd));
  return root === folder.path ? '.' : root.slice(folder.path.length + 1).replaceAll('\\', '/');
}

describe('findProjectRoot', () => {
  it.each([
    ['the nearest package.json', { 'app/package.json': '{}', 'app/src/a.ts': '' }, 'app/src/a.ts', '.', 'app'],
    [
      'the workspace around it',
      { 'package.json': '{ "workspaces": ["app"] }', 'app/package.json': '{}', 'app/src/a.ts': '' },
      'app/src/a.ts',
      '.',
      '.',
    ],
    [
      'the pnpm workspace around it',
      { 'pnpm-workspace.yaml': '', 'app/package.json': '{}', 'app/a.ts': '' },
      'app/a.ts',
      '.',
      '.',
    ],
    ['the repository around it', { '.git/HEAD': '', 'app/package.json': '{}', 'app/a.ts': '' }, 'app/a.ts', '.', '.'],
    ['the repository of a worktree', { '.git': 'gitdir: elsewhere', 'app/a.ts': '' }, 'app/a.ts', '.', '.'],
    [
      'the nearest package.json, where one further out is no workspace',
      { 'package.json': '{}', 'app/package.json': '{}', 'app/a.ts': '' },
      'app/a.ts',
      '.',
      'app',
    ],
    [
      'the package around a folder that only says how its files are loaded',
      { 'package.json': '{ "name": "app" }', 'api/package.json': '{ "type": "module" }', 'api/a.js': '' },
      'api/a.js',
      '.',
      '.',
    ],
    [
      'the folder that says how its files are loaded, where there is no package',
      { 'api/package.json': '{ "type": "module" }', 'api/src/a.js': '' },
      'api/src/a.js',
      '.',
      'api',
    ],
    [
      'the nearest package.json that says more',
      {
        'package.json': '{ "name": "app" }',
        'api/package.json': '{ "type": "module", "name": "api" }',
        'api/a.js': '',
      },
      'api/a.js',
      '.',
      'api',
    ],
    [
      'the inner of two repositories',
      { '.git/HEAD': '', 'app/.git/HEAD': '', 'app/package.json': '{}', 'app/a.ts': '' },
      'app/a.ts',
      '.',
      'app',
    ],
    [
      'nothing above the working directory',
      { 'package.json': '{ "workspaces": ["app"] }', 'app/package.json': '{}', 'app/a.ts': '' },
      'app/a.ts',
      'app',
      'app',
    ],
    [
      'what is around a file outside the working directory',
      { 'package.json': '{ "workspaces": ["app"] }', 'app/package.json': '{}', 'app/a.ts': '', 'other/b.ts': '' },
      'app/a.ts',
      'other',
      '.',
    ],
    [
      'a sibling that starts with the same letters',
      { 'app/package.json': '{}', 'app-two/package.json': '{}', 'app-two/a.ts': '' },
      'app-two/a.ts',
      'app',
      'app-two',
    ],
    ['the folder of the file, where there is nothing', { 'src/deep/a.ts': '' }, 'src/deep/a.ts', '.', 'src/deep'],
    ['the root for a file that is not on disk', { 'package.json': '{}' }, 'src/unsaved.ts', '.', '.'],
    [
      'a package.json that is broken, as one without workspaces',
      { 'package.json': '{', 'src/a.ts': '' },
      'src/a.ts',
      '.',
      '.',
    ],
  ])('is %s', (_, files, file, cwd, expected) => {
    expect(findRoot(files, file, cwd)).toBe(expected);
  });
});
