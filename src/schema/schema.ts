/**
 * What the project's schema files promise: Prisma schemas and SQL scripts, found in its folders.
 *
 * Schemas that are written in code (entities, Mongoose schemas) are read by evaluation, which meets them as calls. Migrations in
 * code (Knex, Sequelize) are not read yet: they become one more entry of `readFolder`, and one more list of `SchemaFolder`.
 */

import { dirname, sep } from 'node:path';
import type { Project } from '../project/project.ts';
import { findSchemaFiles } from './find-schema-files.ts';
import type { SchemaFolder } from './find-schema-files.ts';
import { readPrismaSchema } from './read-prisma-schema.ts';
import { readSqlSchema } from './read-sql-schema.ts';
import type { TableSchema } from './table-schema.ts';

export { findUniqueKey } from './table-schema.ts';
export type { ColumnSchema, ForeignKey, TableSchema, UniqueKey, VersionCheck } from './table-schema.ts';

export interface ProjectSchema {
  /**
   * By model (`OrderItem`), delegate (`orderItem`) or table (`order_items`, with or without schema and quotes), whatever the case.
   * Where packages of one repository share a name, the one nearest to `fromFile` is meant.
   */
  find(name: string, fromFile?: string): TableSchema | undefined;
}

const maximumScripts = 300;
/** UTF-16 code units over all scripts. */
const maximumScriptText = 2_000_000;
const maximumFileSize = 1_000_000;

interface CachedSchema {
  folders: readonly SchemaFolder[];
  /** When to look for new files again, in milliseconds. */
  searchAgainAt: number;
  versions: string;
  /** The project's look at the disk that the versions are from. */
  epoch: number | undefined;
  schema: ProjectSchema | undefined;
}

const cache = new WeakMap<Project, CachedSchema>();

/** Read anew when one of the files was edited; files that were added or removed are seen after two seconds (large projects: later). */
export function readProjectSchema(project: Project, now: () => number = () => performance.now()): ProjectSchema {
  const cached = cache.get(project) ?? {
    folders: [],
    searchAgainAt: Number.NEGATIVE_INFINITY,
    versions: '',
    epoch: undefined,
    schema: undefined,
  };
  cache.set(project, cached);
  if (cached.schema !== undefined && cached.epoch === project.epoch) return cached.schema;
  cached.epoch = project.epoch;
  const startedAt = now();
  if (startedAt >= cached.searchAgainAt) {
    cached.folders = findSchemaFiles(project.files);
    // At most a fiftieth of the time goes into searching.
    cached.searchAgainAt = startedAt + Math.max(2_000, 50 * (now() - startedAt));
  }
  const versions = cached.folders
    .flatMap((folder) => [...folder.prisma, ...folder.sql, ...folder.migrations])
    .map((file) => `${file}:${project.files.stamp(file)?.version}`)
    .join('\n');
  if (cached.schema === undefined || cached.versions !== versions) {
    cached.schema = createProjectSchema(readFolders(project, cached.folders));
    cached.versions = versions;
  }
  return cached.schema;
}

/** A table and the file or folder it was found in. */
interface PlacedTable {
  readonly table: TableSchema;
  readonly place: string;
}

/** Prisma's models come first: the client speaks their language, and a script may say the same in SQL's. */
function readFolders(project: Project, folders: readonly SchemaFolder[]): readonly PlacedTable[] {
  const models: PlacedTable[] = [];
  const tables: PlacedTable[] = [];
  let scripts = 0;
  let text = 0;
  const migrated: PlacedTable[] = [];
  const readScripts = (files: readonly string[]): readonly string[] => {
    const read: string[] = [];
    for (const file of files) {
      if (scripts >= maximumScripts || text >= maximumScriptText) break;
      const script = project.files.read(file, maximumFileSize);
      if (script === undefined || text + script.length > maximumScriptText) continue;
      read.push(script);
      scripts += 1;
      text += script.length;
    }
    return read;
  };
  for (const { folder, prisma, sql, migrations } of folders) {
    const schemas = prisma.map((file) => project.files.read(file, maximumFileSize) ?? '');
    readPrismaSchema(schemas).forEach((found, index) => {
      models.push(...found.map((table) => ({ table, place: dirname(prisma[index] ?? folder) })));
    });
    const place = (table: TableSchema): PlacedTable => ({ table, place: folder });
    tables.push(...readSqlSchema(readScripts(sql)).map(place));
    migrated.push(...readSqlSchema(readScripts(migrations)).map(place));
  }
  return [...models.map((model) => addKeysOfScripts(model, migrated)), ...tables];
}

/** What a model language cannot say (partial and functional keys) is said by hand in its migrations. */
function addKeysOfScripts(model: PlacedTable, tables: readonly PlacedTable[]): PlacedTable {
  const name = getTableName(model);
  const same = tables.filter((table) => getTableName(table) === name);
  const added = same
    .flatMap(({ table }) => table.uniqueKeys)
    .filter(
      (key) =>
        !key.primary &&
        !model.table.uniqueKeys.some(
          (known) => known.columns.join().toLowerCase() === key.columns.join().toLowerCase(),
        ),
    );
  return added.length === 0
    ? model
    : { ...model, table: { ...model.table, uniqueKeys: [...model.table.uniqueKeys, ...added] } };
}

function getTableName({ table }: PlacedTable): string {
  return (table.table ?? table.name).toLowerCase();
}

function createProjectSchema(tables: readonly PlacedTable[]): ProjectSchema {
  const byName = new Map<string, PlacedTable[]>();
  const add = (name: string, placed: PlacedTable): void => {
    const key = name.toLowerCase();
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [placed]);
    else if (!known.includes(placed)) known.push(placed);
  };
  for (const placed of tables) add(placed.table.name, placed);
  for (const placed of tables) if (placed.table.table !== undefined) add(placed.table.table, placed);
  return {
    find(name, fromFile) {
      const plain = name.slice(name.lastIndexOf('.') + 1).replace(/^["'`[]|["'`\]]$/g, '');
      const found = byName.get(plain.toLowerCase()) ?? [];
      if (fromFile === undefined || found.length < 2) return found[0]?.table;
      const nearness = found.map((placed) => countShared(placed.place, fromFile));
      return found[nearness.indexOf(Math.max(...nearness))]?.table;
    },
  };
}

/** How many folders two paths have in common. */
function countShared(left: string, right: string): number {
  const others = right.split(sep);
  const folders = left.split(sep);
  const differs = folders.findIndex((folder, index) => folder !== others[index]);
  return differs === -1 ? folders.length : differs;
}
