import { parseExpression } from './parse-expression.ts';
import { startsWrite } from './parse-write.ts';
import { startsQuery } from './query-bounds.ts';
import type { CommonTable, With } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `WITH a AS (…), b AS (…)`. */
export function takeWith(cursor: TokenCursor): With | undefined {
  const { start } = cursor;
  if (!cursor.take('WITH')) {
    return undefined;
  }
  cursor.clause = 'WITH';
  cursor.take('RECURSIVE');
  const tables: CommonTable[] = [];
  do {
    // A hole may stand for any number of them, with or without the comma behind.
    if (!atHeldTables(cursor) || !cursor.takeFragments() || atCommonTable(cursor)) {
      tables.push(parseCommonTable(cursor));
    }
  } while (cursor.take(','));
  cursor.takeFragments();
  return { kind: 'with', tables, range: cursor.rangeFrom(start) };
}

function atHeldTables(cursor: TokenCursor): boolean {
  return cursor.atKind('placeholder') && !cursor.at('AS', 1) && !cursor.at('(', 1);
}

function atCommonTable(cursor: TokenCursor): boolean {
  return cursor.at('AS', 1) || (!startsQuery(cursor, 0) && !startsWrite(cursor) && cursor.at('(', 1));
}

function parseCommonTable(cursor: TokenCursor): CommonTable {
  const { start } = cursor;
  const name = cursor.expectName();
  if (cursor.at('(')) {
    cursor.parenthesizedList(() => cursor.expectName());
  }
  cursor.expect('AS');
  cursor.take('NOT');
  cursor.take('MATERIALIZED');
  const statement = cursor.parenthesized(() => cursor.grammar.parseStatement(cursor));
  while (cursor.at('SEARCH') || cursor.at('CYCLE')) {
    skipRecursionClause(cursor);
  }
  return { kind: 'common-table', name, statement, range: cursor.rangeFrom(start) };
}

/** PostgreSQL's `SEARCH DEPTH FIRST BY a SET b`, `CYCLE a SET b USING c`. */
function skipRecursionClause(cursor: TokenCursor): void {
  cursor.advance();
  while (!cursor.take('SET')) {
    cursor.advance();
  }
  cursor.expectName();
  if (cursor.take('TO')) {
    parseExpression(cursor);
    cursor.expect('DEFAULT');
    parseExpression(cursor);
  }
  if (cursor.take('USING')) {
    cursor.expectName();
  }
}
