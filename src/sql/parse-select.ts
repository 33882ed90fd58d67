import { parseWindow } from './parse-call.ts';
import { parseExpression } from './parse-expression.ts';
import { parseTableName } from './parse-table.ts';
import { parseFrom } from './parse-tables.ts';
import { NO_TAIL } from './query-bounds.ts';
import { NEVER_BARE_ALIAS } from './reserved-words.ts';
import type { Expression, Query, SelectItem, Where, Window } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

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

export function parseSelect(cursor: TokenCursor): Query {
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
  const isName = cursor.atKind('name') || (cursor.atKind('word') && !cursor.atAny(NEVER_BARE_ALIAS));
  return isName && (cursor.at('(', 1) || cursor.at('.', 1) || cursor.at('AS', 1));
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
