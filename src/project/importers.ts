/** Which files import a file: who registers a handler is mostly written in another file than the handler. */

import { basename, dirname, extname } from 'node:path';
import { readSpecifiers } from '../languages/ecmascript/import-specifiers.ts';
import { listScripts } from './list-scripts.ts';
import type { ProjectFiles } from './project-files.ts';
import type { ImportResolver } from './resolve-import.ts';

export interface Importers {
  /**
   * Files that import this one, and those that import them, the nearest first; `limit` at most. Tests and what was built are left out.
   * With `isWanted`, those that are wanted, and those behind which a wanted one lies.
   */
  find(file: string, limit: number, isWanted?: (file: string) => boolean): readonly string[];
}

interface Scanned {
  readonly version: string;
  readonly specifiers: readonly string[];
}

const maximumFileSize = 500_000;
/** How many imports lie between a handler and the application it is mounted in. */
const maximumDistance = 4;

export function createImporters(files: ProjectFiles, resolver: ImportResolver, now: () => number): Importers {
  const scanned = new Map<string, Scanned>();
  /** By the last part of an import without its extension, which is cheaper than resolving every import of a project. */
  let byName = new Map<string, { readonly file: string; readonly specifier: string }[]>();
  let searchAgainAt = Number.NEGATIVE_INFINITY;

  const scan = (): void => {
    const found = listScripts(files);
    byName = new Map();
    for (const file of found) {
      const version = files.stamp(file)?.version;
      if (version === undefined) continue;
      let known = scanned.get(file);
      if (known?.version !== version) {
        known = { version, specifiers: readSpecifiers(files.read(file, maximumFileSize) ?? '') };
        scanned.set(file, known);
      }
      for (const specifier of known.specifiers) {
        const name = getName(specifier);
        const list = byName.get(name);
        if (list === undefined) byName.set(name, [{ file, specifier }]);
        else list.push({ file, specifier });
      }
    }
    if (scanned.size > 2 * found.length)
      for (const file of scanned.keys()) if (!found.includes(file)) scanned.delete(file);
  };

  const findDirect = (file: string): readonly string[] => {
    const name = getName(file);
    // A folder is imported by its own name, or as `.` from inside it.
    const names = name === 'index' ? [name, getName(dirname(file)), '.', '..', ''] : [name];
    const candidates = names.flatMap((each) => byName.get(each) ?? []);
    const found = candidates.filter((candidate) => {
      const resolution = resolver.resolve(candidate.specifier, candidate.file);
      return resolution.kind === 'file' && resolution.file === file && candidate.file !== file;
    });
    return [...new Set(found.map((candidate) => candidate.file))].sort();
  };

  return {
    find(file, limit, isWanted = () => true) {
      const startedAt = now();
      if (startedAt >= searchAgainAt) {
        scan();
        // At most a fiftieth of the time goes into searching.
        searchAgainAt = startedAt + Math.max(2_000, 50 * (now() - startedAt));
      }
      const wanted = new Set<string>();
      const seen = new Set([file]);
      let level = [file];
      for (let distance = 0; distance < maximumDistance && level.length > 0; distance++) {
        const next: string[] = [];
        for (const imported of level) {
          for (const importer of findDirect(imported)) {
            if (seen.size > limit && !seen.has(importer)) return [...wanted];
            if (wanted.has(imported) || (!seen.has(importer) && isWanted(importer))) wanted.add(importer);
            if (seen.has(importer)) continue;
            seen.add(importer);
            next.push(importer);
          }
        }
        level = next;
      }
      wanted.delete(file);
      return [...wanted];
    },
  };
}

function getName(path: string): string {
  const name = basename(path);
  return /^\.[cm]?[jt]sx?$/.test(extname(name)) ? name.slice(0, -extname(name).length) : name;
}
