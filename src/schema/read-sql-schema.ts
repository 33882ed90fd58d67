/**
 * Tables of SQL scripts, as they stand after all of them have run in order.
 *
 * Reads tokens instead of parsing: the statements of one file are often of several dialects, some that no parser here knows
 * (SQL Server, dumps with client commands), and a project's migrations are read while its developer waits.
 */

import { applyColumn, applyTableElement, readKeyColumns } from './sql-definitions.ts';
import { addKey, createSqlTables, dropColumn, dropKey, renameColumn } from './sql-tables.ts';
import type { SqlTable, SqlTables } from './sql-tables.ts';
import { createTokenReader, readSqlStatements, splitAtCommas } from './sql-tokens.ts';
import type { SqlToken, TokenReader } from './sql-tokens.ts';
import { createTableSchema } from './table-schema.ts';
import type { TableSchema } from './table-schema.ts';

const leadingWords: ReadonlySet<string> = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME']);

/** What the scripts' tables are after the last one. What a migration takes back in its `down` part is left out. */
export function readSqlSchema(scripts: readonly string[]): readonly TableSchema[] {
  const tables = createSqlTables();
  for (const script of scripts)
    for (const statement of readSqlStatements(script, leadingWords))
      applyStatement(tables, createTokenReader(statement));
  return tables.all().map((table) =>
    createTableSchema({
      name: table.name,
      table: table.name,
      columns: [...table.columns.values()],
      uniqueKeys: table.keys,
      foreignKeys: table.foreignKeys,
    }),
  );
}

function applyStatement(tables: SqlTables, reader: TokenReader): void {
  if (reader.take('CREATE')) applyCreate(tables, reader);
  else if (reader.take('ALTER', 'TABLE')) applyAlterTable(tables, reader);
  else if (reader.take('DROP', 'TABLE')) {
    for (const part of splitAtCommas(reader.rest())) {
      const dropped = createTokenReader(part);
      dropped.take('IF', 'EXISTS');
      tables.drop(dropped.takeName() ?? '');
    }
  } else if (reader.take('DROP', 'INDEX')) {
    reader.take('CONCURRENTLY');
    reader.take('IF', 'EXISTS');
    const name = reader.takeName() ?? '';
    // MySQL names the table; elsewhere the index's name is enough.
    const table = reader.take('ON')
      ? tables.find(reader.takeName() ?? '')
      : tables.all().find((other) => hasKey(other, name));
    if (table !== undefined) dropKey(table, name);
  } else if (reader.take('RENAME', 'TABLE')) {
    const from = reader.takeName() ?? '';
    if (reader.take('TO')) tables.rename(from, reader.takeName() ?? from);
  }
}

function hasKey(table: SqlTable, name: string): boolean {
  return table.keys.some((key) => key.name?.toLowerCase() === name.toLowerCase());
}

function applyCreate(tables: SqlTables, reader: TokenReader): void {
  let isUnique = false;
  while (reader.word() !== 'TABLE' && reader.word() !== 'INDEX') {
    // CREATE VIEW, FUNCTION, TYPE, …
    if (
      !/^(?:OR|REPLACE|GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|UNIQUE|CLUSTERED|NONCLUSTERED)$/.test(reader.word() ?? '')
    )
      return;
    isUnique ||= reader.word() === 'UNIQUE';
    reader.skip();
  }
  if (reader.take('TABLE')) {
    reader.take('IF', 'NOT', 'EXISTS');
    const name = reader.takeName();
    const elements = reader.takeGroup();
    if (name === undefined || elements === undefined) return;
    const table = tables.open(name);
    for (const element of elements) applyTableElement(table, element);
  } else if (isUnique) applyUniqueIndex(tables, reader);
}

/** `INDEX [CONCURRENTLY] [IF NOT EXISTS] [name] ON [ONLY] table [USING method] (columns) … [WHERE condition]`. */
function applyUniqueIndex(tables: SqlTables, reader: TokenReader): void {
  reader.take('INDEX');
  reader.take('CONCURRENTLY');
  reader.take('IF', 'NOT', 'EXISTS');
  const name = reader.word() === 'ON' ? undefined : reader.takeName();
  if (!reader.take('ON')) return;
  reader.take('ONLY');
  const table = tables.find(reader.takeName() ?? '');
  if (table === undefined) return;
  const { columns, nullsAreEqual } = readKeyColumns(reader.seekGroup() ?? []);
  let areNullsEqual = nullsAreEqual;
  let condition: readonly SqlToken[] = [];
  while (!reader.isAtEnd()) {
    if (reader.take('NULLS', 'NOT', 'DISTINCT')) areNullsEqual = true;
    else if (reader.take('WHERE')) {
      condition = reader.rest();
      break;
    } else reader.skip();
  }
  const isPartial = condition.length > 0 && !isNotNullOf(condition, columns);
  addKey(table, { name, columns, partial: isPartial, nullsAreEqual: areNullsEqual });
}

