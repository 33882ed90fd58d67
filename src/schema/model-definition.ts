/**
 * Models that code defines: what the keys of a definition mean, by library.
 */
import { readClassDefinition } from './class-definition.ts';
import type { ClassDefinition, Definition } from './definition.ts';
import { fromMongooseDefinition } from './mongoose-schema.ts';
import type { MongooseField, MongooseFields, MongooseIndex } from './mongoose-schema.ts';
import { readSequelizeDefinition } from './sequelize-schema.ts';
import type { TableSchema } from './table-schema.ts';

/** Undefined where the library's definitions are not read, or this one is open (spread from elsewhere). */
export function readModelDefinition(
  library: string,
  name: string,
  definition: Definition,
  options: Definition | undefined,
  indexes: readonly Definition[],
): TableSchema | undefined {
  if (definition.kind === 'class' && library === 'mongoose') return readAnnotatedSchema(name, definition, indexes);
  if (definition.kind === 'class') return readClassDefinition(library, name, definition);
  if (library === 'sequelize') return readSequelizeDefinition(name, definition, options);
  if (library !== 'mongoose' || definition.kind !== 'record' || definition.isOpen) return undefined;
  const concurrency = options?.kind === 'record' ? options.fields.get('optimisticConcurrency') : undefined;
  return fromMongooseDefinition(name, readFields(definition), indexes.flatMap(readIndex), {
    ...(concurrency === undefined ? {} : { optimisticConcurrency: readConcurrency(concurrency) }),
  });
}

/** `@Schema({ … }) class Trip { @Prop({ … }) date: Date }`: the options are those of a schema and its paths. */
function readAnnotatedSchema(
  name: string,
  definition: ClassDefinition,
  indexes: readonly Definition[],
): TableSchema | undefined {
  const properties = definition.fields.flatMap((field) => {
    const property = field.annotations.find((annotation) => annotation.name === 'Prop');
    return property === undefined ? [] : [{ field: field.name, options: property.args[0] }];
  });
  if (definition.isOpen || properties.length === 0) return undefined;
  if (
    properties.some(
      ({ options }) =>
        options?.kind === 'unknown' ||
        (options?.kind === 'name' && /^[a-z]/.test(options.name)) ||
        (options?.kind === 'record' && options.isOpen),
    )
  )
    return undefined;
  const fields = new Map(
    properties.map(({ field, options }): [string, Definition] => [
      field,
      options?.kind === 'record'
        ? { ...options, fields: new Map([['type', { kind: 'unknown' }], ...options.fields]) }
        : { kind: 'name', name: 'Mixed' },
    ]),
  );
  const options = definition.annotations.find((annotation) => annotation.name === 'Schema')?.args[0];
  return readModelDefinition('mongoose', name, { kind: 'record', fields, isOpen: false }, options, indexes);
}

function readConcurrency(value: Definition): boolean | readonly string[] | { readonly exclude: readonly string[] } {
  if (value.kind === 'record') {
    const exclude = value.fields.get('exclude');
    const fields = exclude === undefined ? [] : readConcurrency(exclude);
    return { exclude: Array.isArray(fields) ? fields : [] };
  }
  if (value.kind === 'list')
    return value.elements.flatMap((element) => (element.kind === 'constant' ? [String(element.value)] : []));
  return value.kind === 'constant' ? value.value === true : false;
}

function readFields(record: Definition & { kind: 'record' }): MongooseFields {
  return Object.fromEntries([...record.fields].map(([name, field]) => [name, readField(field)]));
}

function readField(field: Definition): MongooseField {
  if (field.kind === 'nested')
    return field.definition.kind === 'record'
      ? { kind: 'nested', fields: readFields(field.definition) }
      : { kind: 'path' };
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
  return [
    {
      fields: [...fields.fields.keys()],
      unique: isTrue(given.get('unique')),
      sparse: isTrue(given.get('sparse')),
      partial: given.has('partialFilterExpression'),
    },
  ];
}
