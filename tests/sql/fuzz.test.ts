/** Broken, half-written and hostile text: no exception, ranges within the text, and time that grows with its length alone. */
import { describe, expect, it, test } from 'vitest';

import { parseSql } from '../../src/sql/parse-sql.ts';
import { parseTree } from '../../src/sql/parse-tree.ts';
import { scanSql } from '../../src/sql/scan-sql.ts';
import { getHoleOffsets, HOLE, joinSqlText } from '../../src/sql/sql-text.ts';
import type { SqlStatement, SqlText } from '../../src/sql/statement.ts';
import { holes } from './cases/holes.ts';
import { parseText } from './describe-tree.ts';
import { readFixtureStatements } from './fixture-statements.ts';
import { mutateSql } from './mutate-sql.ts';

const statements: readonly string[] = [
  ...(['postgresql', 'mysql', 'sqlite'] as const)
    .flatMap((dialect) => readFixtureStatements(dialect))
    .map(({ sql }) => sql),
  ...holes.map(([written]) => written),
];
/** What is put into statements at random: each of it opens, closes or separates something. */
const pieces = [
  ...'()[]{},;.:?$@%#\'"`\\|&<>=!~+-*/\n\u0000\uD800¤é'.split(''),
  '--',
  '/*',
  '*/',
  '$$',
  '::',
  'SELECT',
  'CASE',
  'AND',
];

/** Numbers in [0, bound), the same ones in every run. */
function createRandom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function toText(written: string): SqlText {
  return { texts: written.split('¤') };
}

/** Every range and offset that a statement has, those in its values included. */
function listOffsets(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(listOffsets);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'range' && Array.isArray(inner)) return inner.filter((offset) => typeof offset === 'number');
    const isOffset = (key === 'whereEnd' || key === 'lockAt') && typeof inner === 'number';
    return isOffset ? [inner] : listOffsets(inner);
  });
}

function expectSound(written: string): void {
  const text = toText(written);
  const { length } = joinSqlText(text);
  let found: readonly SqlStatement[] = [];
  expect(() => {
    found = parseSql(text);
  }, written).not.toThrow();
  const offsets = listOffsets(found);
  expect(Math.min(0, ...offsets), written).toBe(0);
  expect(Math.max(0, ...offsets), written).toBeLessThanOrEqual(length);
}

describe('mutated statements are read without an exception', () => {
  it('one token left out, doubled, moved, or all behind it cut off', () => {
    for (const written of statements.flatMap(mutateSql)) expectSound(written);
  });

  it('cut off after any character', () => {
    for (const statement of statements.filter((_, index) => index % 5 === 0))
      for (let end = 0; end < statement.length; end++) expectSound(statement.slice(0, end));
  });

  it('something put in, taken out or exchanged anywhere, several times', () => {
    const random = createRandom(20_261_127);
    for (let round = 0; round < 4_000; round++) {
      let written = statements[random(statements.length)] ?? '';
      for (let count = 1 + random(4); count > 0; count--) {
        const start = random(written.length);
        const end = start + random(3) * random(12);
        written = written.slice(0, start) + (pieces[random(pieces.length)] ?? '') + written.slice(end);
      }
      expectSound(written);
    }
  });

  it('the first half of one and the second of another', () => {
    const random = createRandom(8);
    for (let round = 0; round < 2_000; round++) {
      const [one = '', other = ''] = [statements[random(statements.length)], statements[random(statements.length)]];
      expectSound(one.slice(0, random(one.length)) + other.slice(random(other.length)));
    }
  });

  it('arbitrary characters', () => {
    const random = createRandom(3);
    for (let round = 0; round < 2_000; round++) {
      const written = Array.from({ length: random(80) }, () => pieces[random(pieces.length)]).join(
        random(2) === 0 ? '' : ' ',
      );
      expectSound(`SELECT a FROM t WHERE ${written}`);
    }
  });
});

/** How often the parser looks at a token: with time, it would be the machine that is measured. */
function countReads(written: string): number {
  const text = toText(written);
  const joined = joinSqlText(text);
  const { tokens, backslashEscapes } = scanSql(joined, getHoleOffsets(text));
  let reads = 0;
  const counted = new Proxy(tokens, {
    get(target, key, receiver): unknown {
      reads += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
      return Reflect.get(target, key, receiver);
    },
  });
  parseTree(counted, { text: joined, backslashEscapes });
  return reads;
}

