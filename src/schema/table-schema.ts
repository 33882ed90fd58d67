/**
 * What a project's own schema promises about a table, a model or a collection.
 *
 * Columns and keys carry the names that code uses; `ColumnSchema.column` is the database's where they differ.
 */

export interface TableSchema {
  /** As code names it: the model, or the table where there is no model. */
  readonly name: string;
  /** The database's name, without schema and quotes; undefined where it is not known. */
  readonly table: string | undefined;
  readonly columns: ReadonlyMap<string, ColumnSchema>;
  readonly uniqueKeys: readonly UniqueKey[];
  /** Columns that count the versions of a row: declared as such, or integers of a customary name. Code has to compare them, unless `checkedOnSave` says more. */
  readonly versionColumns: readonly string[];
  /** Which assigned fields make a save conditional on the version, without code comparing it. */
  readonly checkedOnSave: VersionCheck;
  readonly foreignKeys: readonly ForeignKey[];
}

export interface ColumnSchema {
  readonly column: string;
  readonly nullable: boolean;
  /** Unique by itself and for every row: a unique key of this column only, not a partial one. */
  readonly unique: boolean;
  /** As written, without size and modifiers: `Int`, `varchar`, `Decimal128`. */
  readonly type: string | undefined;
}

export interface UniqueKey {
  /** In order. */
  readonly columns: readonly string[];
  readonly primary: boolean;
  /** Rows with a null in one of the columns escape the key. */
  readonly nullable: boolean;
  /** Holds for some rows only (`WHERE deleted_at IS NULL`); does not count as unique in general. */
  readonly partial: boolean;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  /** The table or model pointed at. */
  readonly references: string;
  /** Upper case: `CASCADE`, `RESTRICT`, `SET NULL`, `NO ACTION`. Undefined where it is not stated. */
  readonly onDelete: string | undefined;
}

export type VersionCheck =
  | { readonly kind: 'none' }
  | { readonly kind: 'all'; readonly except: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly string[] };

/** A table before `createTableSchema` derives what follows from the rest. */
export interface TableDefinition {
  readonly name: string;
  readonly table: string | undefined;
  readonly columns: readonly ColumnDefinition[];
  readonly uniqueKeys: readonly KeyDefinition[];
  readonly versionColumns?: readonly string[];
  readonly checkedOnSave?: VersionCheck;
  readonly foreignKeys?: readonly ForeignKey[];
}

export interface ColumnDefinition {
  readonly name: string;
  /** The database's name, where it is another. */
  readonly column?: string;
  readonly nullable: boolean;
  readonly type: string | undefined;
}

export interface KeyDefinition {
  readonly columns: readonly string[];
  readonly primary?: boolean;
  readonly partial?: boolean;
  /** True where two nulls count as equal (`NULLS NOT DISTINCT`, MongoDB), so that no row escapes. */
  readonly nullsAreEqual?: boolean;
}

const versionNames =
  /^(?:version|row_?version|lock_?version|opt_?lock|revision|version_?(?:number|no)|object_?version|__v|_version)$/i;
const integerTypes = /^(?:int|integer|bigint|smallint|int[248]|mediumint|serial|bigserial|number|numeric|int32|long)$/i;

/** Derives nullability and uniqueness of keys and columns, and the version columns by their names. */
export function createTableSchema(definition: TableDefinition): TableSchema {
  const { name, table, columns } = definition;
  const nullable = new Map(columns.map((column) => [column.name.toLowerCase(), column.nullable]));
  const uniqueKeys = definition.uniqueKeys.map((key): UniqueKey => ({
    columns: key.columns,
    primary: key.primary === true,
    // Columns that are not known (embedded, computed) may be null.
    nullable:
      key.primary !== true &&
      key.nullsAreEqual !== true &&
      key.columns.some((column) => nullable.get(column.toLowerCase()) ?? true),
    partial: key.partial === true,
  }));
  const versions = columns.filter(
    (column) => versionNames.test(column.name) && (column.type === undefined || integerTypes.test(column.type)),
  );
  return {
    name,
    table,
    columns: new Map(
      columns.map((column) => [
        column.name,
        {
          column: column.column ?? column.name,
          nullable: column.nullable && !uniqueKeys.some((key) => key.primary && includesName(key.columns, column.name)),
          unique: uniqueKeys.some(
            (key) => !key.partial && key.columns.length === 1 && includesName(key.columns, column.name),
          ),
          type: column.type,
        },
      ]),
    ),
    uniqueKeys,
    versionColumns: definition.versionColumns ?? versions.map((column) => column.name),
    checkedOnSave: definition.checkedOnSave ?? { kind: 'none' },
    foreignKeys: definition.foreignKeys ?? [],
  };
}

/**
 * The unique key that values for `columns` pin down: all its columns are among them, it holds for every row, and of several the
 * shortest. Names may be code's or the database's. A nullable key is given too: whether null can occur is for the caller to judge.
 */
export function findUniqueKey(table: TableSchema, columns: readonly string[]): UniqueKey | undefined {
  const given = new Set(columns.map((column) => column.toLowerCase()));
  for (const [name, column] of table.columns) if (given.has(column.column.toLowerCase())) given.add(name.toLowerCase());
  return table.uniqueKeys
    .filter((key) => !key.partial && key.columns.every((column) => given.has(column.toLowerCase())))
    .sort(
      (left, right) => Number(left.nullable) - Number(right.nullable) || left.columns.length - right.columns.length,
    )[0];
}

function includesName(names: readonly string[], name: string): boolean {
  return names.some((other) => other.toLowerCase() === name.toLowerCase());
}
