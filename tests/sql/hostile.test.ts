import { describe, expect, test } from 'vitest';

import { parseSql } from '../../src/sql/parse-sql.ts';
import { describeSql, sql } from './describe-statement.ts';

const UNKNOWN_SELECT = ['select ?\nwhere: and more'];

/** Far above what any of these takes, far below what unbounded backtracking would. */
const LONGEST_MILLISECONDS = 2_000;

const hostile: readonly (readonly [name: string, written: string, facts: readonly string[]])[] = [
  ['5,000 parentheses', `SELECT * FROM t WHERE ${'('.repeat(5_000)}a = 1${')'.repeat(5_000)}`, UNKNOWN_SELECT],
  ['parentheses that never close', `SELECT * FROM t WHERE ${'('.repeat(5_000)}`, UNKNOWN_SELECT],
  ['11 parentheses around a mistake', `SELECT * FROM ${'('.repeat(11)}a SELECT${')'.repeat(11)}`, UNKNOWN_SELECT],
  ['10 parentheses around a mistake', `SELECT * FROM ${'('.repeat(10)}a SELECT${')'.repeat(10)}`, UNKNOWN_SELECT],
  ['nested brackets', `SELECT ${'a['.repeat(500)}1${']'.repeat(500)} FROM t`, UNKNOWN_SELECT],
  ['an unterminated string', "SELECT * FROM t WHERE a = 'x", UNKNOWN_SELECT],
  ['an unterminated name', 'SELECT * FROM t WHERE "a = 1', UNKNOWN_SELECT],
  ['an unterminated comment', 'SELECT * FROM t /* WHERE a = 1', UNKNOWN_SELECT],
  ['an unterminated dollar quote', 'SELECT * FROM t WHERE a = $x$ 1', UNKNOWN_SELECT],
  ['NUL characters', 'SELECT * FROM t\u0000 WHERE a = \u0000', UNKNOWN_SELECT],
  [
    'a lone surrogate',
    'SELECT 1 FROM t WHERE a = \uD800',
    ['select t\nreads: t\nwhere: a = \uD800 ‹\uD800› | a = \uD800\nwhere ends: 27\nlock would go: 27'],
  ],
  ['a megabyte of SQL', `SELECT * FROM t WHERE a IN (${'1, '.repeat(350_000)}2)`, UNKNOWN_SELECT],
  ['a megabyte of prose', 'x '.repeat(500_000), []],
  ['a megabyte of comments', '/* */ '.repeat(170_000), []],
  ['a megabyte of opening comments', '/*'.repeat(500_000), []],
  ['a megabyte of parentheses', '('.repeat(1_000_000), []],
  ['only semicolons', 'SELECT * FROM ;;;;', UNKNOWN_SELECT],
  ['nothing', '', []],
];

describe('hostile text', () => {
  test.each(hostile)('%s', (_name, written, facts) => {
    const start = performance.now();
    const described = describeSql(written).map((statement) => statement.replace(/\nrange: .*/, ''));
    expect({ described, isInTime: performance.now() - start < LONGEST_MILLISECONDS }).toEqual({
      described: facts,
      isInTime: true,
    });
  });

  test('3,001 conditions, within the length that is parsed', () => {
    const start = performance.now();
    const [statement] = parseSql(sql(`SELECT a FROM t WHERE a = 1${' AND a'.repeat(3_000)}`));
    expect({ table: statement?.table, conditions: statement?.where.length }).toEqual({ table: 't', conditions: 3_001 });
    expect(performance.now() - start).toBeLessThan(LONGEST_MILLISECONDS);
  });

  test('a sum of 500 terms is read', () => {
    const [statement] = parseSql(sql(`UPDATE t SET a = a${' + 1'.repeat(500)}`));
    expect({ table: statement?.table, relative: statement?.assignments.map(({ relative }) => relative) }).toEqual({
      table: 't',
      relative: [true],
    });
  });

  test('a sum of 4,900 terms is an update, whatever the stack has room for', () => {
    expect(parseSql(sql(`UPDATE t SET a = a${' + 1'.repeat(4_900)}`)).map(({ kind }) => kind)).toEqual(['update']);
  });

  test('1,000 holes', () => {
    const [statement] = parseSql(
      sql(`INSERT INTO t (a, b) VALUES ${Array.from({ length: 500 }, () => '(¤, ¤)').join(', ')}`),
    );
    expect({ table: statement?.table, values: statement?.assignments.length }).toEqual({ table: 't', values: 1_000 });
    expect(statement?.assignments.at(-1)?.value).toEqual({
      kind: 'placeholder',
      style: 'hole',
      index: 999,
      name: undefined,
      range: [4024, 4025],
    });
  });

  test('the character that stands for holes is a name where it is written', () => {
    expect(describeSql('SELECT 1 FROM t WHERE \uFFFC = 1')).toEqual([
      'select t\nreads: t\nwhere: \uFFFC = 1 | ¤ = 1\nwhere ends: 27\nlock would go: 27',
    ]);
  });
});

describe('cache', () => {
  test('the same text gives the same statements', () => {
    expect(parseSql(sql('SELECT a FROM cached'))).toBe(parseSql({ texts: ['SELECT a FROM cached'] }));
  });

  test('a hole is not the character that stands for it', () => {
    const [withHole] = parseSql({ texts: ['SELECT a FROM t WHERE b = ', ''] });
    const [withCharacter] = parseSql({ texts: ['SELECT a FROM t WHERE b = \uFFFC'] });
    expect([withHole?.where[0]?.value.kind, withCharacter?.where[0]?.value.kind]).toEqual(['placeholder', 'column']);
  });

  test('the oldest of 2,000 texts is dropped', () => {
    const oldest = parseSql(sql('COMMIT -- oldest'));
    for (let count = 0; count < 1_999; count++) {
      parseSql(sql(`COMMIT -- ${String(count)}`));
    }
    const last = parseSql(sql('COMMIT -- 1998'));
    parseSql(sql('COMMIT -- newest'));
    expect(parseSql(sql('COMMIT -- 1998'))).toBe(last);
    expect(parseSql(sql('COMMIT -- oldest'))).not.toBe(oldest);
    expect(parseSql(sql('COMMIT -- oldest'))).toEqual(oldest);
  });
});
