/**
 * Models that code defines: what the keys of a definition mean, by library.
 */
import { fromMongooseDefinition } from './mongoose-schema.ts';
import type { MongooseField, MongooseFields, MongooseIndex } from './mongoose-schema.ts';
import type { TableSchema } from './table-schema.ts';

/** Data as it stands in the code. */
export type Definition =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | bigint | null | undefined }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly elements: readonly Definition[] }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Definition>; readonly isOpen: boolean }
  /** The definition another schema was made with. */
  | { readonly kind: 'nested'; readonly definition: Definition }
  | { readonly kind: 'unknown' };

/** Undefined where the library's definitions are not read, or this one is open (spread from elsewhere). */
export function readModelDefinition(library: string, name: string, definition: Definition, options: Definition | undefined, indexes: readonly Definition[]): TableSchema | undefined {
  if (library !== 'mongoose' || definition.kind !== 'record' || definition.isOpen) return undefined;
  const concurrency = options?.kind === 'record' ? options.fields.get('optimisticConcurrency') : undefined;
  return fromMongooseDefinition(name, readFields(definition), indexes.flatMap(readIndex), {
    ...(concurrency === undefined ? {} : { optimisticConcurrency: readConcurrency(concurrency) }),
  });
}

function readConcurrency(value: Definition): boolean | readonly string[] | { readonly exclude: readonly string[] } {
  if (value.kind === 'record') {
    const exclude = value.fields.get('exclude');
    const fields = exclude === undefined ? [] : readConcurrency(exclude);
    return { exclude: Array.isArray(fields) ? fields : [] };
  }
  if (value.kind === 'list') return value.elements.flatMap((element) => (element.kind === 'constant' ? [String(element.value)] : []));
  return value.kind === 'constant' ? value.value === true : false;
}

function readFields(record: Definition & { kind: 'record' }): MongooseFields {
  return Object.fromEntries([...record.fields].map(([name, field]) => [name, readField(field)]));
}

function readField(field: Definition): MongooseField {
  if (field.kind === 'nested') return field.definition.kind === 'record' ? { kind: 'nested', fields: readFields(field.definition) } : { kind: 'path' };
  if (field.kind === 'name') return { kind: 'path', type: field.name };
  if (field.kind !== 'record') return { kind: 'path' };
  const type = field.fields.get('type');
  if (type === undefined) return { kind: 'nested', fields: readFields(field) };
  const index = field.fields.get('index');
  const inner = index?.kind === 'record' ? index.fields : new Map<string, Definition>();
  const reference = field.fields.get('ref');
  return {
    kind: 'path',
    ...(type.kind === 'name' ? { type: type.name } : {}),
    required: isTrue(field.fields.get('required')),
    unique: isTrue(field.fields.get('unique')) || isTrue(inner.get('unique')),
    sparse: isTrue(field.fields.get('sparse')) || isTrue(inner.get('sparse')),
    partial: inner.has('partialFilterExpression'),
    ...(reference?.kind === 'constant' && typeof reference.value === 'string' ? { references: reference.value } : {}),
  };
}

/** `true` and `[true, 'message']`. */
function isTrue(value: Definition | undefined): boolean {
  if (value?.kind === 'list') return isTrue(value.elements[0]);
  return value?.kind === 'constant' && value.value !== false && value.value !== undefined && value.value !== null;
}

function readIndex(index: Definition): readonly MongooseIndex[] {
  if (index.kind !== 'list') return [];
  const [fields, options] = index.elements;
  if (fields?.kind !== 'record') return [];
  const given = options?.kind === 'record' ? options.fields : new Map<string, Definition>();
  return [{ fields: [...fields.fields.keys()], unique: isTrue(given.get('unique')), sparse: isTrue(given.get('sparse')), partial: given.has('partialFilterExpression') }];
}
