import { parseExpression, parseSubscript } from './parse-expression.ts';
import { parseInsert } from './parse-insert.ts';
import { parseMerge } from './parse-merge.ts';
import { takeLimit, takeOrderBy } from './parse-query-tail.ts';
import { parseSelectItems, takeWhere } from './parse-select.ts';
import { parseFrom, parseTables } from './parse-tables.ts';
import type { Assignment, DataChange, Delete, Expression, Returning, SetClause, Update, With } from './syntax.ts';
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
