import { takeLimit, takeRowLock, takeOrderBy } from './parse-query-tail.ts';
import { parseRow } from './parse-row.ts';
import { parseSelect } from './parse-select.ts';
import { parseTableName } from './parse-table.ts';
import { takeWith } from './parse-with.ts';
import { parseWrite, startsWrite } from './parse-write.ts';
import { NO_TAIL, SET_OPERATORS } from './query-bounds.ts';
import type { Expression, Query, RowLock, Statement, With } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** A query with its WITH, its UNIONs and what is written behind them. */
export function parseQuery(cursor: TokenCursor): Query {
  const { start } = cursor;
  const withClause = takeWith(cursor);
  return withTables(cursor, parseQueryBody(cursor), withClause, start);
}

function parseQueryBody(cursor: TokenCursor): Query {
  return cursor.nest(() => {
    const { start } = cursor;
    return continueQuery(cursor, parseQueryTerm(cursor), start);
  });
}

/** Puts the WITH that was read before it into a query. */
function withTables(cursor: TokenCursor, query: Query, tables: With | undefined, start: number): Query {
  return query.kind === 'placeholder' || tables === undefined
    ? query
    : { ...query, with: tables, range: cursor.rangeFrom(start) };
}

/** What comes behind a query that was read already: the queries that UNION and the like put together with it, order, limit, locks. */
export function continueQuery(cursor: TokenCursor, first: Query, start: number): Query {
  const queries = [first];
  while (cursor.takeAny(...SET_OPERATORS) !== undefined) {
    cursor.takeAny('ALL', 'DISTINCT');
    queries.push(parseQueryTerm(cursor));
  }
  const [only] = queries;
  const end = cursor.end;
  const orderBy: Expression[] = [];
  const limits: Expression[] = [];
  const locks: RowLock[] = [];
  while (takeTailClause(cursor, orderBy, limits, locks)) {
    // Databases differ in the order of these clauses.
  }
  const tail = { orderBy, limits, locks };
  const range = cursor.rangeFrom(start);
  if (queries.length > 1) {
    return { kind: 'compound', with: undefined, queries, ...tail, range };
  }
  if (only === undefined || only.kind === 'placeholder' || cursor.end === end) {
    return first;
  }
  return only.kind === 'compound' || only.orderBy.length + only.limits.length + only.locks.length > 0
    ? { kind: 'nested', with: undefined, query: only, ...tail, range }
    : { ...only, ...tail, range };
}

function takeTailClause(cursor: TokenCursor, orderBy: Expression[], limits: Expression[], locks: RowLock[]): boolean {
  cursor.takeFragments();
  if (cursor.at('ORDER')) {
    orderBy.push(...takeOrderBy(cursor));
    return orderBy.length > 0 || cursor.fail();
  }
  const limit = takeLimit(cursor);
  if (limit !== undefined) {
    limits.push(...limit);
    return true;
  }
  if (cursor.takeAll('FOR', 'READ', 'ONLY')) {
    return true;
  }
  const lock = takeHeldLock(cursor) ?? takeRowLock(cursor);
  if (lock !== undefined) {
    locks.push(lock);
    return true;
  }
  return false;
}

/** `FOR ${strength}`: which lock only the hole knows. Taken for the strongest, since doubt is silence. */
function takeHeldLock(cursor: TokenCursor): RowLock | undefined {
  const { start } = cursor;
  if (!cursor.at('FOR') || !cursor.atKind('placeholder', 1)) {
    return undefined;
  }
  cursor.advance();
  cursor.clause = 'FOR';
  cursor.takeFragments();
  return { kind: 'row-lock', strength: 'UPDATE', range: cursor.rangeFrom(start) };
}

/** One of the queries that UNION puts together. */
function parseQueryTerm(cursor: TokenCursor): Query {
  const { start } = cursor;
  switch (cursor.token?.text) {
    case 'SELECT':
      return parseSelect(cursor);
    case 'VALUES': {
      cursor.advance();
      cursor.clause = 'VALUES';
      const rows = cursor.list(() => parseRow(cursor));
      cursor.takeFragments();
      return { kind: 'values', with: undefined, rows, ...NO_TAIL, range: cursor.rangeFrom(start) };
    }
    case 'TABLE': {
      cursor.advance();
      const table = parseTableName(cursor);
      return { kind: 'table-query', with: undefined, table, ...NO_TAIL, range: cursor.rangeFrom(start) };
    }
    case '(': {
      const query = cursor.parenthesized(() => parseQuery(cursor));
      return { kind: 'nested', with: undefined, query, ...NO_TAIL, range: cursor.rangeFrom(start) };
    }
    default:
      // A query in a hole: `WITH t AS (${query})`.
      return cursor.takePlaceholder() ?? cursor.fail();
  }
}

/** Any statement that reads or writes rows. */
export function parseStatement(cursor: TokenCursor): Statement {
  const { start } = cursor;
  const tables = takeWith(cursor);
  return startsWrite(cursor)
    ? cursor.nest(() => parseWrite(cursor, tables, start))
    : withTables(cursor, parseQueryBody(cursor), tables, start);
}
