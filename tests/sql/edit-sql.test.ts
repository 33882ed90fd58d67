import { describe, expect, test } from 'vitest';

import {
  addCondition,
  addRowLock,
  applySqlEdits,
  findNextPlaceholder,
  makeRelative,
  type NextPlaceholder,
  type SqlEdit,
} from '../../src/sql/edit-sql.ts';
import { parseSql } from '../../src/sql/parse-sql.ts';
import { joinSqlText } from '../../src/sql/sql-text.ts';
import type { SqlStatement } from '../../src/sql/statement.ts';
import { describeSql, sql } from './describe-statement.ts';

/** The last statement of `written`, changed by `edit`; undefined where there is no edit. */
function change(
  written: string,
  edit: (statement: SqlStatement) => readonly SqlEdit[] | undefined,
): string | undefined {
  const text = sql(written);
  const statement = parseSql(text).at(-1);
  const edits = statement === undefined ? undefined : edit(statement);
  return edits === undefined ? undefined : applySqlEdits(joinSqlText(text), edits).replaceAll('\uFFFC', '¤');
}

describe('add a condition', () => {
  test.each([
    ['UPDATE t SET a = $1 WHERE id = $2', 'UPDATE t SET a = $1 WHERE id = $2 AND a >= $3'],
    ['UPDATE t SET a = $1 WHERE id = $2 RETURNING *;', 'UPDATE t SET a = $1 WHERE id = $2 AND a >= $3 RETURNING *;'],
    ['UPDATE t SET a = $1', 'UPDATE t SET a = $1 WHERE a >= $3'],
    ['UPDATE t SET a = $1 RETURNING a', 'UPDATE t SET a = $1 WHERE a >= $3 RETURNING a'],
    ['UPDATE t SET a = 1 FROM u', 'UPDATE t SET a = 1 FROM u WHERE a >= $3'],
    ['UPDATE t SET a = 1 WHERE b = 1 OR c = 2', 'UPDATE t SET a = 1 WHERE (b = 1 OR c = 2) AND a >= $3'],
    [
      'UPDATE t SET a = 1 WHERE b = 1 AND (c = 2 OR d = 3)',
      'UPDATE t SET a = 1 WHERE b = 1 AND (c = 2 OR d = 3) AND a >= $3',
    ],
    [
      'DELETE FROM t WHERE b = 1 OR EXISTS (SELECT 1 FROM u WHERE x) ORDER BY c LIMIT 1',
      'DELETE FROM t WHERE (b = 1 OR EXISTS (SELECT 1 FROM u WHERE x)) AND a >= $3 ORDER BY c LIMIT 1',
    ],
    ['DELETE FROM t', 'DELETE FROM t WHERE a >= $3'],
    ['SELECT * FROM t ORDER BY b', 'SELECT * FROM t WHERE a >= $3 ORDER BY b'],
    ['UPDATE t SET a = 1 WHERE id = 2 -- by key', 'UPDATE t SET a = 1 WHERE id = 2 AND a >= $3 -- by key'],
    ['UPDATE t SET a = ¤ WHERE id = ¤ RETURNING *', 'UPDATE t SET a = ¤ WHERE id = ¤ AND a >= $3 RETURNING *'],
    ['UPDATE t SET a = ¤ WHERE id = ¤ ¤', 'UPDATE t SET a = ¤ WHERE id = ¤ AND a >= $3 ¤'],
    ['BEGIN; UPDATE t SET a = 1 WHERE id = 2', 'BEGIN; UPDATE t SET a = 1 WHERE id = 2 AND a >= $3'],
    [
      'WITH u AS (SELECT id FROM v WHERE x OR y) UPDATE t SET a = 1 FROM u WHERE t.id = u.id',
      'WITH u AS (SELECT id FROM v WHERE x OR y) UPDATE t SET a = 1 FROM u WHERE t.id = u.id AND a >= $3',
    ],
    ['SELECT EXISTS (SELECT 1 FROM t WHERE b OR c)', 'SELECT EXISTS (SELECT 1 FROM t WHERE (b OR c) AND a >= $3)'],
  ])('%s', (written, expected) => {
    expect(change(written, (statement) => addCondition(sql(written), statement, 'a >= $3'))).toBe(expected);
    expect(parseSql(sql(expected)).at(-1)?.where.at(-1)).toMatchObject({
      column: 'a',
      operator: '>=',
      value: { style: 'numbered', index: 2 },
    });
  });

  test.each([
    'INSERT INTO t (a) VALUES ($1)',
    'SELECT * FROM t ¤',
    'DELETE FROM t WHERE CURRENT OF c',
    'SELECT a FROM t UNION SELECT a FROM u',
    'UPDATE SET WHERE',
  ])('not to %s', (written) => {
    expect(change(written, (statement) => addCondition(sql(written), statement, 'a >= $3'))).toBeUndefined();
  });
});

