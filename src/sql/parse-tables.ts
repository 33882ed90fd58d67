import { parseExpression } from './parse-expression.ts';
import { parseTable } from './parse-table.ts';
import type { Expression, From, Join, TableReference } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `FROM a, b JOIN c ON …`. */
export function parseFrom(cursor: TokenCursor): From {
  const { start } = cursor;
  cursor.advance();
  cursor.clause = 'FROM';
  const tables = parseTables(cursor);
  return { kind: 'from', tables, range: cursor.rangeFrom(start) };
}

export function parseTables(cursor: TokenCursor): readonly TableReference[] {
  return cursor.list(() => parseJoinedTables(cursor));
}

/** A table and those joined to it. */
export function parseJoinedTables(cursor: TokenCursor): TableReference {
  return cursor.nest(() => {
    const { start } = cursor;
    const first = parseTable(cursor);
    cursor.takeFragments();
    const joins: Join[] = [];
    for (let join = takeJoin(cursor); join !== undefined; join = takeJoin(cursor)) {
      joins.push(join);
      cursor.takeFragments();
    }
    return joins.length === 0 ? first : { kind: 'joined-tables', first, joins, range: cursor.rangeFrom(start) };
  });
}

function takeJoin(cursor: TokenCursor): Join | undefined {
  const { start } = cursor;
  const kind = takeJoinWords(cursor);
  if (kind === undefined) {
    return undefined;
  }
  cursor.clause = 'JOIN';
  const right = parseTable(cursor);
  // `a JOIN b JOIN c ON … ON …`: the conditions come in reverse.
  const inner = kind.hasCondition && atJoin(cursor) ? takeInnerJoins(cursor, right, start) : undefined;
  const condition = takeJoinCondition(cursor);
  return { kind: 'join', isOuter: kind.isOuter, table: inner ?? right, condition, range: cursor.rangeFrom(start) };
}

/** Joins that are read before the condition of the join they are on the right of. */
function takeInnerJoins(cursor: TokenCursor, first: TableReference, start: number): TableReference {
  return cursor.nest(() => {
    const joins: Join[] = [];
    for (let join = takeJoin(cursor); join !== undefined; join = takeJoin(cursor)) {
      joins.push(join);
    }
    return { kind: 'joined-tables', first, joins, range: cursor.rangeFrom(start) };
  });
}

interface JoinKind {
  readonly isOuter: boolean;
  readonly hasCondition: boolean;
}

const JOIN_WORDS: ReadonlySet<string> = new Set([
  'JOIN',
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'CROSS',
  'NATURAL',
  'STRAIGHT_JOIN',
]);

function atJoin(cursor: TokenCursor): boolean {
  return cursor.atAny(JOIN_WORDS);
}

function takeJoinWords(cursor: TokenCursor): JoinKind | undefined {
  if (cursor.take('STRAIGHT_JOIN')) {
    return { isOuter: false, hasCondition: true };
  }
  if (cursor.takeAll('CROSS', 'APPLY') || cursor.takeAll('OUTER', 'APPLY')) {
    return { isOuter: false, hasCondition: false };
  }
  if (!atJoin(cursor)) {
    return undefined;
  }
  const isNatural = cursor.take('NATURAL');
  const word = cursor.takeAny('INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS');
  const isOuter = word === 'LEFT' || word === 'RIGHT' || word === 'FULL';
  if (isOuter) {
    cursor.take('OUTER');
  }
  cursor.expect('JOIN');
  return { isOuter, hasCondition: !isNatural && word !== 'CROSS' };
}

function takeJoinCondition(cursor: TokenCursor): Expression | undefined {
  // SQLite's `INSERT … SELECT … FROM a JOIN b ON CONFLICT …`.
  if (cursor.at('ON') && !cursor.at('CONFLICT', 1) && !cursor.at('DUPLICATE', 1)) {
    cursor.advance();
    cursor.clause = 'ON';
    return parseExpression(cursor);
  }
  if (cursor.at('USING') && (cursor.at('(', 1) || cursor.atKind('placeholder', 1))) {
    cursor.advance();
    if (cursor.takePlaceholder() === undefined) {
      cursor.parenthesizedList(() => cursor.expectName());
    }
    if (cursor.take('AS')) {
      cursor.expectName();
    }
  }
  return undefined;
}
