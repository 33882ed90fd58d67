import { parseExpression } from './parse-expression.ts';
import { startsHint, takeHints } from './parse-table-hints.ts';
import { expectType } from './parse-type.ts';
import { NO_TAIL, atQueryContinuation, startsQuery } from './query-bounds.ts';
import type { Expression, NamedTable, NamePart, QualifiedName, Query, TableReference } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

/** One table, function, or something in parentheses, with its alias and hints. */
export function parseTable(cursor: TokenCursor): TableReference {
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
        cursor.parenthesizedList(() => {
          parseColumnDefinition(cursor);
        });
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
    const query = cursor.parenthesized(() => cursor.takePlaceholder() ?? cursor.grammar.parseQuery(cursor));
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
  const first = cursor.grammar.parseJoinedTables(cursor);
  if (first.kind === 'derived-table' && first.alias === undefined && atQueryContinuation(cursor)) {
    const { query, range } = first;
    return cursor.grammar.continueQuery(cursor, { kind: 'nested', with: undefined, query, ...NO_TAIL, range }, start);
  }
  return cursor.take(',') ? [first, ...cursor.list(() => cursor.grammar.parseJoinedTables(cursor))] : [first];
}

/** An alias with its columns: `AS x(n)`, PostgreSQL's `AS x(a int, b text)` and `AS (a int)`. */
function takeTableAlias(cursor: TokenCursor): NamePart | undefined {
  if (startsHint(cursor)) {
    return undefined;
  }
  if (cursor.at('AS') && cursor.at('(', 1)) {
    cursor.advance();
    cursor.parenthesizedList(() => {
      parseColumnDefinition(cursor);
    });
    return undefined;
  }
  const alias = cursor.takeAlias();
  if (alias !== undefined && cursor.at('(')) {
    cursor.parenthesizedList(() => {
      parseColumnDefinition(cursor);
    });
  }
  return alias;
}

function parseColumnDefinition(cursor: TokenCursor): void {
  cursor.expectName();
  if (!cursor.at(',') && !cursor.at(')')) {
    expectType(cursor);
  }
}
