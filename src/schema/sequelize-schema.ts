/**
 * Sequelize models as evaluation finds them in code: the attributes and options of `define` and `init`.
 * https://sequelize.org/docs/v6/core-concepts/model-basics/
 */
import type { Definition } from './definition.ts';
import { createTableSchema } from './table-schema.ts';
import type { ColumnDefinition, KeyDefinition, TableSchema } from './table-schema.ts';

/** Undefined where not all of it can be read: a key that is not seen must not be taken for one that is missing. */
export function readSequelizeDefinition(
  name: string,
  attributes: Definition,
  options: Definition | undefined,
): TableSchema | undefined {
  if (
    attributes.kind !== 'record' ||
    attributes.isOpen ||
    (options !== undefined && (options.kind !== 'record' || options.isOpen))
  )
    return undefined;
  const columns: ColumnDefinition[] = [];
  const keys: KeyDefinition[] = [];
  const primary: string[] = [];
  const grouped = new Map<string, string[]>();
  for (const [attribute, definition] of attributes.fields) {
    const given = definition.kind === 'record' ? definition.fields : new Map<string, Definition>();
    if (definition.kind === 'record' && definition.isOpen) return undefined;
    const type = given.get('type') ?? definition;
    const typeName = type.kind === 'name' ? type.name.split('.').at(-1) : undefined;
    // Computed in the code, and not stored.
    if (typeName === 'VIRTUAL') continue;
    const column = given.get('field');
    columns.push({
      name: attribute,
      nullable: !isConstant(given.get('allowNull'), false),
      type: typeName,
      ...(column?.kind === 'constant' ? { column: String(column.value) } : {}),
    });
    if (isConstant(given.get('primaryKey'), true)) primary.push(attribute);
    const unique = given.get('unique');
    if (unique === undefined || isConstant(unique, false)) continue;
    const group = readGroup(unique);
    if (group === undefined) return undefined;
    if (group === '') keys.push({ columns: [attribute] });
    else grouped.set(group, [...(grouped.get(group) ?? []), attribute]);
  }
  if (primary.length === 0 && !attributes.fields.has('id'))
    columns.unshift({ name: 'id', nullable: false, type: 'INTEGER' });
  keys.unshift(
    { columns: primary.length === 0 ? ['id'] : primary, primary: true },
    ...[...grouped.values()].map((group) => ({ columns: group })),
  );
  const indexes = readIndexes(options);
  if (indexes === undefined) return undefined;
  const isVersioned = options?.kind === 'record' && isConstant(options.fields.get('version'), true);
  return createTableSchema({
    name,
    table: undefined,
    columns,
    uniqueKeys: [...keys, ...indexes],
    ...(isVersioned ? { versionColumns: ['version'], checkedOnSave: { kind: 'all' as const, except: [] } } : {}),
  });
}

/** `true` is a key of its own, a name is one of all attributes with it; undefined where neither can be told. */
function readGroup(unique: Definition): string | undefined {
  if (unique.kind === 'constant') return typeof unique.value === 'string' ? unique.value : '';
  if (unique.kind !== 'record') return undefined;
  const group = unique.fields.get('name');
  return group?.kind === 'constant' ? String(group.value) : '';
}

function readIndexes(options: Definition | undefined): readonly KeyDefinition[] | undefined {
  const indexes = options?.kind === 'record' ? options.fields.get('indexes') : undefined;
  if (indexes === undefined) return [];
  if (indexes.kind !== 'list') return undefined;
  const keys: KeyDefinition[] = [];
  for (const index of indexes.elements) {
    if (index.kind !== 'record' || index.isOpen) return undefined;
    const type = index.fields.get('type');
    if (
      !isConstant(index.fields.get('unique'), true) &&
      !(type?.kind === 'constant' && String(type.value).toUpperCase() === 'UNIQUE')
    )
      continue;
    const columns = readColumns(index.fields.get('fields'));
    if (columns === undefined) return undefined;
    keys.push({ columns, partial: index.fields.has('where') });
  }
  return keys;
}

function readColumns(fields: Definition | undefined): readonly string[] | undefined {
  if (fields?.kind !== 'list') return undefined;
  const names = fields.elements.map((field) => {
    const name = field.kind === 'record' ? (field.fields.get('name') ?? field.fields.get('attribute')) : field;
    return name?.kind === 'constant' ? String(name.value) : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

function isConstant(definition: Definition | undefined, value: boolean): boolean {
  return definition?.kind === 'constant' && definition.value === value;
}
