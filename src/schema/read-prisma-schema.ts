/**
 * Models of Prisma schema files (https://www.prisma.io/docs/orm/reference/prisma-schema-reference).
 * Tolerant: a line that is not understood is left out, and an unfinished file gives what it holds so far.
 */

import { readAttributes, readBlocks } from './prisma-syntax.ts';
import type { PrismaAttribute, PrismaBlock } from './prisma-syntax.ts';
import { createTableSchema } from './table-schema.ts';
import type { ColumnDefinition, ForeignKey, KeyDefinition, TableSchema } from './table-schema.ts';

/** The models of texts that form one schema together: relations may point from one file to another. One list for each text. */
export function readPrismaSchema(texts: readonly string[]): readonly (readonly TableSchema[])[] {
  const files = texts.map((text) => readBlocks(text).filter((block) => block.keyword === 'model'));
  const models = new Set(files.flat().map((block) => block.name));
  return files.map((blocks) => blocks.map((block) => readModel(block, models)));
}

function readModel(block: PrismaBlock, models: ReadonlySet<string>): TableSchema {
  const columns: ColumnDefinition[] = [];
  const keys: KeyDefinition[] = [];
  const foreignKeys: ForeignKey[] = [];
  let table = block.name;

  for (const line of block.lines) {
    if (line.startsWith('@@')) {
      for (const attribute of readAttributes(line)) {
        if (attribute.name === '@map') table = attribute.text('name') ?? table;
        const key = readKey(attribute, attribute.list('fields'));
        if (key !== undefined) keys.push(key);
      }
      continue;
    }
    const [, name, type, modifier, rest] =
      /^([A-Za-z]\w*)\s+([A-Za-z]\w*)(?:\("[^"]*"\))?\s*(\?|\[\s*\])?(.*)$/s.exec(line) ?? [];
    if (name === undefined || type === undefined) continue;
    const attributes = readAttributes(rest ?? '');
    if (models.has(type)) {
      const foreignKey = readForeignKey(type, attributes);
      if (foreignKey !== undefined) foreignKeys.push(foreignKey);
      continue;
    }
    const column = attributes.find((attribute) => attribute.name === 'map')?.text('name');
    columns.push({ name, nullable: modifier === '?', type, ...(column === undefined ? {} : { column }) });
    for (const attribute of attributes) {
      const key = attribute.name.startsWith('@')
        ? undefined
        : readKey({ ...attribute, name: `@${attribute.name}` }, [name]);
      if (key !== undefined) keys.push(key);
    }
  }
  return createTableSchema({ name: block.name, table, columns, uniqueKeys: keys, foreignKeys });
}

/** `@@id` and `@@unique`, of the block or of a field. `where` makes the index partial. */
function readKey(attribute: PrismaAttribute, columns: readonly string[]): KeyDefinition | undefined {
  if (columns.length === 0) return undefined;
  if (attribute.name === '@id') return { columns, primary: true };
  if (attribute.name === '@unique') return { columns, partial: attribute.has('where') };
  return undefined;
}

function readForeignKey(references: string, attributes: readonly PrismaAttribute[]): ForeignKey | undefined {
  const relation = attributes.find((attribute) => attribute.name === 'relation');
  const columns = relation?.named('fields') ?? [];
  if (relation === undefined || columns.length === 0) return undefined;
  const action = relation.named('onDelete')[0];
  return { columns, references, onDelete: action?.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase() };
}
