/** Which files requests can reach: what their paths say, and what the user says of them. */
import { isAbsolute, relative } from 'node:path';
import { isTestOrScriptPath } from '../catalog/naming.ts';
import { parseGlob } from '../project/glob.ts';
import type { Glob } from '../project/glob.ts';

export interface RootPatterns {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

export interface Roots {
  /**
   * Whether requests can reach the functions a file exports. Patterns are tried on its path from each folder, `exclude` before `include`;
   * where none fits, its path from the last folder says it by its names.
   */
  isReachable(file: string, folders: readonly [string, ...string[]]): boolean;
}

export function createRoots({ include = [], exclude = [] }: RootPatterns): Roots {
  const included = include.flatMap((pattern) => parseGlob(pattern) ?? []);
  const excluded = exclude.flatMap((pattern) => parseGlob(pattern) ?? []);
  return {
    isReachable(file, folders) {
      const paths = folders.map((folder) => relative(folder, file));
      const inside = paths
        .filter((path) => !path.startsWith('..') && !isAbsolute(path))
        .map((path) => path.replaceAll('\\', '/'));
      const fits = (pattern: Glob): boolean => inside.some((path) => pattern.test(path));
      if (excluded.some(fits)) return false;
      return included.some(fits) || !isTestOrScriptPath(paths.at(-1) ?? file);
    },
  };
}
