import { parseExpression } from './parse-expression.ts';
import { parseRow } from './parse-row.ts';
import { takeWhere } from './parse-select.ts';
import { parseTableName } from './parse-table.ts';
import { finishSet, parseSet, parseTarget, takeReturning } from './parse-write-clauses.ts';
import { NO_TAIL, startsQuery } from './query-bounds.ts';
import type { Expression, Insert, NamedTable, NamePart, OnConflict, OnDuplicateKey, With } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

export function parseInsert(cursor: TokenCursor, tables: With | undefined, start: number): Insert {
  const alternative = takeVerb(cursor);
  cursor.clause = 'INTO';
  cursor.take('INTO');
  const table = parseInsertTable(cursor);
  const { columns, source } = parseContent(cursor);
  const rowAlias = takeRowAlias(cursor);
  const conflicts: (OnConflict | OnDuplicateKey)[] = [];
  for (let conflict = takeConflict(cursor); conflict !== undefined; conflict = takeConflict(cursor)) {
    conflicts.push(conflict);
  }
  const returning = takeReturning(cursor);
  const range = cursor.rangeFrom(start);
  return { kind: 'insert', with: tables, alternative, table, columns, source, rowAlias, conflicts, returning, range };
}

/** What happens where the row exists already, as the verb says. */
function takeVerb(cursor: TokenCursor): string | undefined {
  const isReplace = cursor.take('REPLACE');
  if (!isReplace) {
    cursor.expect('INSERT');
  }
  let alternative = isReplace ? 'REPLACE' : undefined;
  if (cursor.take('OR')) {
    alternative = cursor.token?.text;
    cursor.expectName(NO_WORDS);
  }
  while (cursor.takeAny('LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY') !== undefined) {
    // MySQL's modifiers.
  }
  return cursor.take('IGNORE') ? 'IGNORE' : alternative;
}

function parseInsertTable(cursor: TokenCursor): NamedTable {
  const table = parseTableName(cursor);
  if (cursor.at('PARTITION') && cursor.at('(', 1)) {
    cursor.advance();
    cursor.skipParentheses();
  }
  return cursor.take('AS') ? { ...table, alias: cursor.expectName(), range: cursor.rangeFrom(table.range[0]) } : table;
}

/** The columns and what is put into them. */
function parseContent(cursor: TokenCursor): Pick<Insert, 'columns' | 'source'> {
  if (cursor.atKind('placeholder')) {
    return parseHeldContent(cursor);
  }
  if (cursor.at('SET')) {
    return { columns: [], source: parseSet(cursor) };
  }
  const columns = cursor.at('(') && !startsQuery(cursor, 1) ? cursor.parenthesizedList(() => parseTarget(cursor)) : [];
  return { columns, source: parseSource(cursor) };
}

/** `INSERT INTO users ${sql(user)}`: the whole row, or with VALUES behind it the column list. */
function parseHeldContent(cursor: TokenCursor): Pick<Insert, 'columns' | 'source'> {
  const placeholder = cursor.takePlaceholder() ?? cursor.fail();
  if (cursor.at('VALUES') || cursor.at('SELECT') || cursor.atKind('placeholder')) {
    return { columns: [placeholder], source: parseSource(cursor) };
  }
  const { range } = placeholder;
  return {
    columns: [placeholder],
    source: { kind: 'values', with: undefined, rows: [placeholder], ...NO_TAIL, range },
  };
}

function parseSource(cursor: TokenCursor): Insert['source'] {
  const { start } = cursor;
  if (cursor.takeAny('OVERRIDING') !== undefined) {
    if (cursor.takeAny('SYSTEM', 'USER') === undefined) {
      return cursor.fail();
    }
    cursor.expect('VALUE');
  }
  if (cursor.takeAll('DEFAULT', 'VALUES')) {
    return undefined;
  }
  if (cursor.take('VALUE')) {
    // MySQL's other spelling of VALUES.
    cursor.clause = 'VALUES';
    const rows = cursor.list(() => parseRow(cursor));
    return { kind: 'values', with: undefined, rows, ...NO_TAIL, range: cursor.rangeFrom(start) };
  }
  const statement = cursor.grammar.parseStatement(cursor);
  switch (statement.kind) {
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
      return cursor.fail();
    default:
      return statement;
  }
}

/** MySQL's `VALUES (…) AS fresh(a, b)`. */
function takeRowAlias(cursor: TokenCursor): NamePart | undefined {
  if (!cursor.take('AS')) {
    return undefined;
  }
  const alias = cursor.expectName();
  if (cursor.at('(')) {
    cursor.parenthesizedList(() => cursor.expectName());
  }
  return alias;
}

function takeConflict(cursor: TokenCursor): OnConflict | OnDuplicateKey | undefined {
  cursor.takeFragments();
  const { start } = cursor;
  if (cursor.takeAll('ON', 'DUPLICATE', 'KEY', 'UPDATE')) {
    cursor.valuesIsFunction = true;
    const set = finishSet(cursor, start);
    cursor.valuesIsFunction = false;
    return { kind: 'on-duplicate-key', set, range: cursor.rangeFrom(start) };
  }
  if (!cursor.takeAll('ON', 'CONFLICT')) {
    return undefined;
  }
  cursor.clause = 'CONFLICT';
  const target = parseConflictTarget(cursor);
  const targetWhere = takeWhere(cursor);
  cursor.expect('DO');
  if (cursor.take('NOTHING')) {
    const range = cursor.rangeFrom(start);
    return { kind: 'on-conflict', target, targetWhere, set: undefined, where: undefined, range };
  }
  cursor.expect('UPDATE');
  const set = parseSet(cursor);
  const where = takeWhere(cursor);
  return { kind: 'on-conflict', target, targetWhere, set, where, range: cursor.rangeFrom(start) };
}

function parseConflictTarget(cursor: TokenCursor): readonly Expression[] {
  if (cursor.takeAll('ON', 'CONSTRAINT')) {
    cursor.expectName();
    return [];
  }
  return cursor.at('(') ? cursor.parenthesizedList(() => parseIndexColumn(cursor)) : [];
}

/** A column or expression of an index, with its order and operator class. */
function parseIndexColumn(cursor: TokenCursor): Expression {
  const expression = parseExpression(cursor);
  cursor.takeAny('ASC', 'DESC');
  if (!cursor.at(',') && !cursor.at(')')) {
    cursor.takeName();
  }
  return expression;
}
