import { parseInsert } from './parse-insert.ts';
import { parseMerge } from './parse-merge.ts';
import { takeLimit, takeOrderBy } from './parse-query-tail.ts';
import { takeWhere } from './parse-select.ts';
import { parseFrom, parseTables } from './parse-tables.ts';
import { parseSet, takeReturning } from './parse-write-clauses.ts';
import type { DataChange, Delete, Expression, Update, With } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const WRITE_VERBS: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'MERGE']);

export function startsWrite(cursor: TokenCursor): boolean {
  return cursor.atAny(WRITE_VERBS);
}

/** INSERT, REPLACE, UPDATE, DELETE or MERGE, whose WITH was read already. */
export function parseWrite(cursor: TokenCursor, tables: With | undefined, start: number): DataChange {
  switch (cursor.token?.text) {
    case 'UPDATE':
      return parseUpdate(cursor, tables, start);
    case 'DELETE':
      return parseDelete(cursor, tables, start);
    case 'MERGE':
      return parseMerge(cursor, tables, start);
    default:
      return parseInsert(cursor, tables, start);
  }
}

function parseUpdate(cursor: TokenCursor, tables: With | undefined, start: number): Update {
  cursor.expect('UPDATE');
  cursor.clause = 'UPDATE';
  if (cursor.take('OR')) {
    cursor.expectName(NO_WORDS);
  }
  while (cursor.takeAny('LOW_PRIORITY', 'IGNORE') !== undefined) {
    // MySQL's modifiers.
  }
  const targets = parseTables(cursor);
  const set = parseSet(cursor);
  cursor.takeFragments();
  const from = cursor.at('FROM') ? parseFrom(cursor) : undefined;
  const where = takeWhere(cursor);
  const { orderBy, limits } = takeOrderAndLimit(cursor);
  const returning = takeReturning(cursor);
  const range = cursor.rangeFrom(start);
  return { kind: 'update', with: tables, tables: targets, set, from, where, orderBy, limits, returning, range };
}

const NO_WORDS: ReadonlySet<string> = new Set();

function parseDelete(cursor: TokenCursor, tables: With | undefined, start: number): Delete {
  cursor.expect('DELETE');
  cursor.clause = 'DELETE';
  while (cursor.takeAny('LOW_PRIORITY', 'QUICK', 'IGNORE') !== undefined) {
    // MySQL's modifiers.
  }
  if (cursor.at('FROM', 1)) {
    cursor.takeFragments();
  }
  const isTargetFirst = !cursor.take('FROM');
  const targets = parseTables(cursor);
  // `DELETE m FROM members m JOIN …` names what it deletes from first.
  const from = (isTargetFirst ? cursor.at('FROM') : cursor.at('USING')) ? parseFrom(cursor) : undefined;
  if (isTargetFirst && from === undefined) {
    return cursor.fail();
  }
  const where = takeWhere(cursor);
  const { orderBy, limits } = takeOrderAndLimit(cursor);
  const returning = takeReturning(cursor);
  const range = cursor.rangeFrom(start);
  return { kind: 'delete', with: tables, targets, from, where, orderBy, limits, returning, range };
}

/** MySQL's and SQLite's `ORDER BY … LIMIT …` of a write. */
function takeOrderAndLimit(cursor: TokenCursor): Pick<Update, 'orderBy' | 'limits'> {
  cursor.takeFragments();
  const orderBy = takeOrderBy(cursor);
  const limits: Expression[] = [];
  for (let limit = takeLimit(cursor); limit !== undefined; limit = takeLimit(cursor)) {
    limits.push(...limit);
  }
  return { orderBy, limits };
}
