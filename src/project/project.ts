/**
 * The other files of the project whose file is linted. Everything is found again when asked for and nothing is collected
 * over time: ESLint hands out files in any order and to several threads, and editors' servers live for days.
 */

import { realpathSync } from 'node:fs';
import { resolve as resolvePath, sep } from 'node:path';
import type { Module } from '../languages/program.ts';
import { createModuleLoader, defaultCacheLimits } from './load-module.ts';
import type { CacheLimits, LoadedModule } from './load-module.ts';
import { getNativeModules } from './native-modules.ts';
import type { NativeModules } from './native-modules.ts';
import { createProjectFiles } from './project-files.ts';
import type { ProjectFiles } from './project-files.ts';
import { createImporters } from './importers.ts';
import { createDefinitions } from './definitions.ts';
import { createListedPackages } from './listed-packages.ts';
import { createReach } from './reach.ts';
import type { Marks } from './reach.ts';
import { createImportResolver } from './resolve-import.ts';
import type { Resolution } from './resolve-import.ts';

export type { LoadedModule } from './load-module.ts';
export type { Resolution } from './resolve-import.ts';

export interface Project {
  /** Real path; nothing outside it is read. */
  readonly root: string;
  readonly files: ProjectFiles;
  /** Where an import leads that stands in `fromFile` (an absolute path, which need not exist). */
  resolve(specifier: string, fromFile: string): Resolution;
  /** The program of the file that is being linted; see `ModuleLoader.share`. */
  share(file: string, text: string, lower: () => Module): Module;
  /** The program of a file; see `ModuleLoader.load` for when there is none. */
  load(file: string): LoadedModule | undefined;
  /** See `Reach.leadsTo`. */
  leadsTo(file: string, text: string | undefined, marks: Marks, wanted: number, open?: number): boolean;
  /** See `Reach.getMarks`. */
  getMarks(file: string, marks: Marks): number;
  /** The real path of a file, as it is known by here. */
  canonical(file: string): string;
  /** See `Importers.find`. */
  findImporters(file: string, limit: number, isWanted?: (file: string) => boolean): readonly string[];
  /** See `Definitions.find`. */
  findDefinition(folders: readonly string[], name: string): string | undefined;
  /** See `ListedPackages.find`. */
  findListedPackages(file: string): ReadonlySet<string>;
  /** Called before a file is linted: what was edited is seen, a twentieth of a second later at most. Without it that takes up to half a second. */
  refresh(): void;
  /** Changes with every look at the disk. */
  readonly epoch: number;
}

export interface ProjectOptions {
  readonly native: NativeModules;
  /** Milliseconds. */
  readonly now: () => number;
  readonly limits: CacheLimits;
}

/** Milliseconds between two looks at the disk. */
const refreshPause = 50;
/** Files above one that a glance looks at. */
const maximumImporters = 24;

const projects = new Map<string, Project>();

/** The project at `root`, one per process. */
export function openProject(root: string): Project {
  let project = projects.get(root);
  if (project === undefined) {
    project = createProject(root, {
      native: getNativeModules(),
      now: () => performance.now(),
      limits: defaultCacheLimits,
    });
    projects.set(root, project);
  }
  return project;
}

/** A project of its own, with nothing shared; for tests, which bring their own clock. */
export function createProject(root: string, options: ProjectOptions): Project {
  const { native, now, limits } = options;
  const givenRoot = resolvePath(root);
  const realRoot = getRealPath(givenRoot);
  const files = createProjectFiles(realRoot, now);
  const resolver = createImportResolver(files, native.resolver, now);
  const loader = createModuleLoader(files, native.parser, now, limits);

  const importers = createImporters(files, resolver, now);
  const reach = createReach(
    files,
    resolver,
    (file) => importers.find(files.canonical(file) ?? file, maximumImporters),
    now,
  );
  const listedPackages = createListedPackages(files);
  const definitions = createDefinitions(files, now);

  let refreshedAt = Number.NEGATIVE_INFINITY;
  let epoch = 0;

  // The root may have been reached through a link, and the linted files' names with it.
  const relocate = (file: string): string => {
    const path = resolvePath(file);
    return path.startsWith(givenRoot + sep) ? realRoot + path.slice(givenRoot.length) : path;
  };

  return {
    root: realRoot,
    files,
    resolve: (specifier, fromFile) => resolver.resolve(specifier, relocate(fromFile)),
    share: (file, text, lower) => loader.share(relocate(file), text, lower),
    load: (file) => loader.load(relocate(file)),
    leadsTo: (file, text, marks, wanted, open) => reach.leadsTo(relocate(file), text, marks, wanted, open),
    getMarks: (file, marks) => reach.getMarks(relocate(file), marks),
    canonical: (file) => files.canonical(relocate(file)) ?? relocate(file),
    findImporters: (file, limit, isWanted) =>
      importers.find(files.canonical(relocate(file)) ?? relocate(file), limit, isWanted),
    findDefinition: (folders, name) => definitions.find(folders, name),
    findListedPackages: (file) => listedPackages.find(relocate(file)),
    refresh: () => {
      // Files are linted by the hundred: one look at the disk serves all that are linted at once.
      if (now() - refreshedAt < refreshPause) return;
      refreshedAt = now();
      epoch++;
      files.refresh();
    },
    get epoch() {
      return epoch;
    },
  };
}

function getRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
