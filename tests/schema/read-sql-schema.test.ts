import { describe, expect, it } from 'vitest';
import { loadModule, parseSync } from 'libpg-query';
import { readSqlSchema } from '../../src/schema/read-sql-schema.ts';
import { describeTable } from './describe-table.ts';

const read = (...scripts: readonly string[]): readonly (readonly string[])[] =>
  readSqlSchema(scripts).map(describeTable);

const postgres = `
CREATE TABLE IF NOT EXISTS public.accounts (
  id bigserial PRIMARY KEY,
  email text NOT NULL UNIQUE,
  "tenantId" int NOT NULL DEFAULT (1 + 2) REFERENCES tenants (id) ON UPDATE NO ACTION ON DELETE SET NULL,
  key varchar(10),
  balance numeric(10, 2) NOT NULL CHECK (balance >= 0),
  version int NOT NULL DEFAULT 0,
  note text DEFAULT 'a; UNIQUE, (b',
  CONSTRAINT accounts_key UNIQUE NULLS NOT DISTINCT (key, "tenantId"),
  CHECK (email <> ''),
  FOREIGN KEY (key) REFERENCES keys (key) MATCH FULL ON DELETE CASCADE
);
`;

describe('CREATE TABLE', () => {
  it('is read as PostgreSQL writes it', () => {
    expect(read(postgres)).toEqual([
      [
        'accounts',
        'id: bigserial unique',
        'email: text unique',
        'tenantId: int',
        'key: varchar nullable',
        'balance: numeric',
        'version: int',
        'note: text nullable',
        'primary (id)',
        'unique (email)',
        'unique (key, tenantId)',
        'foreign (tenantId) to tenants on delete SET NULL',
        'foreign (key) to keys on delete CASCADE',
        'version version',
      ],
    ]);
  });

  it('is read as MySQL writes it', () => {
    const script =
      '# tables\nDROP TABLE IF EXISTS `a`;\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `shop`.`a` (\n`id` int(11) unsigned NOT NULL AUTO_INCREMENT,\n' +
      "`mail` varchar(255) COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'it\\'s; unique',\n`n` int NOT NULL,\nPRIMARY KEY (`id`),\n" +
      'UNIQUE KEY `by_mail` (`mail`(191)) USING BTREE,\nUNIQUE INDEX (`n`, `id`),\nKEY `plain` (`n`),\nKEY (`mail`),\nFULLTEXT KEY `words` (`mail`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;';
    expect(read(script)).toEqual([
      [
        'a',
        'id: int unique',
        'mail: varchar nullable unique',
        'n: int',
        'primary (id)',
        'unique (mail) nullable',
        'unique (n, id)',
      ],
    ]);
  });

  it('is read as SQL Server writes it', () => {
    const script =
      'CREATE TABLE [dbo].[Users] (\n[Id] [int] IDENTITY(1,1) NOT NULL,\n[Name] [nvarchar](50) NULL,\nCONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (PAD_INDEX = OFF)\n) ON [PRIMARY]\nGO\n' +
      'ALTER TABLE [dbo].[Users] WITH CHECK ADD CONSTRAINT [UQ] UNIQUE NONCLUSTERED ([Name] ASC)\nGO\n';
    expect(read(script)).toEqual([
      ['Users', 'Id: int unique', 'Name: nvarchar nullable unique', 'primary (Id)', 'unique (Name) nullable'],
    ]);
  });

  it('is read as SQLite writes it', () => {
    expect(
      read('CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a, b TEXT UNIQUE ON CONFLICT IGNORE) WITHOUT ROWID'),
    ).toEqual([
      [
        't',
        'id: INTEGER unique',
        'a: undefined nullable',
        'b: TEXT nullable unique',
        'primary (id)',
        'unique (b) nullable',
      ],
    ]);
  });

  it('tells columns from constraints of the same word', () => {
    expect(
      read(
        'CREATE TABLE t (key text NOT NULL, index int, primary boolean, k2 int, KEY by_k2 (k2), INDEX other USING BTREE (k2), CONSTRAINT UNIQUE (k2))',
      ),
    ).toEqual([
      [
        't',
        'key: text',
        'index: int nullable',
        'primary: boolean nullable',
        'k2: int nullable unique',
        'unique (k2) nullable',
      ],
    ]);
  });

  it('in a function is no table, and rows of a dump are no statements', () => {
    const script = `CREATE FUNCTION f() RETURNS void AS $body$ BEGIN CREATE TABLE inner_table (id int); END $body$ LANGUAGE plpgsql;
COPY t (id) FROM stdin;
1	it's; CREATE TABLE row_table (id int);
\\.
CREATE TABLE t (id int);`;
    expect(read(script)).toEqual([['t', 'id: int nullable']]);
  });
});

