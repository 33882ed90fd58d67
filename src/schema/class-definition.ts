/**
 * Models that are classes with annotations: what the annotations promise, by library.
 */
import { createTableSchema } from './table-schema.ts';
import type { ColumnDefinition, KeyDefinition, TableSchema } from './table-schema.ts';
import type { Annotation, ClassDefinition, ClassField, Definition } from './definition.ts';

/** What one library calls its annotations. */
interface Vocabulary {
  /** Fields with one of these are columns. */
  readonly columns: ReadonlySet<string>;
  readonly primary: ReadonlySet<string>;
  /** Relations whose column is unique, where the second annotation says that the column is here. */
  readonly uniqueRelations: ReadonlySet<string>;
  readonly versions: ReadonlySet<string>;
  /** Whether a column may be null that says nothing of it. */
  readonly isNullable: boolean;
  /** A row has it without saying so. */
  readonly impliedKey: string | undefined;
}

const vocabularies: Readonly<Record<string, Vocabulary>> = {
  typeorm: {
    columns: new Set([
      'Column',
      'PrimaryColumn',
      'PrimaryGeneratedColumn',
      'CreateDateColumn',
      'UpdateDateColumn',
      'DeleteDateColumn',
      'VersionColumn',
      'ObjectIdColumn',
      'Generated',
      'ManyToOne',
      'OneToOne',
      'OneToMany',
      'ManyToMany',
    ]),
    primary: new Set(['PrimaryColumn', 'PrimaryGeneratedColumn', 'ObjectIdColumn']),
    uniqueRelations: new Set(['OneToOne']),
    versions: new Set(['VersionColumn']),
    isNullable: false,
    impliedKey: undefined,
  },
  sequelize: {
    columns: new Set([
      'Column',
      'PrimaryKey',
      'ForeignKey',
      'BelongsTo',
      'HasMany',
      'HasOne',
      'BelongsToMany',
      'CreatedAt',
      'UpdatedAt',
      'DeletedAt',
    ]),
    primary: new Set(['PrimaryKey']),
    uniqueRelations: new Set(),
    versions: new Set(),
    isNullable: true,
    impliedKey: 'id',
  },
};

/** Undefined where the library has none of these, or the class cannot be read in full. */
export function readClassDefinition(
  library: string,
  name: string,
  definition: ClassDefinition,
): TableSchema | undefined {
  const vocabulary = vocabularies[library];
  if (vocabulary === undefined || definition.isOpen) return undefined;
  const fields = definition.fields.filter((field) =>
    field.annotations.some((annotation) => vocabulary.columns.has(annotation.name)),
  );
  if (fields.length === 0) return undefined;
  const keys: KeyDefinition[] = [];
  const grouped = new Map<string, string[]>();
  for (const annotation of definition.annotations) {
    const found = readClassKeys(annotation);
    if (found === undefined) return undefined;
    keys.push(...found);
  }
  for (const field of fields) {
    const found = readFieldKeys(field, vocabulary, grouped);
    if (found === undefined) return undefined;
    keys.push(...found);
  }
  for (const columns of grouped.values()) keys.push({ columns });
  const primary = fields.filter((field) => isPrimary(field, vocabulary)).map((field) => field.name);
  if (primary.length > 0) keys.unshift({ columns: primary, primary: true });
  else if (vocabulary.impliedKey !== undefined) keys.unshift({ columns: [vocabulary.impliedKey], primary: true });
  return createTableSchema({
    name,
    table: undefined,
    columns: fields.map((field) => readColumn(field, vocabulary)),
    uniqueKeys: keys,
    versionColumns: fields
      .filter((field) => field.annotations.some((annotation) => vocabulary.versions.has(annotation.name)))
      .map((field) => field.name),
  });
}

function isPrimary(field: ClassField, vocabulary: Vocabulary): boolean {
  return field.annotations.some(
    (annotation) =>
      vocabulary.primary.has(annotation.name) ||
      isTrue(getOption(annotation, 'primaryKey')) ||
      isTrue(getOption(annotation, 'primary')),
  );
}

function readColumn(field: ClassField, vocabulary: Vocabulary): ColumnDefinition {
  const options = field.annotations.filter((annotation) => vocabulary.columns.has(annotation.name));
  const stated = options
    .map((annotation) => getOption(annotation, 'nullable') ?? getOption(annotation, 'allowNull'))
    .find((option) => option !== undefined);
  const isStrict = field.annotations.some(
    (annotation) => annotation.name === 'AllowNull' && !isTrue(annotation.args[0] ?? TRUE),
  );
  const column = options
    .map((annotation) => getText(getOption(annotation, 'name') ?? getOption(annotation, 'field')))
    .find((text) => text !== undefined);
  return {
    name: field.name,
    ...(column === undefined ? {} : { column }),
    nullable: stated === undefined ? vocabulary.isNullable && !isStrict : isTrue(stated),
    type: undefined,
  };
}

const TRUE: Definition = { kind: 'constant', value: true };

