/** Files that import each other in a circle, as far as anything of the imports is left at run time. */

import { posix } from 'node:path';
import { findImports } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

/** Each circle once, its files in order of path. */
export function findImportCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const targets = new Map(files.map((file) => [file.path, findTargets(file)]));
  const reached = new Map(files.map(({ path }) => [path, findReached(path, targets)]));
  const circles = new Map<string, readonly string[]>();
  for (const [path, others] of reached) {
    if (!others.has(path)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(path) === true).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function findTargets(file: SourceFile): readonly string[] {
  return findImports(file)
    .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
    .map(({ specifier }) => posix.join(posix.dirname(file.path), specifier));
}

/** What a file imports, and what that imports. The file itself is among them only if it is in a circle. */
function findReached(path: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...(targets.get(path) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(targets.get(next) ?? []));
  }
  return reached;
}