describe('CREATE UNIQUE INDEX', () => {
  const table = 'CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int, deleted_at date);\n';
  it.each([
    ['CREATE UNIQUE INDEX i ON t (a, b);', 'unique (a, b) nullable'],
    [
      'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY public.t USING btree (a DESC NULLS LAST) INCLUDE (b);',
      'unique (a)',
    ],
    ['CREATE UNIQUE INDEX ON t (lower(a::text), b) NULLS NOT DISTINCT;', 'unique (a, b)'],
    ['CREATE UNIQUE INDEX i ON t (a, COALESCE(b, 0));', 'unique (a, b)'],
    ['CREATE UNIQUE INDEX i ON t (a) WHERE deleted_at IS NULL;', 'unique (a) partial'],
    ["CREATE UNIQUE INDEX i ON t (a) WHERE status = 'open';", 'unique (a) partial'],
    ['CREATE UNIQUE INDEX i ON t (b) WHERE (b IS NOT NULL);', 'unique (b) nullable'],
    ['CREATE UNIQUE INDEX i ON t (b) WHERE deleted_at IS NOT NULL;', 'unique (b) nullable partial'],
    ['CREATE UNIQUE NONCLUSTERED INDEX [i] ON [dbo].[t] ([b] ASC);', 'unique (b) nullable'],
  ])('%s', (statement, expected) => {
    expect(read(table + statement)[0]?.filter((line) => line.startsWith('unique'))).toEqual([expected]);
  });

  it('without UNIQUE promises nothing', () => {
    expect(read(`${table}CREATE INDEX i ON t (a);`)[0]?.filter((line) => line.startsWith('unique'))).toEqual([]);
  });

  it('that is partial does not make its column unique', () => {
    expect(read(`${table}CREATE UNIQUE INDEX i ON t (a) WHERE deleted_at IS NULL;`)[0]).toContain('a: int');
  });
});

