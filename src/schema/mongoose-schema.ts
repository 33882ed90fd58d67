/**
 * Mongoose schemas as evaluation finds them in code: `new Schema(definition, options)` and `schema.index(fields, options)`.
 * https://mongoosejs.com/docs/guide.html
 */

import { createTableSchema } from './table-schema.ts';
import type { ColumnDefinition, KeyDefinition, TableSchema, VersionCheck } from './table-schema.ts';

/**
 * One entry of the definition. `{ type: String, unique: true }`, `String` and `[String]` are paths; a plain object without `type` is
 * nested. Options inside `index: { unique, sparse, partialFilterExpression }` are given as if they stood beside it.
 */
export type MongooseField =
  | {
      readonly kind: 'path';
      /** The name of the type: `String`, `ObjectId`, `Mixed`. */
      readonly type?: string;
      /** Only `true` and `[true, message]` count; a function may answer either way. */
      readonly required?: boolean;
      readonly unique?: boolean;
      readonly sparse?: boolean;
      /** Whether there is a `partialFilterExpression`. */
      readonly partial?: boolean;
      /** The model of `ref`. */
      readonly references?: string;
    }
  | { readonly kind: 'nested'; readonly fields: MongooseFields };

export type MongooseFields = Readonly<Record<string, MongooseField>>;

export interface MongooseIndex {
  /** Dotted where nested. */
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly sparse?: boolean;
  readonly partial?: boolean;
}

export interface MongooseOptions {
  readonly collection?: string;
  readonly optimisticConcurrency?: boolean | readonly string[] | { readonly exclude: readonly string[] };
  /** `__v` unless it says otherwise; false for none. */
  readonly versionKey?: string | false;
  readonly timestamps?: boolean;
}

/** The table of a model. `indexes` are those of `schema.index`; those of the fields are found in the fields. */
export function fromMongooseDefinition(
  name: string,
  fields: MongooseFields,
  indexes: readonly MongooseIndex[] = [],
  options: MongooseOptions = {},
): TableSchema {
  const paths = flatten(fields, '');
  const versionKey = options.versionKey ?? '__v';
  const columns: ColumnDefinition[] = paths.map(({ path, field }) => ({
    name: path,
    nullable: field.required !== true,
    type: field.type,
  }));
  const has = (column: string): boolean => columns.some((other) => other.name === column);
  if (!has('_id')) columns.unshift({ name: '_id', nullable: false, type: 'ObjectId' });
  if (versionKey !== false && !has(versionKey)) columns.push({ name: versionKey, nullable: false, type: 'Number' });
  for (const column of options.timestamps === true ? ['createdAt', 'updatedAt'] : [])
    if (!has(column)) columns.push({ name: column, nullable: false, type: 'Date' });

  const declared = paths
    .filter(({ field }) => field.unique === true)
    .map(({ path, field }): MongooseIndex => ({ ...field, fields: [path], unique: true }));
  return createTableSchema({
    name,
    table: options.collection,
    columns,
    uniqueKeys: [
      { columns: ['_id'], primary: true },
      ...[...declared, ...indexes].filter((index) => index.unique).map(toKey),
    ],
    versionColumns: versionKey === false ? [] : [versionKey],
    checkedOnSave: versionKey === false ? { kind: 'none' } : toVersionCheck(options.optimisticConcurrency),
    foreignKeys: paths.flatMap(({ path, field }) =>
      field.references === undefined ? [] : [{ columns: [path], references: field.references, onDelete: undefined }],
    ),
  });
}

/** A missing field counts as null, and MongoDB lets one document have it; only sparse indexes leave such documents out. */
function toKey(index: MongooseIndex): KeyDefinition {
  return { columns: index.fields, nullsAreEqual: index.sparse !== true, partial: index.partial === true };
}

/** Without the option Mongoose compares versions for some array operations only, which is the catalog's to know. */
function toVersionCheck(option: MongooseOptions['optimisticConcurrency']): VersionCheck {
  if (option === undefined || option === false) return { kind: 'none' };
  if (option === true) return { kind: 'all', except: [] };
  return 'exclude' in option ? { kind: 'all', except: option.exclude } : { kind: 'fields', fields: option };
}

type MongoosePath = Extract<MongooseField, { readonly kind: 'path' }>;

function flatten(
  fields: MongooseFields,
  prefix: string,
): readonly { readonly path: string; readonly field: MongoosePath }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = prefix + name;
    return field.kind === 'nested' ? flatten(field.fields, `${path}.`) : [{ path, field }];
  });
}
