/** What is linted together: folders of a project, with the folder from which its people run ESLint. */

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findSourceFiles } from './find-source-files.mjs';

/** @typedef {{ readonly cwd: string, readonly files: readonly string[] }} Root */

/**
 * The nearest folder with a package.json, the folder itself included; the folder where there is none.
 * @param {string} folder
 */
function findProject(folder) {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/**
 * A root for each folder. `limit` is the most files of each.
 * @param {readonly string[]} folders
 * @param {number} limit
 * @returns {readonly Root[]}
 */
export function findRoots(folders, limit) {
  return folders
    .map((folder) => resolve(folder))
    .map((folder) => ({
      cwd: findProject(folder),
      files: findSourceFiles([folder], { limit, insideDependencies: false }),
    }));
}
