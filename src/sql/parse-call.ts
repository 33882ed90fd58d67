import { POWER } from './operators.ts';
import { takeOrderBy } from './parse-query-tail.ts';
import { expectType } from './parse-type.ts';
import { TIME_UNITS } from './reserved-words.ts';
import type { Expression, QualifiedName, Window } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** A call whose name was read already: its arguments, and what says how an aggregate or window function counts. */
export function parseCall(cursor: TokenCursor, name: QualifiedName, start: number): Expression {
  const orderBy: Expression[] = [];
  const args = cursor.parenthesized(() => parseArguments(cursor, orderBy));
  if (cursor.takeAll('WITHIN', 'GROUP')) {
    orderBy.push(...cursor.parenthesized(() => takeOrderBy(cursor)));
  }
  const filter = cursor.at('FILTER') && cursor.at('(', 1) ? parseFilter(cursor) : undefined;
  if (cursor.takeAny('IGNORE', 'RESPECT') !== undefined) {
    cursor.expect('NULLS');
  }
  const over = cursor.take('OVER') ? parseWindow(cursor) : undefined;
  return { kind: 'call', name, args, orderBy, filter, over, range: cursor.rangeFrom(start) };
}

function parseFilter(cursor: TokenCursor): Expression {
  cursor.expect('FILTER');
  return cursor.parenthesized(() => {
    cursor.expect('WHERE');
    return cursor.grammar.parseExpression(cursor);
  });
}

function parseArguments(cursor: TokenCursor, orderBy: Expression[]): readonly Expression[] {
  if (cursor.at(')')) {
    return [];
  }
  cursor.takeAny('DISTINCT', 'ALL');
  const args = [...parseArgument(cursor)];
  while (cursor.take(',')) {
    args.push(...parseArgument(cursor));
  }
  orderBy.push(...takeOrderBy(cursor));
  if (cursor.take('SEPARATOR')) {
    orderBy.push(cursor.grammar.parseExpression(cursor));
  }
  return args;
}

/** Words between the parts of one argument: `SUBSTRING(a FROM 2 FOR 3)`, `OVERLAY(a PLACING b FROM 2)`, `CONVERT(a USING utf8)`. */
const ARGUMENT_WORDS: readonly string[] = ['FROM', 'FOR', 'PLACING', 'USING'];

function parseArgument(cursor: TokenCursor): readonly Expression[] {
  const { start } = cursor;
  if (cursor.take('*')) {
    return [{ kind: 'wildcard', range: cursor.rangeFrom(start) }];
  }
  cursor.take('VARIADIC');
  if ((cursor.atKind('word') || cursor.atKind('name')) && (cursor.at('=>', 1) || cursor.at(':=', 1))) {
    cursor.advance();
    cursor.advance();
  }
  const parts = [cursor.grammar.parseExpression(cursor)];
  while (cursor.takeAny(...ARGUMENT_WORDS) !== undefined) {
    parts.push(cursor.grammar.parseExpression(cursor));
  }
  return parts;
}

/** Calls with a grammar of their own; undefined where `word`, which is next, calls none. */
export function takeSpecialCall(cursor: TokenCursor, word: string): Expression | undefined {
  if (!cursor.at('(', 1)) {
    return undefined;
  }
  switch (word) {
    case 'CAST':
    case 'TRY_CAST':
      return parseCast(cursor);
    case 'CONVERT':
      return parseConvert(cursor);
    case 'EXTRACT':
    case 'TIMESTAMPDIFF':
    case 'TIMESTAMPADD':
      return parseWithUnit(cursor);
    case 'TRIM':
      return parseTrim(cursor);
    case 'MATCH':
      return parseMatch(cursor);
    default:
      return undefined;
  }
}

function parseCast(cursor: TokenCursor): Expression {
  const { start } = cursor;
  cursor.advance();
  const operand = cursor.parenthesized(() => {
    const value = cursor.grammar.parseExpression(cursor);
    cursor.expect('AS');
    expectType(cursor);
    while (cursor.atKind('word')) {
      // A type of SQLite has as many words as one likes: `UNSIGNED BIG INT`.
      cursor.advance();
    }
    return value;
  });
  return { kind: 'cast', operand, range: cursor.rangeFrom(start) };
}

