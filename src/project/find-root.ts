/** Which folder is the project of a file. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, isAbsolute } from 'node:path';

const lifetime = 2_000;
const maximumEntries = 5_000;
const cache = new Map<string, { readonly root: string; readonly expires: number }>();

/**
 * The nearest folder with the package.json of a package, or the workspace or repository around it; the file's own folder where
 * there is neither. A package.json that holds `"type": "module"` alone is none of a package.
 * Never above `cwd` (absolute, as ESLint gives it) for files inside it. The file itself need not exist.
 */
export function findProjectRoot(file: string, cwd: string): string {
  const folder = dirname(resolve(cwd, file));
  const key = `${cwd}\0${folder}`;
  const known = cache.get(key);
  if (known !== undefined && known.expires > performance.now()) return known.root;
  if (cache.size >= maximumEntries) cache.clear();
  const root = search(folder, isInside(folder, cwd) ? cwd : undefined);
  cache.set(key, { root, expires: performance.now() + lifetime });
  return root;
}

function search(folder: string, limit: string | undefined): string {
  let nearest: string | undefined;
  let marked: string | undefined;
  for (let current = folder; ; current = dirname(current)) {
    const { manifest, isWhole } = look(current);
    if (manifest === 'package') nearest ??= current;
    if (manifest === 'marker') marked ??= current;
    if (isWhole) return current;
    if (current === limit || current === dirname(current)) return nearest ?? marked ?? folder;
  }
}

interface Folder {
  /** A `marker` says how the files below it are loaded, and makes no package of them. */
  readonly manifest: 'package' | 'marker' | undefined;
  /** A workspace or a repository: no project reaches above it. */
  readonly isWhole: boolean;
  readonly expires: number;
}

const folders = new Map<string, Folder>();

/** Files share most of the folders above them. */
function look(folder: string): Folder {
  const known = folders.get(folder);
  if (known !== undefined && known.expires > performance.now()) return known;
  if (folders.size >= maximumEntries) folders.clear();
  const path = join(folder, 'package.json');
  const keys = isFile(path) ? readKeys(path) : undefined;
  const isMarker =
    keys !== undefined && keys.length > 0 && keys.every((key) => key === 'type' || key === 'sideEffects');
  const manifest = keys === undefined ? undefined : isMarker ? 'marker' : 'package';
  const isWhole =
    keys?.includes('workspaces') === true ||
    isFile(join(folder, 'pnpm-workspace.yaml')) ||
    existsSync(join(folder, '.git'));
  const found: Folder = { manifest, isWhole, expires: performance.now() + lifetime };
  folders.set(folder, found);
  return found;
}

function isInside(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return path === '' || (path !== '..' && !/^\.\.[\\/]/.test(path) && !isAbsolute(path));
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** What a manifest states; nothing where it is broken. */
function readKeys(manifest: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
