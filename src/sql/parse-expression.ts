import { BINARY_OPERATORS, BINARY_WORDS, PATTERN_WORDS, POWER, spellOperator } from './operators.ts';
import { parseOperand } from './parse-operand.ts';
import { extendByNegation, parseIs, parsePredicate, parseTimeZone, takeQuantified } from './parse-predicate.ts';
import { expectType } from './parse-type.ts';
import { NEVER_BARE_ALIAS } from './reserved-words.ts';
import type { Expression } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** An expression of operators that bind at least as tightly as `minimum`: precedence climbing over its tokens. */
export function parseExpression(cursor: TokenCursor, minimum: number = POWER.lowest): Expression {
  return cursor.nest(() => {
    const { start } = cursor;
    let left = parseOperand(cursor);
    for (let links = 0; ; links++) {
      const next = extend(cursor, left, start, minimum);
      if (next === undefined) {
        return left;
      }
      if (links > 0 && next.kind !== 'logical') {
        cursor.countLink();
      }
      left = next;
    }
  });
}

/** `left` with the operator behind it and what that takes; undefined where nothing belongs to it any more. */
function extend(cursor: TokenCursor, left: Expression, start: number, minimum: number): Expression | undefined {
  switch (cursor.token?.kind) {
    case 'symbol':
      return extendBySymbol(cursor, left, start, minimum);
    case 'word':
      return extendByWord(cursor, left, start, minimum);
    case 'placeholder':
      return extendByHole(cursor, left, start, minimum);
    case 'name':
    case 'string':
    case 'number':
    case undefined:
      return undefined;
  }
}

function extendBySymbol(cursor: TokenCursor, left: Expression, start: number, minimum: number): Expression | undefined {
  const symbol = cursor.token?.text ?? '';
  switch (symbol) {
    case '::':
      cursor.advance();
      expectType(cursor);
      return { kind: 'cast', operand: left, range: cursor.rangeFrom(start) };
    case '[':
      return { kind: 'subscript', operand: left, bounds: parseSubscript(cursor), range: cursor.rangeFrom(start) };
    case '.':
      // `(address).city`, `(row).*`; names take their own dots.
      cursor.advance();
      if (!cursor.take('*')) {
        cursor.expectName(NO_WORDS);
      }
      return { kind: 'field', operand: left, range: cursor.rangeFrom(start) };
    default:
  }
  const power = BINARY_OPERATORS.get(symbol);
  if (power === undefined || power < minimum) {
    return undefined;
  }
  cursor.advance();
  const right = (power === POWER.comparison ? takeQuantified(cursor) : undefined) ?? parseExpression(cursor, power + 1);
  return { kind: 'binary', operator: spellOperator(symbol), left, right, range: cursor.rangeFrom(start) };
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** `[1]`, `[1:2]`, `[:]`. */
export function parseSubscript(cursor: TokenCursor): readonly Expression[] {
  const bounds: Expression[] = [];
  const { clause } = cursor;
  cursor.expect('[');
  cursor.clause = '';
  while (!cursor.take(']')) {
    if (!cursor.take(':')) {
      bounds.push(parseExpression(cursor));
    }
  }
  cursor.clause = clause;
  return bounds;
}

function extendByWord(cursor: TokenCursor, left: Expression, start: number, minimum: number): Expression | undefined {
  const word = cursor.token?.text ?? '';
  switch (word) {
    case 'AND':
      return POWER.and < minimum ? undefined : parseLogical(cursor, left, start, word, POWER.and);
    case 'OR':
      return POWER.or < minimum ? undefined : parseLogical(cursor, left, start, word, POWER.or);
    case 'IS':
      return POWER.test < minimum ? undefined : parseIs(cursor, left, start);
    case 'ISNULL':
    case 'NOTNULL':
      if (POWER.test < minimum) {
        return undefined;
      }
      cursor.advance();
      return { kind: 'null-test', isNegated: word === 'NOTNULL', operand: left, range: cursor.rangeFrom(start) };
    case 'COLLATE':
      cursor.advance();
      cursor.expectName();
      while (cursor.take('.')) {
        cursor.expectName();
      }
      return { kind: 'collation', operand: left, range: cursor.rangeFrom(start) };
    case 'AT':
      return parseTimeZone(cursor, left, start);
    case 'OPERATOR':
      return cursor.at('(', 1) && POWER.other >= minimum ? parseNamedOperator(cursor, left, start) : undefined;
    case 'NOT':
      return extendByNegation(cursor, left, start, minimum);
    default:
  }
  const power = BINARY_WORDS.get(word);
  if (power !== undefined) {
    if (power < minimum) {
      return undefined;
    }
    cursor.advance();
    const right = parseExpression(cursor, power + 1);
    return { kind: 'binary', operator: word, left, right, range: cursor.rangeFrom(start) };
  }
  return POWER.pattern < minimum ? undefined : parsePredicate(cursor, left, start, false);
}

/** All of `a AND b AND c` at once, so that it does not nest. */
function parseLogical(
  cursor: TokenCursor,
  left: Expression,
  start: number,
  operator: 'AND' | 'OR',
  power: number,
): Expression {
  const operands = [left];
  while (cursor.take(operator)) {
    operands.push(parseExpression(cursor, power + 1));
  }
  return { kind: 'logical', operator, operands, range: cursor.rangeFrom(start) };
}

/** PostgreSQL's `OPERATOR(schema.+)`. */
function parseNamedOperator(cursor: TokenCursor, left: Expression, start: number): Expression {
  cursor.advance();
  cursor.skipParentheses();
  const right = parseExpression(cursor, POWER.other + 1);
  return { kind: 'binary', operator: undefined, left, right, range: cursor.rangeFrom(start) };
}

/**
 * A hole behind a complete operand. It may hold more conditions, or an operator, if another operand follows; it is no
 * part of the expression otherwise. Among assignments it holds more of them, which is not for the expression to read.
 */
function extendByHole(cursor: TokenCursor, left: Expression, start: number, minimum: number): Expression | undefined {
  if (cursor.clause === 'SET') {
    return undefined;
  }
  cursor.takeFragments();
  const { token } = cursor;
  const isOperand =
    token?.kind === 'word'
      ? !NEVER_BARE_ALIAS.has(token.text) && !OPERATOR_WORDS.has(token.text)
      : token?.kind === 'name' || token?.kind === 'string' || token?.kind === 'number' || token?.text === '(';
  if (!isOperand || POWER.comparison < minimum) {
    return left;
  }
  const right = parseExpression(cursor, POWER.pattern);
  return { kind: 'binary', operator: undefined, left, right, range: cursor.rangeFrom(start) };
}

const OPERATOR_WORDS: ReadonlySet<string> = new Set([
  ...PATTERN_WORDS,
  ...BINARY_WORDS.keys(),
  'AT',
  'OPERATOR',
  'LOCK',
]);
