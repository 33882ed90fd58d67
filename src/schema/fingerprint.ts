/** A text that changes with everything findings may rest on, for caches that know a file's own text only. */

import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { createProjectFiles } from '../project/project-files.ts';
import type { ProjectFiles } from '../project/project-files.ts';

/** What was installed or built: sources are followed in its place. */
const skippedFolder = /^(?:\..*|node_modules|bower_components|coverage|dist|build|out)$/;
/** Scripts, schemas, and what says where an import leads. */
const relevant = /\.(?:[cm]?[jt]sx?|prisma|sql)$|^(?:package|[jt]sconfig(?:\.[\w-]+)*)\.json$|^pnpm-workspace\.yaml$/;
const maximumFileSize = 2_000_000;

/**
 * The same text for the same files, wherever the folder lies and whenever they were written, so that a cache which was
 * kept by a CI server still counts.
 */
export function createFingerprint(folder: string = process.cwd()): string {
  const root = realpathSync.native(folder);
  const files = createProjectFiles(root, () => performance.now());
  const hash = createHash('sha256');
  for (const { path, file } of listRelevant(files)) {
    // A file too large to be analysed counts by its size.
    const content = files.read(file, maximumFileSize) ?? String(files.stamp(file)?.size);
    hash.update(`${path}\0${String(content.length)}\0`).update(content);
  }
  return hash.digest('hex');
}

function listRelevant(files: ProjectFiles): readonly { readonly path: string; readonly file: string }[] {
  const found: { readonly path: string; readonly file: string }[] = [];
  const pending = [files.root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const { name, kind } of files.list(folder)) {
      const file = join(folder, name);
      if (kind === 'folder' && !skippedFolder.test(name)) pending.push(file);
      else if (kind === 'file' && relevant.test(name))
        found.push({ path: relative(files.root, file).split(sep).join('/'), file });
    }
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}
