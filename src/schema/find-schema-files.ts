/** Where a project keeps its Prisma schemas and its SQL scripts. */

import { join } from 'node:path';
import type { ProjectFiles } from '../project/project-files.ts';

/** Schema files of one package: the folder that holds the nearest package.json, or the project's root. */
export interface SchemaFolder {
  readonly folder: string;
  /** Sorted; a package's files are one schema, and its models may point from one file to another. */
  readonly prisma: readonly string[];
  /** In the order in which they apply: descriptions of the whole first, then migrations by number. */
  readonly sql: readonly string[];
  /** Those that Prisma applies: they make what its schema says, and keys that it cannot say. */
  readonly migrations: readonly string[];
}

const maximumFolders = 5_000;
const maximumDepth = 8;
/** What others wrote, what was built, and what only tests see. */
const skipped =
  /^(?:\..*|node_modules|bower_components|vendor|dist|build|out|coverage|target|public|tests?|__tests__|__fixtures__|fixtures|e2e|cypress)$/;
/** Migrations backwards, and rows. */
const skippedScripts = /(?:^|[._-])(?:down|undo|rollback|revert|seeds?|fixtures?|dummy)(?:[._-]|$)/i;

export function findSchemaFiles(files: ProjectFiles): readonly SchemaFolder[] {
  const found = new Map<string, { readonly prisma: string[]; readonly sql: string[] }>();
  const pending = [{ path: files.root, owner: files.root, depth: 0 }];
  for (let visited = 0; visited < pending.length && visited < maximumFolders; visited += 1) {
    const folder = pending[visited];
    if (folder === undefined) break;
    const entries = files.list(folder.path);
    const owner = entries.some((entry) => entry.kind === 'file' && entry.name === 'package.json')
      ? folder.path
      : folder.owner;
    for (const { name, kind } of entries) {
      const path = join(folder.path, name);
      if (kind === 'folder') {
        if (folder.depth < maximumDepth && !skipped.test(name)) pending.push({ path, owner, depth: folder.depth + 1 });
        continue;
      }
      const list = name.endsWith('.prisma')
        ? 'prisma'
        : name.endsWith('.sql') && !skippedScripts.test(name.slice(0, -4))
          ? 'sql'
          : undefined;
      if (list === undefined) continue;
      const group = found.get(owner) ?? { prisma: [], sql: [] };
      found.set(owner, group);
      group[list].push(path);
    }
  }
  return [...found].map(([folder, { prisma, sql }]) => ({
    folder,
    prisma: prisma.sort(),
    sql: sql.filter((file) => !isPrismaMigration(file, prisma)).sort(compareScripts),
    migrations: sql.filter((file) => isPrismaMigration(file, prisma)).sort(compareScripts),
  }));
}

function isPrismaMigration(file: string, schemas: readonly string[]): boolean {
  return /[\\/]migrations[\\/][^\\/]+[\\/]migration\.sql$/.test(file) && schemas.length > 0;
}

function compareScripts(left: string, right: string): number {
  return Number(isMigration(left)) - Number(isMigration(right)) || left.localeCompare(right, 'en', { numeric: true });
}

function isMigration(file: string): boolean {
  return /migrat|[\\/]drizzle[\\/]|[\\/]V?\d[^\\/]*\.sql$/i.test(file);
}