describe('later statements', () => {
  const table = 'CREATE TABLE t (id int, a int NOT NULL UNIQUE, b int, CONSTRAINT b_key UNIQUE (b));\n';
  it.each([
    [
      'nothing',
      '',
      ['t', 'id: int nullable', 'a: int unique', 'b: int nullable unique', 'unique (a)', 'unique (b) nullable'],
    ],
    [
      'a constraint dropped by its name',
      'ALTER TABLE t DROP CONSTRAINT IF EXISTS b_key;',
      ['t', 'id: int nullable', 'a: int unique', 'b: int nullable', 'unique (a)'],
    ],
    [
      'a constraint dropped by the name the database gave it',
      'ALTER TABLE t DROP CONSTRAINT t_a_key;',
      ['t', 'id: int nullable', 'a: int', 'b: int nullable unique', 'unique (b) nullable'],
    ],
    [
      'an index dropped',
      'DROP INDEX b_key;',
      ['t', 'id: int nullable', 'a: int unique', 'b: int nullable', 'unique (a)'],
    ],
    [
      'an index dropped, in MySQL',
      'DROP INDEX a ON t; ALTER TABLE t DROP INDEX b_key;',
      ['t', 'id: int nullable', 'a: int', 'b: int nullable'],
    ],
    ['a column dropped', 'ALTER TABLE t DROP COLUMN b;', ['t', 'id: int nullable', 'a: int unique', 'unique (a)']],
    [
      'a column renamed',
      'ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t RENAME b TO d;',
      ['t', 'id: int nullable', 'c: int unique', 'd: int nullable unique', 'unique (c)', 'unique (d) nullable'],
    ],
    [
      'a constraint renamed and dropped',
      'ALTER TABLE t RENAME CONSTRAINT b_key TO c_key; ALTER TABLE t DROP CONSTRAINT c_key',
      ['t', 'id: int nullable', 'a: int unique', 'b: int nullable', 'unique (a)'],
    ],
    [
      'a column made NOT NULL',
      'ALTER TABLE t ALTER COLUMN b SET NOT NULL;',
      ['t', 'id: int nullable', 'a: int unique', 'b: int unique', 'unique (a)', 'unique (b)'],
    ],
    [
      'a column made nullable',
      'ALTER TABLE t ALTER a DROP NOT NULL;',
      [
        't',
        'id: int nullable',
        'a: int nullable unique',
        'b: int nullable unique',
        'unique (a) nullable',
        'unique (b) nullable',
      ],
    ],
    [
      'a column changed, in MySQL',
      'ALTER TABLE t CHANGE COLUMN b c bigint NOT NULL, MODIFY a text;',
      ['t', 'id: int nullable', 'a: text nullable unique', 'c: bigint unique', 'unique (a) nullable', 'unique (c)'],
    ],
    ['a table dropped', 'DROP TABLE IF EXISTS s, t CASCADE;', undefined],
    [
      'a table renamed',
      'ALTER TABLE t RENAME TO u;',
      ['u', 'id: int nullable', 'a: int unique', 'b: int nullable unique', 'unique (a)', 'unique (b) nullable'],
    ],
    [
      'a table renamed, in MySQL',
      'RENAME TABLE t TO u;',
      ['u', 'id: int nullable', 'a: int unique', 'b: int nullable unique', 'unique (a)', 'unique (b) nullable'],
    ],
    [
      'columns and keys added',
      'ALTER TABLE ONLY public.t ADD COLUMN IF NOT EXISTS c text UNIQUE, ADD CONSTRAINT p PRIMARY KEY (id), ADD UNIQUE KEY k (a, b), ADD (d int, e int);',
      [
        't',
        'id: int unique',
        'a: int unique',
        'b: int nullable unique',
        'c: text nullable unique',
        'd: int nullable',
        'e: int nullable',
        'unique (a)',
        'unique (b) nullable',
        'unique (c) nullable',
        'primary (id)',
        'unique (a, b) nullable',
      ],
    ],
  ])('%s', (_, statements, expected) => {
    expect(read(table, statements)[0]).toEqual(expected);
  });

  it.each([
    ['goose', '-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;'],
    ['dbmate', '-- migrate:up\nCREATE TABLE t (id int);\n\n-- migrate:down\nDROP TABLE t;'],
  ])('that take a migration back are left out (%s)', (_, script) => {
    expect(read(script)).toEqual([['t', 'id: int nullable']]);
  });

  it('that describe a table again add to it', () => {
    expect(
      read('CREATE TABLE t (id int PRIMARY KEY)', 'CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, a int UNIQUE)'),
    ).toEqual([['t', 'id: int unique', 'a: int nullable unique', 'primary (id)', 'unique (a) nullable']]);
  });
});

describe('broken scripts', () => {
  it.each([
    ['CREATE TABLE t (id int, name text', ['t', 'id: int nullable', 'name: text nullable']],
    ['CREATE TABLE ((( ; CREATE TABLE t (id int)', ['t', 'id: int nullable']],
    ["SELECT 1; CREATE TABLE t (id int); SELECT 'open", ['t', 'id: int nullable']],
    [
      'ALTER TABLE; CREATE; CREATE UNIQUE INDEX; DROP; DROP TABLE; ALTER TABLE x ADD; CREATE TABLE t (id int, , CONSTRAINT)',
      ['t', 'id: int nullable'],
    ],
  ])('give what can be read: %s', (script, expected) => {
    expect(read(script)).toEqual([expected]);
  });

  it('end in time', () => {
    const startedAt = performance.now();
    expect(read('/*'.repeat(100_000), '\'$a$"`['.repeat(100_000), `CREATE TABLE t ${'('.repeat(200_000)}`)).toEqual([
      ['t'],
    ]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('against a full parser', () => {
  it("finds the columns that PostgreSQL's own finds", async () => {
    await loadModule();
    const [statement] = parseSync(postgres).stmts ?? [];
    const elements =
      statement?.stmt !== undefined && 'CreateStmt' in statement.stmt ? statement.stmt.CreateStmt.tableElts : [];
    const columns = elements?.flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef.colname] : []));
    expect([...(readSqlSchema([postgres])[0]?.columns.keys() ?? [])]).toEqual(columns);
    expect(columns).toHaveLength(7);
  });
});