const growing: readonly (readonly [name: string, write: (count: number) => string])[] = [
  ['parentheses', (count) => `SELECT ${'('.repeat(count)}a${')'.repeat(count)} FROM t`],
  ['parentheses that never close', (count) => `SELECT ${'('.repeat(count)}a FROM t`],
  ['parentheses around tables', (count) => `SELECT a FROM ${'('.repeat(count)}t${')'.repeat(count)}`],
  ['parentheses around queries', (count) => `${'('.repeat(count)}SELECT 1${')'.repeat(count)}`],
  ['subqueries', (count) => `SELECT ${'(SELECT '.repeat(count)}1${')'.repeat(count)}`],
  ['a mistake in every parenthesis', (count) => `SELECT a FROM t WHERE ${'(a = (b ='.repeat(count)}`],
  ['brackets', (count) => `SELECT ${'a['.repeat(count)}1${']'.repeat(count)} FROM t`],
  ['CASE', (count) => `SELECT ${'CASE WHEN '.repeat(count)}a${' THEN 1 END'.repeat(count)} FROM t`],
  ['NOT', (count) => `SELECT a FROM t WHERE ${'NOT '.repeat(count)}a`],
  ['signs', (count) => `SELECT ${'- '.repeat(count)}a FROM t`],
  ['AND', (count) => `SELECT a FROM t WHERE a = 1${' AND a = 1'.repeat(count)}`],
  ['OR and AND in turns', (count) => `SELECT a FROM t WHERE a${' AND b OR c'.repeat(count)}`],
  ['sums', (count) => `SELECT a${' + 1'.repeat(count)} FROM t`],
  ['operators of rising power', (count) => `SELECT a${' OR b AND c = d + e * f'.repeat(count)} FROM t`],
  ['casts', (count) => `SELECT a${'::int'.repeat(count)} FROM t`],
  ['items', (count) => `SELECT a${', a AS b'.repeat(count)} FROM t`],
  ['a list', (count) => `SELECT a FROM t WHERE a IN (1${', 1'.repeat(count)})`],
  ['rows', (count) => `INSERT INTO t (a, b) VALUES (1, 2)${', (1, 2)'.repeat(count)}`],
  ['assignments', (count) => `UPDATE t SET a = 1${', a = 1'.repeat(count)}`],
  ['joins', (count) => `SELECT a FROM t${' JOIN u ON t.a = u.a'.repeat(count)}`],
  [
    'joins with their conditions behind',
    (count) => `SELECT a FROM t${' JOIN u'.repeat(count)}${' ON b'.repeat(count)}`,
  ],
  ['unions', (count) => `SELECT 1${' UNION SELECT 1'.repeat(count)}`],
  ['common tables', (count) => `WITH a AS (SELECT 1)${', a AS (SELECT 1)'.repeat(count)} SELECT 1`],
  ['holes', (count) => `SELECT a FROM t WHERE a = 1${' ¤'.repeat(count)}`],
  ['values in holes', (count) => `SELECT a FROM t WHERE a IN (¤${', ¤'.repeat(count)})`],
  ['names with qualifiers', (count) => `SELECT a${'.a'.repeat(count)} FROM t`],
  ['words', (count) => `SELECT a FROM t${' a'.repeat(count)}`],
];

describe('the parser looks at twice the tokens twice as often', () => {
  test.each(growing)('%s', (_name, write) => {
    const [small, large] = [countReads(write(2_000)), countReads(write(4_000))];
    expect(large).toBeLessThan(small * 2.1 + 1_000);
  });

  it('10,000 nested parentheses are given up', () => {
    expect(parseText(`SELECT a FROM t WHERE ${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`)).toBeUndefined();
  });

  it('100 nested parentheses are not', () => {
    expect(parseText(`SELECT a FROM t WHERE ${'('.repeat(100)}a = 1${')'.repeat(100)}`)?.tree.kind).toBe('select');
  });
});

/** A busy machine takes two seconds for some; what is quadratic takes half an hour. */
const LONGEST_MILLISECONDS = 15_000;

/** A megabyte or more of what could be looked for again and again. */
const megabytes: readonly (readonly [name: string, text: string])[] = [
  ['a list', `SELECT * FROM t WHERE a IN (${'1, '.repeat(350_000)}2)`],
  ['opening parentheses', `SELECT ${'('.repeat(1_000_000)}`],
  ['quotes', `SELECT ${"' ".repeat(500_000)}`],
  ['a string that never closes', `SELECT '${"''".repeat(500_000)}`],
  ['names that never close', `SELECT ${'"a '.repeat(333_333)}`],
  ['opening comments', `SELECT ${'/* '.repeat(333_333)}`],
  ['brackets that never close', `SELECT ${'[a b '.repeat(200_000)}`],
  ['braces that never close', `SELECT ${'{abc'.repeat(250_000)}`],
  [
    'dollar quotes that never close',
    `SELECT ${Array.from({ length: 100_000 }, (_, index) => `$t${index}$`).join(' ')}`,
  ],
  ['dollar signs', `SELECT ${'$ '.repeat(500_000)}`],
  ['distinct names', `SELECT ${Array.from({ length: 100_000 }, (_, index) => `:p${index}`).join(', ')}`],
  ['placeholders that never close', `SELECT ${'$<a '.repeat(250_000)}`],
  ['placeholders of blanks', `SELECT $<${' '.repeat(1_000_000)}`],
  ['digits', `SELECT ${'1'.repeat(1_000_000)}x`],
  ['holes', `SELECT ${`a, ${HOLE}, `.repeat(170_000)}`],
  ['operators', `SELECT a ${'<=>'.repeat(333_333)} b`],
];

describe('a megabyte is scanned and parsed in time', () => {
  test.each(megabytes)('%s', (_name, text) => {
    const start = performance.now();
    const offsets = [...text.matchAll(new RegExp(HOLE, 'g'))].map(({ index }) => index);
    const { tokens, backslashEscapes } = scanSql(text, offsets);
    parseTree(tokens, { text, backslashEscapes });
    parseSql({ texts: text.split(HOLE) });
    expect(performance.now() - start).toBeLessThan(LONGEST_MILLISECONDS);
  });
});
