import { parseWindow } from './parse-call.ts';
import { parseExpression } from './parse-expression.ts';
import { takeLimit, takeOrderBy, takeRowLock } from './parse-query-tail.ts';
import { parseFrom, parseTableName } from './parse-tables.ts';
import { parseWrite, startsWrite } from './parse-write.ts';
import type {
  CommonTable,
  Expression,
  Placeholder,
  Query,
  Row,
  RowLock,
  Select,
  SelectItem,
  Statement,
  Where,
  Window,
  With,
} from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Of a query with nothing behind it. */
export const NO_TAIL: Pick<Select, 'orderBy' | 'limits' | 'locks'> = { orderBy: [], limits: [], locks: [] };

const QUERY_STARTS: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'TABLE', 'VALUES']);
const SET_OPERATORS: readonly string[] = ['UNION', 'EXCEPT', 'INTERSECT', 'MINUS'];

/** Whether a query starts `distance` tokens ahead. */
export function startsQuery(cursor: TokenCursor, distance: number): boolean {
  const token = cursor.peek(distance);
  return (
    token?.kind === 'word' && QUERY_STARTS.has(token.text) && !(token.text === 'VALUES' && cursor.valuesIsFunction)
  );
}

const CONTINUATIONS: ReadonlySet<string> = new Set([...SET_OPERATORS, 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR']);

/** Whether what comes next goes on with a query in parentheses. */
export function atQueryContinuation(cursor: TokenCursor): boolean {
  return cursor.atAny(CONTINUATIONS);
}

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
export function withTables(cursor: TokenCursor, query: Query, tables: With | undefined, start: number): Query {
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
  if (cursor.takeAll('FOR', 'READ', 'ONLY') || takeHeldLock(cursor)) {
    return true;
  }
  const lock = takeRowLock(cursor);
  if (lock !== undefined) {
    locks.push(lock);
    return true;
  }
  return false;
}

/** `FOR ${strength}`: which lock only the hole knows. */
function takeHeldLock(cursor: TokenCursor): boolean {
  if (!cursor.at('FOR') || !cursor.atKind('placeholder', 1)) {
    return false;
  }
  cursor.advance();
  cursor.clause = 'FOR';
  return cursor.takeFragments();
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

/** `(1, 2)`, MySQL's `ROW(1, 2)`, or a placeholder for one or more of them. */
export function parseRow(cursor: TokenCursor): Row | Placeholder {
  const { start } = cursor;
  const placeholder = cursor.takePlaceholder();
  if (placeholder !== undefined) {
    return placeholder;
  }
  cursor.take('ROW');
  const items = cursor.parenthesizedList(() => parseExpression(cursor));
  return { kind: 'row', items, range: cursor.rangeFrom(start) };
}

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
  const statement = cursor.parenthesized(() => parseStatement(cursor));
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

/** Any statement that reads or writes rows. */
export function parseStatement(cursor: TokenCursor): Statement {
  const { start } = cursor;
  const tables = takeWith(cursor);
  return startsWrite(cursor)
    ? cursor.nest(() => parseWrite(cursor, tables, start))
    : withTables(cursor, parseQueryBody(cursor), tables, start);
}

const MODIFIERS: readonly string[] = [
  'HIGH_PRIORITY',
  'STRAIGHT_JOIN',
  'SQL_SMALL_RESULT',
  'SQL_BIG_RESULT',
  'SQL_BUFFER_RESULT',
  'SQL_CACHE',
  'SQL_NO_CACHE',
  'SQL_CALC_FOUND_ROWS',
];

function parseSelect(cursor: TokenCursor): Query {
  const { start } = cursor;
  cursor.expect('SELECT');
  cursor.clause = 'SELECT';
  let isDistinct = false;
  let distinctOn: readonly Expression[] = [];
  for (;;) {
    if (cursor.takeAny('DISTINCT', 'DISTINCTROW') !== undefined) {
      isDistinct = true;
      distinctOn = cursor.take('ON') ? cursor.parenthesizedList(() => parseExpression(cursor)) : [];
    } else if (cursor.takeAny('ALL', ...MODIFIERS) === undefined) {
      break;
    }
  }
  takeTop(cursor);
  // PostgreSQL lets a SELECT have no columns: `EXISTS (SELECT FROM t)`.
  const items = cursor.at('FROM') && !isDistinct ? [] : parseSelectItems(cursor);
  cursor.takeFragments();
  takeInto(cursor);
  const from = cursor.at('FROM') ? parseFrom(cursor) : undefined;
  const where = takeWhere(cursor);
  const groupBy = takeGroupBy(cursor);
  cursor.takeFragments();
  const having = cursor.take('HAVING') ? parseHaving(cursor) : undefined;
  cursor.takeFragments();
  const windows = cursor.take('WINDOW') ? parseWindows(cursor) : [];
  takeInto(cursor);
  const range = cursor.rangeFrom(start);
  return {
    kind: 'select',
    with: undefined,
    isDistinct,
    distinctOn,
    items,
    from,
    where,
    groupBy,
    having,
    windows,
    ...NO_TAIL,
    range,
  };
}

/** SQL Server's `TOP (10) PERCENT WITH TIES`. */
function takeTop(cursor: TokenCursor): void {
  if (cursor.at('TOP') && (cursor.atKind('number', 1) || cursor.atKind('placeholder', 1) || cursor.at('(', 1))) {
    cursor.advance();
    if (cursor.at('(')) {
      cursor.skipParentheses();
    } else {
      cursor.advance();
    }
    cursor.take('PERCENT');
    cursor.takeAll('WITH', 'TIES');
  }
}

export function parseSelectItems(cursor: TokenCursor): readonly SelectItem[] {
  const items = [parseSelectItem(cursor)];
  while (cursor.take(',') || (items.at(-1)?.expression.kind === 'placeholder' && atItem(cursor))) {
    items.push(parseSelectItem(cursor));
  }
  return items;
}

function parseSelectItem(cursor: TokenCursor): SelectItem {
  const { start } = cursor;
  if (cursor.take('*')) {
    const range = cursor.rangeFrom(start);
    return { kind: 'select-item', expression: { kind: 'wildcard', range }, alias: undefined, range };
  }
  const expression = parseExpression(cursor);
  const alias = expression.kind === 'placeholder' && atItem(cursor) ? undefined : cursor.takeAlias();
  return { kind: 'select-item', expression, alias, range: cursor.rangeFrom(start) };
}

/** Whether what comes next is a call or a qualified name: an item of its own behind a hole that ends in a comma, and no alias. */
function atItem(cursor: TokenCursor): boolean {
  return (
    (cursor.atKind('word') || cursor.atKind('name')) && (cursor.at('(', 1) || cursor.at('.', 1) || cursor.at('AS', 1))
  );
}

/** PostgreSQL's `INTO TEMP t`, MySQL's `INTO @a, @b`. */
function takeInto(cursor: TokenCursor): void {
  if (cursor.take('INTO')) {
    cursor.takeAny('TEMPORARY', 'TEMP', 'UNLOGGED');
    cursor.take('TABLE');
    cursor.list(() => parseTableName(cursor));
  }
}

export function takeWhere(cursor: TokenCursor): Where | undefined {
  cursor.takeFragments();
  const { start } = cursor;
  if (!cursor.take('WHERE')) {
    return undefined;
  }
  cursor.clause = 'WHERE';
  if (cursor.takeAll('CURRENT', 'OF')) {
    cursor.expectName();
    return { kind: 'where', condition: undefined, range: cursor.rangeFrom(start) };
  }
  const condition = parseExpression(cursor);
  return { kind: 'where', condition, range: cursor.rangeFrom(start) };
}

function takeGroupBy(cursor: TokenCursor): readonly Expression[] | undefined {
  cursor.takeFragments();
  if (!cursor.takeAll('GROUP', 'BY')) {
    return undefined;
  }
  cursor.clause = 'GROUP';
  cursor.takeAny('ALL', 'DISTINCT');
  const expressions = cursor.list(() => parseGrouping(cursor));
  cursor.takeAll('WITH', 'ROLLUP');
  return expressions;
}

/** An expression, `()`, or `GROUPING SETS (…)`; ROLLUP and CUBE look like functions. */
function parseGrouping(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const isSets = cursor.takeAll('GROUPING', 'SETS');
  if (isSets || (cursor.at('(') && cursor.at(')', 1))) {
    const items = cursor.nest(() => cursor.parenthesizedList(() => parseGrouping(cursor)));
    return { kind: 'row', items, range: cursor.rangeFrom(start) };
  }
  return parseExpression(cursor);
}

function parseHaving(cursor: TokenCursor): Expression {
  cursor.clause = 'HAVING';
  return parseExpression(cursor);
}

function parseWindows(cursor: TokenCursor): readonly Window[] {
  cursor.clause = 'WINDOW';
  return cursor.list(() => {
    cursor.expectName();
    cursor.expect('AS');
    return parseWindow(cursor);
  });
}
