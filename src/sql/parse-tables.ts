import { parseExpression } from './parse-expression.ts';
import { atQueryContinuation, continueQuery, NO_TAIL, parseQuery, startsQuery } from './parse-query.ts';
import { expectType } from './parse-type.ts';
import type { Expression, From, Join, NamedTable, NamePart, QualifiedName, Query, TableReference } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

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

/** One table, function, or something in parentheses, with its alias and hints. */
function parseTable(cursor: TokenCursor): TableReference {
  const { start } = cursor;
  cursor.take('LATERAL');
  if (cursor.at('(')) {
    return parseParenthesizedTable(cursor, start);
  }
  if (cursor.at('VALUES') || cursor.at('SELECT')) {
    return cursor.fail();
  }
  if (cursor.takeAll('ROWS', 'FROM')) {
    const args = cursor.parenthesizedList(() => {
      const expression = parseExpression(cursor);
      if (cursor.take('AS')) {
        cursor.parenthesizedList(() => parseColumnDefinition(cursor));
      }
      return expression;
    });
    return finishFunction(cursor, args, start);
  }
  if (cursor.at('ONLY') && cursor.at('(', 1)) {
    cursor.advance();
    const name = cursor.parenthesized(() => parseQualifiedName(cursor));
    return finishTable(cursor, name, start);
  }
  takeOnly(cursor);
  const name = parseQualifiedName(cursor);
  if (cursor.at('(')) {
    return finishFunction(cursor, parseFunctionArguments(cursor, name), start);
  }
  return finishTable(cursor, name, start);
}

/** The table of an INSERT or a TABLE query: no alias, no hints. */
export function parseTableName(cursor: TokenCursor): NamedTable {
  const { start } = cursor;
  takeOnly(cursor);
  const name = parseQualifiedName(cursor);
  return { kind: 'table', name, alias: undefined, isLocked: false, range: cursor.rangeFrom(start) };
}

function takeOnly(cursor: TokenCursor): void {
  if (cursor.at('ONLY') && !cursor.at('.', 1)) {
    cursor.advance();
  }
}

function parseQualifiedName(cursor: TokenCursor): QualifiedName {
  const name: NamePart[] = [cursor.expectName()];
  while (cursor.take('.')) {
    // SQL Server's `database..table`; MySQL's `DELETE t.* FROM t`.
    if (!cursor.at('.') && !cursor.take('*')) {
      name.push(cursor.expectName(NO_WORDS));
    }
  }
  return name;
}

/** Some functions have a grammar of their own, of which nothing is needed here. */
function parseFunctionArguments(cursor: TokenCursor, [name]: QualifiedName): readonly Expression[] {
  if (name?.kind === 'name' && /^(?:json_table|xmltable)$/i.test(name.name)) {
    cursor.skipParentheses();
    return [];
  }
  return cursor.parenthesizedList(() => parseExpression(cursor));
}

function finishFunction(cursor: TokenCursor, args: readonly Expression[], start: number): TableReference {
  cursor.takeAll('WITH', 'ORDINALITY');
  const alias = takeTableAlias(cursor);
  return { kind: 'table-function', args, alias, range: cursor.rangeFrom(start) };
}

function finishTable(cursor: TokenCursor, name: QualifiedName, start: number): NamedTable {
  // PostgreSQL's `members *`, with the tables that inherit from it.
  if (cursor.at('*')) {
    cursor.advance();
  }
  let isLocked = takeHints(cursor);
  const alias = takeTableAlias(cursor);
  isLocked = takeHints(cursor) || isLocked;
  return { kind: 'table', name, alias, isLocked, range: cursor.rangeFrom(start) };
}

function parseParenthesizedTable(cursor: TokenCursor, start: number): TableReference {
  if (startsQuery(cursor, 1) || (cursor.atKind('placeholder', 1) && cursor.at(')', 2))) {
    const query = cursor.parenthesized(() => cursor.takePlaceholder() ?? parseQuery(cursor));
    const alias = takeTableAlias(cursor);
    return { kind: 'derived-table', query, alias, range: cursor.rangeFrom(start) };
  }
  const inner = cursor.parenthesized(() => parseInnerTables(cursor));
  const alias = takeTableAlias(cursor);
  const range = cursor.rangeFrom(start);
  return 'kind' in inner
    ? { kind: 'derived-table', query: inner, alias, range }
    : { kind: 'nested-tables', tables: inner, alias, range };
}