describe('make an assignment relative', () => {
  test.each([
    ['UPDATE t SET n = $1 WHERE id = $2', 'UPDATE t SET n = n - $1 WHERE id = $2'],
    ['UPDATE t SET "n" = :n::int, a = 1', 'UPDATE t SET "n" = "n" - :n::int, a = 1'],
    ['UPDATE t SET a = 1, n=?', 'UPDATE t SET a = 1, n=n - ?'],
    ['UPDATE t SET n = ¤ WHERE id = ¤', 'UPDATE t SET n = n - ¤ WHERE id = ¤'],
    ['UPDATE t SET n = $1 + 5', 'UPDATE t SET n = n - ($1 + 5)'],
    ['UPDATE t SET n = $1 FROM u WHERE u.id = t.id', 'UPDATE t SET n = t.n - $1 FROM u WHERE u.id = t.id'],
    [
      'UPDATE s.t AS x SET n = $1 FROM u WHERE u.id = x.id',
      'UPDATE s.t AS x SET n = x.n - $1 FROM u WHERE u.id = x.id',
    ],
    ['UPDATE t JOIN u ON u.id = t.id SET t.n = ?', 'UPDATE t JOIN u ON u.id = t.id SET t.n = t.n - ?'],
  ])('%s', (written, expected) => {
    expect(change(written, (statement) => makeRelative(sql(written), statement, 'n', '-'))).toBe(expected);
    expect(parseSql(sql(expected))[0]?.assignments.find(({ column }) => column === 'n')?.relative).toBe(true);
  });

  test('with the amount given, the value goes', () => {
    expect(
      change('UPDATE t SET n = $1::int, a = 2 WHERE id = $2', (statement) =>
        makeRelative(sql('UPDATE t SET n = $1::int, a = 2 WHERE id = $2'), statement, 'n', '+', '$1'),
      ),
    ).toBe('UPDATE t SET n = n + $1, a = 2 WHERE id = $2');
  });

  test.each([
    'UPDATE t SET n = n - $1',
    'UPDATE t SET a = $1',
    'UPDATE t SET (n, a) = ($1, $2)',
    'UPDATE t, u SET n = 1',
    'INSERT INTO t (n) VALUES ($1)',
    'INSERT INTO t (n) VALUES ($1) ON CONFLICT (n) DO UPDATE SET n = $1',
  ])('not %s', (written) => {
    expect(change(written, (statement) => makeRelative(sql(written), statement, 'n', '-'))).toBeUndefined();
  });
});

