import type { TableSchema } from '../../src/schema/table-schema.ts';

/** A table as text: one line for its name, each column, each key. */
export function describeTable(table: TableSchema | undefined): readonly string[] {
  if (table === undefined) return [];
  const mark = (flag: boolean, text: string): string => (flag ? ` ${text}` : '');
  return [
    table.table === table.name ? table.name : `${table.name} in ${table.table}`,
    ...[...table.columns].map(
      ([name, column]) =>
        `${name}: ${column.type}${mark(column.nullable, 'nullable')}${mark(column.unique, 'unique')}${mark(column.column !== name, `as ${column.column}`)}`,
    ),
    ...table.uniqueKeys.map(
      (key) =>
        `${key.primary ? 'primary' : 'unique'} (${key.columns.join(', ')})${mark(key.nullable, 'nullable')}${mark(key.partial, 'partial')}`,
    ),
    ...table.foreignKeys.map(
      (key) =>
        `foreign (${key.columns.join(', ')}) to ${key.references}${mark(key.onDelete !== undefined, `on delete ${key.onDelete}`)}`,
    ),
    ...(table.versionColumns.length > 0 ? [`version ${table.versionColumns.join(', ')}`] : []),
  ];
}
