/** The parser against PostgreSQL's own: `libpg-query` is that of the server, compiled to WebAssembly. */
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it, test } from 'vitest';

import { scanSql } from '../../src/sql/scan-sql.ts';
import { postgresqlReads } from './cases/postgresql-reads.ts';
import { postgresqlWrites } from './cases/postgresql-writes.ts';
import { selectLists } from './cases/select-list.ts';
import { conditions } from './cases/where.ts';
import { wrongStatements } from './cases/wrong.ts';
import { parseText } from './describe-tree.ts';
import { readFixtureStatements } from './fixture-statements.ts';
import { mutateSql } from './mutate-sql.ts';

const TRANSACTION = /^(?:BEGIN|START|SET|ROLLBACK)\b/;

/** Those of every test, without placeholders of other drivers. */
const statements = [
  ...readFixtureStatements('postgresql').map(({ sql }) => sql),
  ...[postgresqlReads, postgresqlWrites, selectLists, conditions].flat().map(([written]) => written.replace(/;$/, '')),
].filter((sql) => !TRANSACTION.test(sql) && !hasForeignPlaceholder(sql));

function hasForeignPlaceholder(sql: string): boolean {
  return scanSql(sql, []).tokens.some(({ value }) => value?.kind === 'placeholder' && value.style !== 'numbered');
}

function isAccepted(sql: string): boolean {
  try {
    parseSync(sql);
    return true;
  } catch {
    return false;
  }
}

const isOurs = (sql: string): boolean => parseText(sql) !== undefined;

beforeAll(loadModule);

describe('PostgreSQL accepts, and so do we', () => {
  it('means enough statements', () => {
    expect(statements.length).toBeGreaterThan(115);
  });

  test.each(statements)('%s', (sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: true, ours: true });
  });
});

describe('PostgreSQL rejects, and so do we', () => {
  test.each(wrongStatements)('%s', (sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: false, ours: false });
  });
});

/** One grammar for all: what is wrong in PostgreSQL may be right elsewhere. */
const onlyOurs: readonly (readonly [reason: string, sql: string])[] = [
  ["MySQL's offset before the limit", 'SELECT a FROM t LIMIT 1, 2'],
  ["MySQL's names in backticks", 'SELECT `a` FROM `t`'],
  ["MySQL's joined update", 'UPDATE t JOIN u ON u.id = t.id SET t.a = 1'],
  ["MySQL's targets of a delete", 'DELETE t FROM t JOIN u ON u.id = t.id'],
  ["MySQL's INSERT without INTO", 'INSERT t (a) VALUES (1)'],
  ["MySQL's empty column list", 'INSERT INTO t () VALUES ()'],
  ["MySQL's ON DUPLICATE KEY UPDATE", 'INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)'],
  ["MySQL's lock", 'SELECT a FROM t LOCK IN SHARE MODE'],
  ["MySQL's join without a condition", 'SELECT a FROM t JOIN u WHERE t.id = u.id'],
  ["MySQL's strings in a row", "SELECT 'a' 'b'"],
  ["MySQL's order and limit of a write", 'DELETE FROM t WHERE a = 1 ORDER BY b LIMIT 1'],
  ["MySQL's interval", 'SELECT now() + INTERVAL 1 DAY'],
  ["SQLite's names in brackets", 'SELECT [a] FROM [t]'],
  ["SQLite's empty list", 'SELECT a FROM t WHERE b IN ()'],
  ["SQLite's alternative", 'INSERT OR IGNORE INTO t (a) VALUES (1)'],
  ["SQLite's index", 'SELECT a FROM t INDEXED BY i'],
  ["SQLite's IS", 'SELECT a FROM t WHERE b IS 5'],
  ["SQLite's types of several words", 'SELECT CAST(a AS UNSIGNED BIG INT)'],
  ["SQL Server's hints", 'SELECT TOP (1) a FROM t WITH (UPDLOCK)'],
  ['a column named like a keyword of PostgreSQL alone', 'SELECT offset FROM t'],
  ['comparisons in a row, which mean something in MySQL and SQLite', 'SELECT a = b = c FROM t'],
  ['a placeholder into which the library may write text', 'SELECT a FROM t WHERE b = $1 $2'],
];

describe('PostgreSQL rejects, and we do not', () => {
  test.each(onlyOurs)('%s: %s', (_reason, sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: false, ours: true });
  });
});

const onlyTheirs: readonly (readonly [reason: string, sql: string])[] = [
  ['a SELECT of nothing: rather a word of prose', 'SELECT'],
  ['a SELECT of nothing: rather a word of prose', 'SELECT WHERE true'],
  ['operators before their operand: nobody makes any', 'SELECT ->> a FROM t'],
  ['keywords that only PostgreSQL lets be names', 'UPDATE update SET a = 1'],
  ['keywords that only PostgreSQL lets be names', 'SELECT a FROM set'],
  ['keywords that only PostgreSQL lets be names', 'WITH recursive AS (SELECT 1) SELECT 2'],
  ['functions of XML', 'SELECT xmlelement(name a, b) FROM t'],
];

describe('PostgreSQL accepts, and we do not', () => {
  test.each(onlyTheirs)('%s: %s', (_reason, sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: true, ours: false });
  });
});

describe('statements with one token changed', () => {
  const mutations = statements.flatMap(mutateSql);
  /** What `onlyTheirs` is about, as it comes about by changing a token. */
  const isExcused = (sql: string): boolean =>
    /\bSELECT\s*\)*$|\bEND END\b|\bUPDATE UPDATE\b|\bWITH RECURSIVE {2}AS\b|\bNOT WHERE\b|\bINTERVAL {2}RETURNING\b/.test(
      sql,
    ) || hasPrefixOperator(sql);

  it('are accepted where PostgreSQL accepts them', () => {
    expect(mutations.filter((sql) => isAccepted(sql) && !isOurs(sql) && !isExcused(sql))).toEqual([]);
  });

  it('are hardly ever accepted where PostgreSQL rejects them', () => {
    const rejected = mutations.filter((sql) => !isAccepted(sql));
    const share = rejected.filter(isOurs).length / rejected.length;
    expect(rejected.length).toBeGreaterThan(7_000);
    expect(share).toBeLessThan(0.05);
  });
});

/** Whether an operator that is none before an operand stands before one. */
function hasPrefixOperator(sql: string): boolean {
  const { tokens } = scanSql(sql, []);
  return tokens.some((token, index) => {
    const before = tokens[index - 1];
    return (
      /^(?:->>?|\?|~\*|\|\||@>)$/.test(token.text) &&
      (before?.kind === 'symbol' || before?.kind === 'word') &&
      !/^[)\]]$/.test(before.text)
    );
  });
}
