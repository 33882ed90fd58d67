/** The parser against SQLite's own: `sql.js` is SQLite, compiled to WebAssembly. */
import initSqlJs from 'sql.js';
import { describe, expect, it, test } from 'vitest';

import { sqliteStatements } from './cases/sqlite.ts';
import { wrongStatements } from './cases/wrong.ts';
import { parseText } from './describe-tree.ts';
import { readFixtureStatements } from './fixture-statements.ts';
import { mutateSql } from './mutate-sql.ts';

const { Database } = await initSqlJs();
const database = new Database();

const statements = [
  ...readFixtureStatements('sqlite').map(({ sql }) => sql),
  ...sqliteStatements.map(([written]) => written),
].filter((sql) => !sql.startsWith('BEGIN'));

/** There are no tables: what SQLite finds no table for it has parsed. */
function isAccepted(sql: string): boolean {
  try {
    database.prepare(sql).free();
    return true;
  } catch (error) {
    return !/syntax error|incomplete input|unrecognized token/.test(String(error));
  }
}

const isOurs = (sql: string): boolean => parseText(sql) !== undefined;

describe('SQLite accepts, and so do we', () => {
  test.each(statements)('%s', (sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: true, ours: true });
  });
});

describe('SQLite rejects, and so do we', () => {
  test.each(wrongStatements)('%s', (sql) => {
    expect({ theirs: isAccepted(sql), ours: isOurs(sql) }).toEqual({ theirs: false, ours: false });
  });
});

describe('statements with one token changed', () => {
  const mutations = statements.flatMap(mutateSql);
  /**
   * Names in brackets after a name are bounds of an array elsewhere; SQLite takes the words of a join in any order, OUTER
   * alone, DESC and OVER as names, types without a name, and says what a row lacks before it sees a wrong parenthesis.
   */
  const isExcused = (sql: string): boolean =>
    /\] \[|\bOUTER\b|\bLEFT LEFT\b|\bNATURAL\b|\bOVER$|\bBY {2}DESC\b|\bAS \)|SET \(credit, version\) = \?/.test(sql);

  it('are accepted where SQLite accepts them', () => {
    expect(mutations.filter((sql) => isAccepted(sql) && !isOurs(sql) && !isExcused(sql))).toEqual([]);
  });

  it('are hardly ever accepted where SQLite rejects them', () => {
    const rejected = mutations.filter((sql) => !isAccepted(sql));
    const share = rejected.filter(isOurs).length / rejected.length;
    expect(rejected.length).toBeGreaterThan(3_000);
    expect(share).toBeLessThan(0.07);
  });
});
