/**
 * The only door to the disk: everything below one folder, and nothing outside it. Symbolic links are resolved before
 * anything is read, so that a link out of the project is refused like a path out of it.
 */

import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

export interface FileStamp {
  /** Changes whenever the file does. */
  readonly version: string;
  /** Bytes. */
  readonly size: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

export interface ProjectFiles {
  readonly root: string;
  /** Whether an absolute, normalised path lies in the project, going by its text alone. */
  contains(path: string): boolean;
  /** The real path of something that exists inside the project. */
  canonical(path: string): string | undefined;
  /** Undefined for what is no file or lies outside. An answer is kept for half a second or longer (see `lookShare`), or until `refresh`. */
  stamp(file: string): FileStamp | undefined;
  /** The text without byte order mark; undefined for what is missing, outside, or larger than `limit` bytes. */
  read(file: string, limit: number): string | undefined;
  /** What a path inside the project leads to; undefined for what is missing, a link or outside. */
  kindOf(path: string): FolderEntry['kind'] | undefined;
  /** Files and folders by name; links are left out, which also ends cycles. Empty for what is no folder or lies outside. */
  list(folder: string): readonly FolderEntry[];
  /** Forgets the stamps and real paths. */
  refresh(): void;
  /** Milliseconds that looking at the disk took since the last `refresh`. */
  readonly timeSpent: number;
  /** How often it was refreshed. */
  readonly epoch: number;
}

/** Milliseconds for which what was seen holds, if nobody asks for a new look; longer where there was much to look at. */
const stampLifetime = 500;
/** Of a long run, one part in so many goes into looking at the disk. */
export const lookShare = 50;
const maximumStamps = 20_000;
const maximumFolders = 5_000;
/** UTF-16 code units. */
const maximumHeldText = 2_000_000;

/** `root` must be a real path; `now` gives milliseconds. */
export function createProjectFiles(root: string, now: () => number): ProjectFiles {
  const prefix = root.endsWith(sep) ? root : root + sep;
  const stamps = new Map<string, { readonly stamp: FileStamp | undefined; readonly takenAt: number }>();

  let timeSpent = 0;
  let epoch = 0;
  const spend = <Result>(look: () => Result): Result => {
    const start = performance.now();
    const result = look();
    timeSpent += performance.now() - start;
    return result;
  };

  const contains = (path: string): boolean => path === root || path.startsWith(prefix);

  const realPaths = new Map<string, { readonly real: string | undefined; readonly takenAt: number }>();
  const canonical = (path: string): string | undefined => {
    if (!contains(path)) return undefined;
    const known = realPaths.get(path);
    const time = now();
    if (known !== undefined && time - known.takenAt < Math.max(stampLifetime, timeSpent * lookShare)) return known.real;
    if (realPaths.size >= maximumStamps) realPaths.clear();
    const found = findReal(path);
    const real = found !== undefined && contains(found) ? found : undefined;
    realPaths.set(path, { real, takenAt: time });
    return real;
  };

  // What a real folder lists and is no link is real: one look at the folder spares one for each file in it.
  const findReal = (path: string): string | undefined => {
    if (path === root) return root;
    const folder = canonical(dirname(path));
    if (folder === undefined) return undefined;
    const name = basename(path);
    const kind = readFolder(folder)?.get(name);
    // Not listed under this name: a file system to which capitals are the same may have it all the same.
    return kind === 'link' || kind === undefined ? spend(() => getRealPath(path)) : join(folder, name);
  };

  const folders = new Map<string, { readonly entries: FolderEntries | undefined; readonly takenAt: number }>();
  const readFolder = (folder: string): FolderEntries | undefined => {
    const known = folders.get(folder);
    const time = now();
    if (known !== undefined && time - known.takenAt < Math.max(stampLifetime, timeSpent * lookShare))
      return known.entries;
    if (folders.size >= maximumFolders) folders.clear();
    const entries = spend(() => takeEntries(folder));
    folders.set(folder, { entries, takenAt: time });
    return entries;
  };

  // The same file is looked at by its imports, by the parser, and when it is linted itself, mostly in a row.
  const texts = new Map<string, { readonly version: string; readonly text: string }>();
  let heldText = 0;
  const keepText = (file: string, version: string, text: string): void => {
    if (heldText > maximumHeldText) {
      texts.clear();
      heldText = 0;
    }
    texts.set(file, { version, text });
    heldText += text.length;
  };

  const stamp = (file: string): FileStamp | undefined => {
    const known = stamps.get(file);
    const time = now();
    if (known !== undefined && time - known.takenAt < Math.max(stampLifetime, timeSpent * lookShare))
      return known.stamp;
    if (stamps.size >= maximumStamps) stamps.clear();
    const taken = contains(file) ? spend(() => takeStamp(file)) : undefined;
    stamps.set(file, { stamp: taken, takenAt: time });
    return taken;
  };

  return {
    root,
    contains,
    canonical,
    stamp,
    read(file, limit) {
      const taken = stamp(file);
      if (taken === undefined || taken.size > limit) return undefined;
      const known = texts.get(file);
      if (known?.version === taken.version) return known.text;
      const real = canonical(file);
      if (real === undefined) return undefined;
      try {
        const text = readFileSync(real, 'utf8').replace(/^\uFEFF/, '');
        keepText(file, taken.version, text);
        return text;
      } catch {
        return undefined;
      }
    },
    kindOf(path) {
      const folder = contains(path) && path !== root ? canonical(dirname(path)) : undefined;
      const kind = folder === undefined ? undefined : readFolder(folder)?.get(basename(path));
      return kind === 'file' || kind === 'folder' ? kind : undefined;
    },
    list(folder) {
      const real = canonical(folder);
      const entries = real === undefined ? undefined : readFolder(real);
      return Array.from(entries ?? []).flatMap(([name, kind]): readonly FolderEntry[] =>
        kind === 'file' || kind === 'folder' ? [{ name, kind }] : [],
      );
    },
    refresh() {
      stamps.clear();
      realPaths.clear();
      folders.clear();
      timeSpent = 0;
      epoch++;
    },
    get epoch() {
      return epoch;
    },
    get timeSpent() {
      return timeSpent;
    },
  };
}

type FolderEntries = ReadonlyMap<string, FolderEntry['kind'] | 'link' | 'other'>;

function takeEntries(folder: string): FolderEntries | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return new Map(
      entries.map((entry) => [
        entry.name,
        entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
      ]),
    );
  } catch {
    return undefined;
  }
}

function getRealPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function takeStamp(file: string): FileStamp | undefined {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (!status?.isFile()) return undefined;
    // The inode's own time as well: tools that restore files set the modification time back.
    return { version: `${status.mtimeMs}:${status.ctimeMs}:${status.size}`, size: status.size };
  } catch {
    return undefined;
  }
}
