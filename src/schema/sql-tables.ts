/** The tables that a script has made so far; changed statement by statement while its files are read. */

import type { ColumnDefinition, ForeignKey, KeyDefinition } from './table-schema.ts';

export interface SqlTable {
  name: string;
  /** By lower-case name. */
  readonly columns: Map<string, ColumnDefinition>;
  keys: readonly SqlKey[];
  foreignKeys: readonly ForeignKey[];
}

/** `name` is that of the constraint or index; undefined where the script leaves it to the database. */
export interface SqlKey extends KeyDefinition {
  readonly name: string | undefined;
}

export interface SqlTables {
  all(): readonly SqlTable[];
  find(name: string): SqlTable | undefined;
  /** The table of this name, made where it is missing: a table may be described by several files. */
  open(name: string): SqlTable;
  drop(name: string): void;
  rename(from: string, to: string): void;
}

export function createSqlTables(): SqlTables {
  const tables = new Map<string, SqlTable>();
  return {
    all: () => [...tables.values()],
    find: (name) => tables.get(name.toLowerCase()),
    open(name) {
      const key = name.toLowerCase();
      const table = tables.get(key) ?? { name, columns: new Map(), keys: [], foreignKeys: [] };
      tables.set(key, table);
      return table;
    },
    drop: (name) => {
      tables.delete(name.toLowerCase());
    },
    rename(from, to) {
      const table = tables.get(from.toLowerCase());
      if (table === undefined) return;
      tables.delete(from.toLowerCase());
      table.name = to;
      tables.set(to.toLowerCase(), table);
    },
  };
}

/** Adds a key unless the table has the same one already, from another file. */
export function addKey(table: SqlTable, key: SqlKey): void {
  if (key.columns.length === 0) return;
  if (
    table.keys.some(
      (other) => other.partial === key.partial && other.name === key.name && sameNames(other.columns, key.columns),
    )
  )
    return;
  table.keys = [...table.keys, key];
}

/** Drops by the name given, or by the one PostgreSQL or MySQL would have chosen. */
export function dropKey(table: SqlTable, name: string): void {
  table.keys = table.keys.filter(
    (key) => !namesOf(table, key).some((other) => other.toLowerCase() === name.toLowerCase()),
  );
}

export function dropColumn(table: SqlTable, name: string): void {
  table.columns.delete(name.toLowerCase());
  table.keys = table.keys.filter((key) => !key.columns.some((column) => column.toLowerCase() === name.toLowerCase()));
}

export function renameColumn(table: SqlTable, from: string, to: string): void {
  const column = table.columns.get(from.toLowerCase());
  if (column !== undefined) {
    table.columns.delete(from.toLowerCase());
    table.columns.set(to.toLowerCase(), { ...column, name: to });
  }
  const rename = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name.toLowerCase() === from.toLowerCase() ? to : name));
  table.keys = table.keys.map((key) => ({
    ...key,
    columns: rename(key.columns),
    name: key.name ?? namesOf(table, key)[0],
  }));
  table.foreignKeys = table.foreignKeys.map((key) => ({ ...key, columns: rename(key.columns) }));
}

function namesOf(table: SqlTable, key: SqlKey): readonly string[] {
  if (key.name !== undefined) return [key.name];
  if (key.primary === true) return [`${table.name}_pkey`];
  return [`${table.name}_${key.columns.join('_')}_key`, key.columns[0] ?? ''];
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === right.length && left.every((name, index) => name.toLowerCase() === right[index]?.toLowerCase())
  );
}
