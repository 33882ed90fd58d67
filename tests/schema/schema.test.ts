import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findUniqueKey, readProjectSchema } from '../../src/schema/schema.ts';
import { makeClock, makeFolder, makeProject } from '../project/make-folder.ts';
import type { Folder } from '../project/make-folder.ts';
import { describeTable } from './describe-table.ts';

const user = 'model User {\n  id Int @id\n  email String @unique @map("mail")\n  @@map("app_users")\n}\n';

function find(folder: Folder, name: string, fromFile?: string): readonly string[] {
  const clock = makeClock();
  const schema = readProjectSchema(makeProject(folder, clock), () => clock.now());
  return describeTable(schema.find(name, fromFile === undefined ? undefined : join(folder.path, fromFile)));
}

const found = ['User in app_users', 'id: Int unique', 'email: String unique as mail', 'primary (id)', 'unique (email)'];

describe('readProjectSchema', () => {
  it.each([
    ['prisma/schema.prisma'],
    ['schema.prisma'],
    ['prisma/schema/user.prisma'],
    ['packages/db/prisma/schema.prisma'],
    ['apps/api/src/database/models.prisma'],
  ])('finds %s', (file) => {
    expect(find(makeFolder({ 'package.json': '{}', [file]: user }), 'User')).toEqual(found);
  });

  it.each([
    ['node_modules/.prisma/client/schema.prisma'],
    ['dist/schema.prisma'],
    ['tests/fixtures/schema.prisma'],
    ['.cache/schema.prisma'],
  ])('does not look at %s', (file) => {
    expect(find(makeFolder({ 'package.json': '{}', [file]: user }), 'User')).toEqual([]);
  });

  it.each([
    'User',
    'user',
    'USER',
    'app_users',
    'App_Users',
    'public.app_users',
    '"app_users"',
    '"public"."app_users"',
    '`app_users`',
    '[dbo].[app_users]',
  ])('knows the table by %s', (name) => {
    expect(find(makeFolder({ 'prisma/schema.prisma': user }), name)).toEqual(found);
  });

  it.each(['users', 'Account', '', '.', 'constructor', '__proto__'])('knows no table by %j', (name) => {
    expect(find(makeFolder({ 'prisma/schema.prisma': user }), name)).toEqual([]);
  });

  it('finds keys by the names of code and of the database', () => {
    const schema = readProjectSchema(makeProject(makeFolder({ 'schema.prisma': user })));
    const table = schema.find('User');
    expect(table && findUniqueKey(table, ['mail'])?.columns).toEqual(['email']);
    expect(table && findUniqueKey(table, ['email'])?.columns).toEqual(['email']);
  });

  it('applies scripts in order: the description first, then migrations by number', () => {
    const folder = makeFolder({
      'db/migrations/10_drop.sql': 'ALTER TABLE t DROP CONSTRAINT u;',
      'db/migrations/2_add.up.sql':
        'ALTER TABLE t ADD CONSTRAINT u UNIQUE (a); ALTER TABLE t ADD CONSTRAINT w UNIQUE (b);',
      'db/migrations/2_add.down.sql': 'DROP TABLE t;',
      'db/schema.sql': 'CREATE TABLE t (a int NOT NULL, b int NOT NULL);',
      'db/seeds.sql': 'DROP TABLE t;',
    });
    expect(find(folder, 't')).toEqual(['t', 'a: int', 'b: int unique', 'unique (b)']);
  });

  it('prefers the Prisma schema to what Prisma made of it, and keeps other scripts', () => {
    const folder = makeFolder({
      'prisma/schema.prisma': user,
      'prisma/migrations/20240101000000_init/migration.sql':
        'CREATE TABLE app_users (id int); CREATE TABLE gone (id int);',
      'sql/audit.sql': 'CREATE TABLE audit (id int PRIMARY KEY);',
    });
    expect(find(folder, 'app_users')).toEqual(found);
    expect(find(folder, 'gone')).toEqual([]);
    expect(find(folder, 'audit')).toEqual(['audit', 'id: int unique', 'primary (id)']);
  });

  it('answers for the package that asks', () => {
    const folder = makeFolder({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/a/package.json': '{}',
      'packages/a/prisma/schema.prisma': 'model Order {\n  id Int @id\n}',
      'packages/b/package.json': '{}',
      'packages/b/prisma/schema.prisma': 'model Order {\n  number String @id\n}',
    });
    expect(find(folder, 'order', 'packages/a/src/routes.ts')).toEqual(['Order', 'id: Int unique', 'primary (id)']);
    expect(find(folder, 'order', 'packages/b/src/routes.ts')).toEqual([
      'Order',
      'number: String unique',
      'primary (number)',
    ]);
    expect(find(folder, 'order')).toEqual(['Order', 'id: Int unique', 'primary (id)']);
  });

  it('stays in the project, and out of circles', () => {
    const folder = makeFolder({ 'outside/schema.prisma': user, 'project/package.json': '{}' });
    symlinkSync(join(folder.path, 'outside'), join(folder.path, 'project/prisma'));
    symlinkSync(join(folder.path, 'outside/schema.prisma'), join(folder.path, 'project/schema.prisma'));
    symlinkSync(join(folder.path, 'project'), join(folder.path, 'project/circle'));
    expect(find({ ...folder, path: join(folder.path, 'project') }, 'User')).toEqual([]);
  });

  it('sees edited files at once, and new ones after two seconds', () => {
    const folder = makeFolder({ 'schema.prisma': user });
    const clock = makeClock();
    const project = makeProject(folder, clock);
    const read = (name: string): string | undefined => readProjectSchema(project, () => clock.now()).find(name)?.table;
    const first = readProjectSchema(project, () => clock.now());
    expect(readProjectSchema(project, () => clock.now())).toBe(first);
    expect(read('User')).toBe('app_users');

    folder.write('schema.prisma', user.replace('app_users', 'people'));
    project.refresh();
    expect(read('User')).toBe('people');

    folder.write('db/schema.sql', 'CREATE TABLE audit (id int);');
    clock.advance(1_999);
    project.refresh();
    expect(read('audit')).toBeUndefined();
    clock.advance(1);
    expect(read('audit')).toBeUndefined();
    clock.advance(50);
    project.refresh();
    expect(read('audit')).toBe('audit');

    folder.remove('schema.prisma');
    clock.advance(50);
    project.refresh();
    expect(read('User')).toBeUndefined();
  });

  it('reads at most 300 scripts and two megabytes', () => {
    const many = Object.fromEntries(
      Array.from({ length: 310 }, (_, index) => [`sql/${index + 1}.sql`, `CREATE TABLE t${index + 1} (id int);`]),
    );
    const folder = makeFolder(many);
    expect(find(folder, 't300')).toEqual(['t300', 'id: int nullable']);
    expect(find(folder, 't301')).toEqual([]);
    const rows = `INSERT INTO a VALUES ${'(1),'.repeat(225_000)}(1);\n`;
    const large = makeFolder({
      'sql/1.sql': `${rows}CREATE TABLE a (id int);`,
      'sql/2.sql': `${rows}CREATE TABLE b (id int);`,
      'sql/3.sql': `${rows}CREATE TABLE c (id int);`,
      'sql/4.sql': 'CREATE TABLE d (id int);',
    });
    expect(['a', 'b', 'c', 'd'].map((name) => find(large, name).length > 0)).toEqual([true, true, false, true]);
  });
});
