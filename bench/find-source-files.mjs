/** Finds real code to lint, the same files on every run. */

import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const largest = 200_000;
const sourceNames = /(?<!\.min)(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/u;
const skippedFolders = new Set(['dist', 'build', 'coverage', '.git', '.cache']);

/**
 * @param {string} folder
 * @param {boolean} insideDependencies
 * @param {RegExp} names
 * @returns {string[]}
 */
function walk(folder, insideDependencies, names) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((first, second) =>
    first.name < second.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      // Packages ship what they built as `dist`: inside dependencies that is the real code.
      const skipped =
        entry.name === 'node_modules' ||
        (!insideDependencies && skippedFolders.has(entry.name)) ||
        entry.name.startsWith('.');
      return skipped ? [] : walk(path, insideDependencies, names);
    }
    return entry.isFile() && names.test(basename(path)) && statSync(path).size <= largest ? [path] : [];
  });
}

/**
 * The files of the folders whose names match, without files past 200 kB; at most `limit`, taken at even distances from the
 * sorted list. By default the `.js`, `.ts` and related ones that are no declarations and not minified.
 * @param {readonly string[]} folders
 * @param {{ readonly limit: number, readonly insideDependencies: boolean, readonly names?: RegExp }} options
 * @returns {readonly string[]}
 */
export function findSourceFiles(folders, { limit, insideDependencies, names = sourceNames }) {
  const files = folders.flatMap((folder) => walk(folder, insideDependencies, names));
  if (files.length <= limit) return files;
  return Array.from({ length: limit }, (_, index) => files[Math.floor((index * files.length) / limit)] ?? '');
}
