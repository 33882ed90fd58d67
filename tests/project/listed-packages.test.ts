import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';

function list(files: Readonly<Record<string, string>>, file: string): readonly string[] {
  const folder = makeFolder(files);
  return [...makeProject(folder).findListedPackages(join(folder.path, file))].sort();
}

describe('packages that the manifests around a file list', () => {
  it('are those of three keys', () => {
    expect(
      list(
        {
          'package.json':
            '{ "dependencies": { "a": "1" }, "devDependencies": { "b": "1" }, "peerDependencies": { "@c/d": "1" }, "optionalDependencies": { "e": "1" }, "scripts": { "f": "g" } }',
        },
        'src/deep/x.ts',
      ),
    ).toEqual(['@c/d', 'a', 'b']);
  });

  it('include those of the folders above, up to the root', () => {
    expect(
      list(
        {
          'package.json': '{ "devDependencies": { "root": "1" } }',
          'apps/api/package.json': '{ "dependencies": { "near": "1" } }',
          'apps/web/package.json': '{ "dependencies": { "beside": "1" } }',
        },
        'apps/api/src/x.ts',
      ),
    ).toEqual(['near', 'root']);
  });

  it.each([
    ['package.json', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
    ['pnpm-workspace.yaml', { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' }],
  ])('include those of the workspace packages among them (%s)', (_name, root) => {
    expect(
      list(
        {
          ...root,
          'packages/api/package.json': '{ "name": "@shop/api", "dependencies": { "@shop/models": "*" } }',
          'packages/models/package.json':
            '{ "name": "@shop/models", "dependencies": { "@shop/base": "*", "store": "1" } }',
          'packages/base/package.json':
            '{ "name": "@shop/base", "dependencies": { "@shop/models": "*", "driver": "1" } }',
          'packages/jobs/package.json': '{ "name": "@shop/jobs", "dependencies": { "queue": "1" } }',
        },
        'packages/api/src/x.ts',
      ),
    ).toEqual(['@shop/base', '@shop/models', 'driver', 'store']);
  });

  it.each([
    ['no manifest', {}],
    ['a broken one', { 'package.json': '{ "dependencies": { "a": ' }],
    [
      'one with other shapes',
      { 'package.json': '{ "dependencies": "a", "devDependencies": null, "peerDependencies": 3 }' },
    ],
  ])('are none with %s', (_name, files) => {
    expect(list({ ...files, 'x.ts': '' }, 'x.ts')).toEqual([]);
  });

  it('are none for a file outside the project', () => {
    const folder = makeFolder({ 'package.json': '{ "dependencies": { "a": "1" } }' });
    expect([...makeProject(folder).findListedPackages('/elsewhere/x.ts')]).toEqual([]);
  });

  it('are read again when a manifest was edited, and are the same set until then', () => {
    const clock = makeClock();
    const folder = makeFolder({ 'package.json': '{ "dependencies": { "a": "1" } }', 'apps/api/x.ts': '' });
    const project = makeProject(folder, clock);
    const find = (): ReadonlySet<string> => {
      clock.advance(100);
      project.refresh();
      return project.findListedPackages(join(folder.path, 'apps/api/x.ts'));
    };
    const first = find();
    expect([...first]).toEqual(['a']);
    folder.write('package.json', '{ "dependencies": { "a": "2" }, "name": "other" }');
    expect(find()).toBe(first);
    folder.write('package.json', '{ "dependencies": { "bb": "1" } }');
    expect([...find()]).toEqual(['bb']);
    folder.write('apps/api/package.json', '{ "dependencies": { "near": "1" } }');
    expect([...find()]).toEqual(['near', 'bb']);
    folder.remove('apps/api/package.json');
    expect([...find()]).toEqual(['bb']);
  });
});