/** Keys of several columns, stated for the class; undefined for what cannot be read. */
function readClassKeys(annotation: Annotation): readonly KeyDefinition[] | undefined {
  const options = annotation.args.find((argument) => argument.kind === 'record');
  if (annotation.name === 'Table') {
    const indexes = options?.fields.get('indexes');
    if (indexes === undefined) return [];
    if (indexes.kind !== 'list') return undefined;
    const keys = indexes.elements.map(readTableIndex);
    return keys.every((key) => key !== undefined) ? keys.flat() : undefined;
  }
  if (annotation.name !== 'Unique' && annotation.name !== 'Index') return isAboutKeys(annotation.name) ? undefined : [];
  if (annotation.name === 'Index' && !isTrue(options?.fields.get('unique')))
    return options?.isOpen === true ? undefined : [];
  const columns = annotation.args.find((argument) => argument.kind === 'list');
  const names = columns === undefined ? undefined : readTexts(columns.elements);
  if (names === undefined) return undefined;
  return [{ columns: names, partial: options?.fields.has('where') === true }];
}

/** `{ unique: true, fields: ['a', { name: 'b' }] }`. */
function readTableIndex(index: Definition): readonly KeyDefinition[] | undefined {
  if (index.kind !== 'record' || index.isOpen) return undefined;
  if (!isTrue(index.fields.get('unique')) && getText(index.fields.get('type'))?.toUpperCase() !== 'UNIQUE') return [];
  const fields = index.fields.get('fields');
  const names =
    fields?.kind === 'list'
      ? readTexts(
          fields.elements.map((field) => (field.kind === 'record' ? (field.fields.get('name') ?? field) : field)),
        )
      : undefined;
  return names === undefined ? undefined : [{ columns: names, partial: index.fields.has('where') }];
}

/** Keys stated on a field; those with a name are of all fields that share it. */
function readFieldKeys(
  field: ClassField,
  vocabulary: Vocabulary,
  grouped: Map<string, string[]>,
): readonly KeyDefinition[] | undefined {
  const keys: KeyDefinition[] = [];
  const group = (name: string): void => {
    grouped.set(name, [...(grouped.get(name) ?? []), field.name]);
  };
  for (const annotation of field.annotations) {
    const { name, args } = annotation;
    const [first] = args;
    if (name === 'Unique') {
      const text = getText(first);
      if (first?.kind === 'list' || first?.kind === 'unknown') return undefined;
      if (text === undefined) keys.push({ columns: [field.name] });
      else group(text);
    } else if (name === 'Index') {
      const options = args.find((argument) => argument.kind === 'record');
      if (options?.isOpen === true) return undefined;
      if (!isTrue(options?.fields.get('unique')) && getText(options?.fields.get('type'))?.toUpperCase() !== 'UNIQUE')
        continue;
      keys.push({ columns: [field.name], partial: options?.fields.has('where') === true });
    } else if (vocabulary.columns.has(name)) {
      // Options from a variable; types are written large (`DataType.STRING`).
      if (
        args.some(
          (argument) =>
            (argument.kind === 'record' && argument.isOpen) ||
            (argument.kind === 'name' && /^[a-z]/.test(argument.name)),
        )
      )
        return undefined;
      const unique = getOption(annotation, 'unique');
      const text = getText(unique) ?? (unique?.kind === 'record' ? getText(unique.fields.get('name')) : undefined);
      if (unique?.kind === 'unknown' || unique?.kind === 'name') return undefined;
      if (text !== undefined) group(text);
      else if (isTrue(unique)) keys.push({ columns: [field.name] });
      if (vocabulary.uniqueRelations.has(name)) keys.push(...readRelationKeys(field));
    } else if (isAboutKeys(name)) return undefined;
  }
  return keys;
}

/** `@OneToOne(…) @JoinColumn({ name: 'user_id' }) user`: one row for each user, whichever way the code names the column. */
function readRelationKeys(field: ClassField): readonly KeyDefinition[] {
  const joined = field.annotations.find((annotation) => annotation.name === 'JoinColumn');
  if (joined === undefined) return [];
  const column = getText(getOption(joined, 'name'));
  const names = [
    field.name,
    `${field.name}Id`,
    `${field.name}_id`,
    `${field.name}.id`,
    ...(column === undefined
      ? []
      : [column, column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase())]),
  ];
  return [...new Set(names)].map((name) => ({ columns: [name] }));
}

/** An annotation of the project's own that seems to make a key: what it makes is not known. */
function isAboutKeys(name: string): boolean {
  return /unique|index/i.test(name);
}

function getOption(annotation: Annotation, name: string): Definition | undefined {
  for (const argument of annotation.args)
    if (argument.kind === 'record' && argument.fields.has(name)) return argument.fields.get(name);
  return undefined;
}

function getText(definition: Definition | undefined): string | undefined {
  return definition?.kind === 'constant' && typeof definition.value === 'string' ? definition.value : undefined;
}

function readTexts(definitions: readonly Definition[]): readonly string[] | undefined {
  const texts = definitions.map(getText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function isTrue(definition: Definition | undefined): boolean {
  if (definition?.kind === 'record') return true;
  return (
    definition?.kind === 'constant' &&
    definition.value !== false &&
    definition.value !== undefined &&
    definition.value !== null
  );
}
