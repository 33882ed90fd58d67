/**
 * Files found by a convention instead of an import: applications that load whole folders at start reach what they loaded as
 * `db.models.User`, where `models` is the folder and `User` the file.
 */

import { basename, dirname, extname } from 'node:path';
import type { ProjectFiles } from './project-files.ts';
import { listScripts } from './list-scripts.ts';

export interface Definitions {
  /** The one file of this name in a folder of one of these names. Upper case, hyphens and an ending that repeats the folder's name (`user.model.ts`) do not count. */
  find(folders: readonly string[], name: string): string | undefined;
  /** Whether any folder of this name holds scripts. */
  holds(folder: string): boolean;
}

export function createDefinitions(files: ProjectFiles, now: () => number): Definitions {
  let byKey = new Map<string, string[]>();
  let named = new Set<string>();
  let searchAgainAt = Number.NEGATIVE_INFINITY;

  const scan = (): void => {
    byKey = new Map();
    named = new Set();
    for (const file of listScripts(files)) {
      const folder = basename(dirname(file));
      named.add(folder);
      const key = `${folder}/${normalise(getName(file), folder)}`;
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [file]);
      else list.push(file);
    }
  };

  const search = (): void => {
    const startedAt = now();
    if (startedAt < searchAgainAt) return;
    scan();
    // At most a fiftieth of the time goes into searching.
    searchAgainAt = startedAt + Math.max(2_000, 50 * (now() - startedAt));
  };

  return {
    holds(folder) {
      search();
      return named.has(folder);
    },
    find(folders, name) {
      search();
      const found = folders.flatMap((folder) => byKey.get(`${folder}/${normalise(name, folder)}`) ?? []);
      const alike = found.length > 1 ? found.filter((file) => getName(file) === name) : found;
      const [only] = alike;
      return alike.length === 1 && only !== undefined && files.stamp(only) !== undefined ? only : undefined;
    },
  };
}

function getName(file: string): string {
  return basename(file, extname(file));
}

/** `user.model`, `user-model` and `UserModel` of a folder `models` are `user`. */
function normalise(name: string, folder: string): string {
  const plain = name.replace(/[-_.]/g, '').toLowerCase();
  const ending = folder.replace(/s$/, '').toLowerCase();
  return plain.endsWith(ending) && plain.length > ending.length ? plain.slice(0, -ending.length) : plain;
}