describe('add a row lock', () => {
  test.each([
    ['SELECT * FROM t WHERE id = $1', 'SELECT * FROM t WHERE id = $1 FOR UPDATE'],
    ['SELECT * FROM t WHERE id = ? ORDER BY a LIMIT 1;', 'SELECT * FROM t WHERE id = ? ORDER BY a LIMIT 1 FOR UPDATE;'],
    ['SELECT * FROM t WHERE id = ¤', 'SELECT * FROM t WHERE id = ¤ FOR UPDATE'],
    ['SELECT * FROM t WHERE id = 1 -- the row', 'SELECT * FROM t WHERE id = 1 FOR UPDATE -- the row'],
  ])('%s', (written, expected) => {
    const add = (statement: SqlStatement): readonly SqlEdit[] =>
      [addRowLock(statement)].filter((edit) => edit !== undefined);
    expect(change(written, add)).toBe(expected);
    expect(parseSql(sql(expected))[0]?.lock).toBe('UPDATE');
  });

  test('of another strength', () => {
    const [statement] = parseSql(sql('SELECT a FROM t'));
    expect(statement && addRowLock(statement, 'NO KEY UPDATE')).toEqual({
      offset: 15,
      end: 15,
      text: ' FOR NO KEY UPDATE',
    });
  });

  test.each([
    'SELECT count(*) FROM t',
    'SELECT DISTINCT a FROM t',
    'SELECT a FROM t FOR SHARE',
    'SELECT a FROM t GROUP BY a',
    'SELECT now()',
    'UPDATE t SET a = 1',
  ])('not to %s', (written) => {
    const [statement] = parseSql(sql(written));
    expect(statement && addRowLock(statement)).toBeUndefined();
  });
});

describe('the next placeholder', () => {
  const cases: readonly (readonly [written: string, offset: number, expected: NextPlaceholder | undefined])[] = [
    ['UPDATE t SET a = $3 WHERE id = $1', 33, { kind: 'numbered', text: '$4', parameterIndex: 3 }],
    ['UPDATE t SET a = ?1', 19, { kind: 'numbered', text: '?2', parameterIndex: 1 }],
    ['UPDATE t SET a = :1', 19, { kind: 'numbered', text: ':2', parameterIndex: 1 }],
    ['UPDATE t SET a = ? WHERE id = ?', 18, { kind: 'positional', text: '?', parameterIndex: 1 }],
    ['UPDATE t SET a = ? WHERE id = ?', 31, { kind: 'positional', text: '?', parameterIndex: 2 }],
    ["UPDATE t SET a = '?' WHERE id = ?", 21, { kind: 'positional', text: '?', parameterIndex: 0 }],
    ['UPDATE t SET a = %s', 19, { kind: 'positional', text: '%s', parameterIndex: 1 }],
    ['UPDATE t SET a = :a', 19, { kind: 'named', text: ':balance', name: 'balance' }],
    [
      'UPDATE t SET balance = @balance, balance2 = @balance2',
      20,
      { kind: 'named', text: '@balance3', name: 'balance3' },
    ],
    ['UPDATE t SET a = $a', 19, { kind: 'named', text: '$balance', name: 'balance' }],
    ['UPDATE t SET a = %(a)s', 22, { kind: 'named', text: '%(balance)s', name: 'balance' }],
    ['UPDATE t SET a = $<a:raw>', 25, { kind: 'named', text: '$<balance>', name: 'balance' }],
    ['UPDATE t SET a = ${a}', 21, { kind: 'named', text: '${balance}', name: 'balance' }],
    ['UPDATE t SET a = ¤ WHERE id = ¤', 18, { kind: 'hole', holeIndex: 1 }],
    ['UPDATE t SET a = ¤ WHERE id = ¤', 31, { kind: 'hole', holeIndex: 2 }],
    ['UPDATE t SET a = $¤', 19, undefined],
    ['UPDATE t SET a = 1', 18, undefined],
  ];

  test.each(cases)('%s at %i', (written, offset, expected) => {
    expect(findNextPlaceholder(sql(written), offset, 'balance')).toEqual(expected);
  });
});

test('a guard and a relative amount together', () => {
  const written = 'UPDATE accounts SET balance = $1 WHERE id = $2';
  const text = sql(written);
  const result = change(written, (statement) => [
    ...(makeRelative(text, statement, 'balance', '-') ?? []),
    ...(addCondition(text, statement, 'balance >= $1') ?? []),
  ]);
  expect(result).toBe('UPDATE accounts SET balance = balance - $1 WHERE id = $2 AND balance >= $1');
  expect(describeSql(result ?? '')).toEqual([
    [
      'update accounts',
      'set: balance = -(balance ‹balance›; numbered 0 ‹$1›), relative | balance = balance - $1',
      'where: id = numbered 1 ‹$2› | id = $2',
      'where: balance >= numbered 0 ‹$1› | balance >= $1',
      'where ends: 74',
    ].join('\n'),
  ]);
});
