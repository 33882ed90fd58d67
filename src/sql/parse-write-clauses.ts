import { parseExpression, parseSubscript } from './parse-expression.ts';
import { parseSelectItems } from './parse-select.ts';
import type { Assignment, Expression, Returning, SetClause } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

export function takeReturning(cursor: TokenCursor): Returning | undefined {
  cursor.takeFragments();
  const { start } = cursor;
  if (!cursor.take('RETURNING')) {
    return undefined;
  }
  cursor.clause = 'RETURNING';
  if (cursor.at('WITH') && cursor.at('(', 1)) {
    // PostgreSQL's `WITH (OLD AS o, NEW AS n)`.
    cursor.advance();
    cursor.skipParentheses();
  }
  const items = parseSelectItems(cursor);
  cursor.takeFragments();
  return { kind: 'returning', items, range: cursor.rangeFrom(start) };
}

/** `SET a = 1, (b, c) = (2, 3)`, with assignments that stand in holes. */
export function parseSet(cursor: TokenCursor): SetClause {
  const { start } = cursor;
  cursor.expect('SET');
  return finishSet(cursor, start);
}

/** Assignments whose word was read already, at `start`. */
export function finishSet(cursor: TokenCursor, start: number): SetClause {
  cursor.clause = 'SET';
  const assignments: Assignment[] = [parseAssignment(cursor)];
  while (cursor.take(',') || cursor.atKind('placeholder')) {
    assignments.push(parseAssignment(cursor));
  }
  return { kind: 'set', assignments, range: cursor.rangeFrom(start) };
}

function parseAssignment(cursor: TokenCursor): Assignment {
  const { start } = cursor;
  if (cursor.atKind('placeholder') && !cursor.at('=', 1) && !cursor.at(':=', 1) && !cursor.at('.', 1)) {
    const placeholder = cursor.takePlaceholder() ?? cursor.fail();
    return { kind: 'assignment', target: placeholder, value: placeholder, range: placeholder.range };
  }
  const target = cursor.at('(') ? parseTargetRow(cursor) : parseTarget(cursor);
  if (cursor.takeAny('=', ':=') === undefined) {
    return cursor.fail();
  }
  const value = parseExpression(cursor);
  return { kind: 'assignment', target, value, range: cursor.rangeFrom(start) };
}

function parseTargetRow(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const items = cursor.parenthesizedList(() => parseTarget(cursor));
  return { kind: 'row', items, range: cursor.rangeFrom(start) };
}

/** A column, or a part of one: `tags[1]`. */
export function parseTarget(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const name = [cursor.expectName()];
  while (cursor.take('.')) {
    name.push(cursor.expectName(NO_WORDS));
  }
  const [first] = name;
  let target: Expression =
    first?.kind === 'placeholder' && name.length === 1
      ? first
      : { kind: 'column', name, range: cursor.rangeFrom(start) };
  while (cursor.at('[')) {
    target = { kind: 'subscript', operand: target, bounds: parseSubscript(cursor), range: cursor.rangeFrom(start) };
    cursor.countLink();
  }
  return target;
}