/** `a IS NOT NULL AND b IS NOT NULL` leaves out only rows that a key over those columns leaves out anyway. */
function isNotNullOf(condition: readonly SqlToken[], columns: readonly string[]): boolean {
  const words = condition
    .filter((token) => token.kind === 'word' || token.kind === 'name')
    .map((token) => token.text.toLowerCase());
  if (condition.some((token) => token.kind !== 'word' && token.kind !== 'name' && !/^[()]$/.test(token.text)))
    return false;
  return words
    .join(' ')
    .split(' and ')
    .every((part) => columns.some((column) => part === `${column.toLowerCase()} is not null`));
}

function applyAlterTable(tables: SqlTables, reader: TokenReader): void {
  reader.take('IF', 'EXISTS');
  reader.take('ONLY');
  const name = reader.takeName() ?? '';
  const table = tables.find(name);
  if (table === undefined) return;
  if (reader.take('RENAME', 'TO') || reader.take('RENAME', 'AS')) {
    tables.rename(name, reader.takeName() ?? name);
    return;
  }
  for (const action of splitAtCommas(reader.rest())) applyAction(table, createTokenReader(action));
}

function applyAction(table: SqlTable, reader: TokenReader): void {
  // SQL Server: WITH CHECK ADD CONSTRAINT.
  if (reader.take('WITH', 'CHECK') || reader.take('WITH', 'NOCHECK') || reader.word() === 'ADD') {
    if (reader.take('ADD')) applyAdd(table, reader);
  } else if (reader.take('DROP')) applyDrop(table, reader);
  else if (reader.take('ALTER')) applyAlterColumn(table, reader);
  else if (reader.take('MODIFY')) {
    reader.take('COLUMN');
    applyColumn(table, reader);
  } else if (reader.take('CHANGE')) {
    reader.take('COLUMN');
    const from = reader.takeName() ?? '';
    renameColumn(table, from, createTokenReader(reader.rest()).takeName() ?? from);
    applyColumn(table, reader);
  } else if (reader.take('RENAME')) {
    const isColumn = !['CONSTRAINT', 'INDEX', 'KEY'].includes(reader.word() ?? '') || reader.word(1) === 'TO';
    if (reader.word(1) !== 'TO') reader.skip();
    const from = reader.takeName() ?? '';
    const to = reader.take('TO') ? (reader.takeName() ?? from) : from;
    if (isColumn) renameColumn(table, from, to);
    else
      table.keys = table.keys.map((key) =>
        key.name?.toLowerCase() === from.toLowerCase() ? { ...key, name: to } : key,
      );
  }
}

function applyAdd(table: SqlTable, reader: TokenReader): void {
  reader.take('COLUMN');
  reader.take('IF', 'NOT', 'EXISTS');
  for (const element of reader.takeGroup() ?? [reader.rest()]) applyTableElement(table, element);
}

function applyDrop(table: SqlTable, reader: TokenReader): void {
  if (reader.take('PRIMARY', 'KEY')) {
    table.keys = table.keys.filter((key) => key.primary !== true);
    return;
  }
  const isKey = ['CONSTRAINT', 'INDEX', 'KEY'].includes(reader.word() ?? '') && reader.take(reader.word() ?? '');
  if (!isKey) reader.take('COLUMN');
  reader.take('IF', 'EXISTS');
  const name = reader.takeName() ?? '';
  if (isKey) dropKey(table, name);
  else dropColumn(table, name);
}

function applyAlterColumn(table: SqlTable, reader: TokenReader): void {
  reader.take('COLUMN');
  const name = reader.takeName() ?? '';
  const column = table.columns.get(name.toLowerCase());
  if (column === undefined) return;
  const tokens = reader
    .rest()
    .map((token) => token.text.toUpperCase())
    .join(' ');
  if (tokens.startsWith('DROP NOT NULL')) table.columns.set(name.toLowerCase(), { ...column, nullable: true });
  else if (/\bNOT NULL\b/.test(tokens)) table.columns.set(name.toLowerCase(), { ...column, nullable: false });
}
