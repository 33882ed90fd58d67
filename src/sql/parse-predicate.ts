import { PATTERN_WORDS, POWER } from './operators.ts';
import { parseOperand } from './parse-operand.ts';
import type { Expression } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `IS [NOT] NULL`, `IS [NOT] DISTINCT FROM b`, SQLite's `IS b`, and tests that say nothing about the value. */
export function parseIs(cursor: TokenCursor, left: Expression, start: number): Expression {
  cursor.expect('IS');
  const operator = cursor.take('NOT') ? 'IS NOT' : 'IS';
  if (cursor.takeAll('DISTINCT', 'FROM')) {
    const right = cursor.grammar.parseExpression(cursor, POWER.comparison);
    return { kind: 'binary', operator: `${operator} DISTINCT FROM`, left, right, range: cursor.rangeFrom(start) };
  }
  const valueStart = cursor.start;
  const test = cursor.takeAny('UNKNOWN', 'JSON', 'DOCUMENT', 'NORMALIZED', 'NFC', 'NFD', 'NFKC', 'NFKD');
  if (test === undefined) {
    const right = cursor.grammar.parseExpression(cursor, POWER.comparison);
    return { kind: 'binary', operator, left, right, range: cursor.rangeFrom(start) };
  }
  if (test === 'UNKNOWN') {
    // To be unknown is to be null, for a condition.
    const right: Expression = { kind: 'literal', value: null, range: cursor.rangeFrom(valueStart) };
    return { kind: 'binary', operator, left, right, range: cursor.rangeFrom(start) };
  }
  cursor.takeAny('VALUE', 'SCALAR', 'ARRAY', 'OBJECT', 'NORMALIZED');
  return { kind: 'unary', operator: `${operator} ${test}`, operand: left, range: cursor.rangeFrom(start) };
}

export function parseTimeZone(cursor: TokenCursor, left: Expression, start: number): Expression | undefined {
  if (cursor.takeAll('AT', 'LOCAL')) {
    return { kind: 'unary', operator: 'AT LOCAL', operand: left, range: cursor.rangeFrom(start) };
  }
  if (!cursor.takeAll('AT', 'TIME', 'ZONE')) {
    return undefined;
  }
  const right = cursor.grammar.parseExpression(cursor, POWER.sign);
  return { kind: 'binary', operator: 'AT TIME ZONE', left, right, range: cursor.rangeFrom(start) };
}

export function extendByNegation(
  cursor: TokenCursor,
  left: Expression,
  start: number,
  minimum: number,
): Expression | undefined {
  if (cursor.at('NULL', 1)) {
    if (POWER.test < minimum) {
      return undefined;
    }
    cursor.takeAll('NOT', 'NULL');
    return { kind: 'null-test', isNegated: true, operand: left, range: cursor.rangeFrom(start) };
  }
  const next = cursor.peek(1)?.text ?? '';
  if (POWER.pattern < minimum || !(next === 'IN' || next === 'BETWEEN' || PATTERN_WORDS.has(next))) {
    return undefined;
  }
  cursor.expect('NOT');
  return parsePredicate(cursor, left, start, true);
}

/** IN, BETWEEN, and the words that compare with a pattern. */
export function parsePredicate(
  cursor: TokenCursor,
  left: Expression,
  start: number,
  isNegated: boolean,
): Expression | undefined {
  if (cursor.take('IN')) {
    const list = parseInList(cursor);
    return { kind: 'in', isNegated, operand: left, list, range: cursor.rangeFrom(start) };
  }
  if (cursor.take('BETWEEN')) {
    cursor.takeAny('SYMMETRIC', 'ASYMMETRIC');
    const low = cursor.grammar.parseExpression(cursor, POWER.other);
    cursor.expect('AND');
    const high = cursor.grammar.parseExpression(cursor, POWER.other);
    return { kind: 'between', isNegated, operand: left, low, high, range: cursor.rangeFrom(start) };
  }
  if (cursor.takeAll('MEMBER', 'OF') || cursor.takeAll('SOUNDS', 'LIKE')) {
    const right = parseOperand(cursor);
    return { kind: 'binary', operator: undefined, left, right, range: cursor.rangeFrom(start) };
  }
  if (!cursor.atAny(PATTERN_WORDS)) {
    return undefined;
  }
  const word = cursor.advance().text;
  if (word === 'SIMILAR') {
    cursor.expect('TO');
  }
  const right = takeQuantified(cursor) ?? cursor.grammar.parseExpression(cursor, POWER.other);
  if (cursor.take('ESCAPE')) {
    cursor.grammar.parseExpression(cursor, POWER.other);
  }
  const operator = `${isNegated ? 'NOT ' : ''}${word === 'SIMILAR' ? 'SIMILAR TO' : word}`;
  return { kind: 'binary', operator, left, right, range: cursor.rangeFrom(start) };
}

/** `ANY (…)`, `ALL (…)`. */
export function takeQuantified(cursor: TokenCursor): Expression | undefined {
  const { start } = cursor;
  if (!cursor.at('(', 1)) {
    return undefined;
  }
  const quantifier = cursor.takeAny('ANY', 'SOME', 'ALL');
  if (quantifier === undefined) {
    return undefined;
  }
  const operand = parseOperand(cursor);
  return {
    kind: 'quantified',
    quantifier: quantifier === 'ALL' ? 'ALL' : 'ANY',
    operand: operand.kind === 'parenthesized' ? operand.inner : operand,
    range: cursor.rangeFrom(start),
  };
}

/** A list or subquery in parentheses; a placeholder that stands for one; `POSITION(a IN b)`, a table of SQLite. */
function parseInList(cursor: TokenCursor): Expression {
  const { start } = cursor;
  if (!cursor.at('(')) {
    return cursor.grammar.parseExpression(cursor, POWER.other);
  }
  if (cursor.at(')', 1)) {
    cursor.takeAll('(', ')');
    return { kind: 'row', items: [], range: cursor.rangeFrom(start) };
  }
  const list = parseOperand(cursor);
  return list.kind === 'parenthesized' ? { kind: 'row', items: [list.inner], range: list.range } : list;
}