/** Tables; or a query that starts with one in parentheses of its own: `((SELECT …) UNION SELECT …)`. */
function parseInnerTables(cursor: TokenCursor): readonly TableReference[] | Query {
  const { start } = cursor;
  const first = parseJoinedTables(cursor);
  if (first.kind === 'derived-table' && first.alias === undefined && atQueryContinuation(cursor)) {
    const { query, range } = first;
    return continueQuery(cursor, { kind: 'nested', with: undefined, query, ...NO_TAIL, range }, start);
  }
  return cursor.take(',') ? [first, ...parseTables(cursor)] : [first];
}

/** An alias with its columns: `AS x(n)`, PostgreSQL's `AS x(a int, b text)` and `AS (a int)`. */
function takeTableAlias(cursor: TokenCursor): NamePart | undefined {
  if (startsHint(cursor)) {
    return undefined;
  }
  if (cursor.at('AS') && cursor.at('(', 1)) {
    cursor.advance();
    cursor.parenthesizedList(() => parseColumnDefinition(cursor));
    return undefined;
  }
  const alias = cursor.takeAlias();
  if (alias !== undefined && cursor.at('(')) {
    cursor.parenthesizedList(() => parseColumnDefinition(cursor));
  }
  return alias;
}

function parseColumnDefinition(cursor: TokenCursor): void {
  cursor.expectName();
  if (!cursor.at(',') && !cursor.at(')')) {
    expectType(cursor);
  }
}

/** Whether a word that could be an alias begins a hint instead. */
function startsHint(cursor: TokenCursor): boolean {
  switch (cursor.token?.text) {
    case 'FORCE':
    case 'USE':
    case 'IGNORE':
      return cursor.at('INDEX', 1) || cursor.at('KEY', 1);
    case 'INDEXED':
      return cursor.at('BY', 1);
    case 'LOCK':
      return cursor.at('IN', 1);
    case 'PARTITION':
      return cursor.at('(', 1);
    default:
      return false;
  }
}

/** Steps over what databases let one say about a table; true where it locks the rows. */
function takeHints(cursor: TokenCursor): boolean {
  let isLocked = false;
  for (;;) {
    if (cursor.at('WITH') && cursor.at('(', 1)) {
      cursor.advance();
      isLocked ||= cursor.parenthesized(() => takeTableHints(cursor));
    } else if (cursor.at('TABLESAMPLE')) {
      takeSample(cursor);
    } else if (cursor.takeAll('INDEXED', 'BY')) {
      cursor.expectName();
    } else if (cursor.takeAll('FOR', 'SYSTEM_TIME', 'AS', 'OF')) {
      parseExpression(cursor);
    } else if (startsHint(cursor) && !cursor.at('LOCK')) {
      takeIndexHint(cursor);
    } else if (!cursor.takeAll('NOT', 'INDEXED')) {
      return isLocked;
    }
  }
}

/** SQL Server's `WITH (UPDLOCK, ROWLOCK, INDEX (i))`. */
function takeTableHints(cursor: TokenCursor): boolean {
  const hints = cursor.list(() => {
    const word = cursor.token?.text;
    cursor.expectName();
    if (cursor.at('(')) {
      cursor.skipParentheses();
    }
    return word;
  });
  return hints.includes('UPDLOCK') || hints.includes('XLOCK');
}

function takeSample(cursor: TokenCursor): void {
  cursor.expect('TABLESAMPLE');
  cursor.expectName();
  cursor.parenthesizedList(() => parseExpression(cursor));
  if (cursor.take('REPEATABLE')) {
    cursor.parenthesizedList(() => parseExpression(cursor));
  }
}

/** MySQL's `FORCE INDEX FOR ORDER BY (a, b)`, `PARTITION (p0)`. */
function takeIndexHint(cursor: TokenCursor): void {
  const word = cursor.advance().text;
  if (word !== 'PARTITION') {
    cursor.advance();
    if (
      cursor.take('FOR') &&
      !cursor.take('JOIN') &&
      !cursor.takeAll('ORDER', 'BY') &&
      !cursor.takeAll('GROUP', 'BY')
    ) {
      cursor.fail();
    }
  }
  cursor.skipParentheses();
}