/** MySQL's `CONVERT(a, SIGNED)` and `CONVERT(a USING utf8)`; elsewhere a function. */
function parseConvert(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const name = [cursor.expectName()];
  const { operand, others } = cursor.parenthesized(() => {
    const first = cursor.grammar.parseExpression(cursor);
    return { operand: first, others: takeTarget(cursor) ? undefined : parseOthers(cursor) };
  });
  const range = cursor.rangeFrom(start);
  return others === undefined
    ? { kind: 'cast', operand, range }
    : { kind: 'call', name, args: [operand, ...others], orderBy: [], filter: undefined, over: undefined, range };
}

/** What CONVERT makes of its operand: a type behind a comma, or a character set. */
function takeTarget(cursor: TokenCursor): boolean {
  if (cursor.take('USING')) {
    cursor.expectName();
    return true;
  }
  if (!cursor.at(',') || !cursor.atKind('word', 1)) {
    return false;
  }
  cursor.advance();
  expectType(cursor);
  return true;
}

function parseOthers(cursor: TokenCursor): readonly Expression[] {
  return cursor.take(',') ? cursor.list(() => cursor.grammar.parseExpression(cursor)) : [];
}

/** `EXTRACT(EPOCH FROM a)`, `TIMESTAMPDIFF(SECOND, a, b)`: the unit is no column. */
function parseWithUnit(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const name = [cursor.expectName()];
  const args = cursor.parenthesized(() => {
    if (cursor.atAny(TIME_UNITS) && (cursor.at('FROM', 1) || cursor.at(',', 1))) {
      cursor.advance();
      cursor.advance();
    }
    return parseArguments(cursor, []);
  });
  return { kind: 'call', name, args, orderBy: [], filter: undefined, over: undefined, range: cursor.rangeFrom(start) };
}

function parseTrim(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const name = [cursor.expectName()];
  const args = cursor.parenthesized(() => {
    cursor.takeAny('BOTH', 'LEADING', 'TRAILING');
    cursor.take('FROM');
    return parseArguments(cursor, []);
  });
  return { kind: 'call', name, args, orderBy: [], filter: undefined, over: undefined, range: cursor.rangeFrom(start) };
}

/** MySQL's `MATCH (a, b) AGAINST ('text' IN BOOLEAN MODE)`. */
function parseMatch(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const name = [cursor.expectName()];
  const args = [...cursor.parenthesized(() => parseArguments(cursor, []))];
  if (cursor.take('AGAINST')) {
    args.push(
      cursor.parenthesized(() => {
        const text = cursor.grammar.parseExpression(cursor, POWER.other);
        while (!cursor.at(')')) {
          cursor.advance();
        }
        return text;
      }),
    );
  }
  return { kind: 'call', name, args, orderBy: [], filter: undefined, over: undefined, range: cursor.rangeFrom(start) };
}

/** `w`, or `(base PARTITION BY a ORDER BY b ROWS …)`. */
export function parseWindow(cursor: TokenCursor): Window {
  const { start } = cursor;
  if (!cursor.at('(')) {
    cursor.expectName();
    return { kind: 'window', expressions: [], range: cursor.rangeFrom(start) };
  }
  const expressions = cursor.parenthesized(() => {
    if (!cursor.atAny(WINDOW_WORDS)) {
      cursor.takeName();
    }
    const partition = cursor.takeAll('PARTITION', 'BY')
      ? cursor.list(() => cursor.grammar.parseExpression(cursor))
      : [];
    const order = takeOrderBy(cursor);
    if (cursor.takeAny('ROWS', 'RANGE', 'GROUPS') !== undefined) {
      parseFrame(cursor);
    }
    return [...partition, ...order];
  });
  return { kind: 'window', expressions, range: cursor.rangeFrom(start) };
}

const WINDOW_WORDS: ReadonlySet<string> = new Set(['PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS']);

function parseFrame(cursor: TokenCursor): void {
  if (cursor.take('BETWEEN')) {
    parseFrameBound(cursor);
    cursor.expect('AND');
  }
  parseFrameBound(cursor);
  if (cursor.take('EXCLUDE')) {
    if (!cursor.takeAll('CURRENT', 'ROW') && !cursor.takeAll('NO', 'OTHERS')) {
      cursor.expectName();
    }
  }
}

function parseFrameBound(cursor: TokenCursor): void {
  if (cursor.takeAll('CURRENT', 'ROW')) {
    return;
  }
  if (!cursor.take('UNBOUNDED')) {
    cursor.grammar.parseExpression(cursor, POWER.other);
  }
  if (cursor.takeAny('PRECEDING', 'FOLLOWING') === undefined) {
    cursor.fail();
  }
}
