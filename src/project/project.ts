/**
 * The other files of the project whose file is linted. Everything is found again when asked for and nothing is collected
 * over time: ESLint hands out files in any order and to several threads, and editors' servers live for days.
 */

import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve as resolvePath, sep } from 'node:path';
import type { Module } from '../languages/program.ts';
import type { Gap } from './gap.ts';
import { createModuleLoader, defaultCacheLimits } from './load-module.ts';
import type { CacheLimits, LoadedModule } from './load-module.ts';
import { getNativeModules } from './native-modules.ts';
import type { NativeModules, SyntaxParser } from './native-modules.ts';
import { createProjectFiles, lookShare } from './project-files.ts';
import type { ProjectFiles } from './project-files.ts';
import { createImporters } from './importers.ts';
import { createDefinitions } from './definitions.ts';
import { createListedPackages } from './listed-packages.ts';
import { createLeads } from './leads.ts';
import type { Leads, Meanings, PartLead } from './leads.ts';
import { createPartGraph } from './part-graph.ts';
import type { GraphFiles, PartGraph } from './part-graph.ts';
import { createTextMarks } from './text-marks.ts';
import type { Marks } from './text-marks.ts';
import { createImportResolver } from './resolve-import.ts';
import type { Resolution } from './resolve-import.ts';

export type { Marks } from './text-marks.ts';
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
  /** Why a file has no program that may be sound, and was not analysed for that reason. */
  findGap(file: string): Gap | undefined;
  /** The same of an import that leads to no file of the project. */
  findImportGap(specifier: string, fromFile: string): Gap | undefined;
  /** See `Leads.examine`. */
  findLeads(file: string, text: string, conventions: Conventions, meanings: Meanings): readonly PartLead[];
  /** What a file's export leads to, or the part of it that holds an offset; see `Leads`. */
  findLeadsOf(file: string, part: string | number, conventions: Conventions, meanings: Meanings): number;
  /** See `TextMarks.getMarks`. */
  getMarks(file: string, marks: Marks): number;
  /** The real path of a file, as it is known by here. */
  canonical(file: string): string;
  /** See `Importers.find`. */
  findImporters(file: string, limit: number, isWanted?: (file: string) => boolean): readonly string[];
  /** See `Definitions.find`. */
  findDefinition(folders: readonly string[], name: string): string | undefined;
  /** See `ListedPackages.find`. */
  findListedPackages(file: string): ReadonlySet<string>;
  /** Called before a file is linted: what was edited is seen, a twentieth of a second later, or fifty times as long as the last look took. Without it that takes up to half a second. */
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

/** Bytes. */
const maximumOutlined = 1_000_000;

/** How files find each other without an import. The same object each time: what it says is kept. */
export interface Conventions {
  /** Which texts promise what other files keep, and which may keep such promises, as bits. */
  readonly marks: Marks;
  readonly promises: number;
  readonly keeps: number;
  /** Which texts are given things by the files that import them. */
  readonly isGiven: number;
  readonly modelFolders: readonly string[];
}

interface GraphOfEpoch {
  readonly graph: PartGraph;
  readonly leads: WeakMap<Meanings, Leads>;
  epoch: number;
}

const projects = new Map<string, Project>();
/** Without the native parser: what one parser reads another one may not. */
const projectsByParser = new WeakMap<SyntaxParser, Map<string, Project>>();

/** The project at `root`, one per process. `getFallback` is asked for a parser where the native one did not load. */
export function openProject(root: string, getFallback: () => SyntaxParser | undefined = () => undefined): Project {
  const native = getNativeModules();
  const fallback = native.parser === undefined ? getFallback() : undefined;
  const known = findProjects(fallback);
  let project = known.get(root);
  if (project === undefined) {
    project = createProject(root, {
      native: fallback === undefined ? native : { ...native, parser: fallback },
      now: () => performance.now(),
      limits: defaultCacheLimits,
    });
    known.set(root, project);
  }
  return project;
}

function findProjects(fallback: SyntaxParser | undefined): Map<string, Project> {
  if (fallback === undefined) return projects;
  let known = projectsByParser.get(fallback);
  if (known === undefined) projectsByParser.set(fallback, (known = new Map<string, Project>()));
  return known;
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
  const listedPackages = createListedPackages(files);
  const findImportGap = (specifier: string, file: string): Gap | undefined => {
    const reason = native.failures.resolver;
    if (reason === undefined || !isNamed(specifier)) return undefined;
    const resolution = resolver.resolve(specifier, file);
    const isListed = resolution.kind === 'package' && listedPackages.find(file).has(resolution.name);
    if (resolution.kind === 'file' || isListed) return undefined;
    return { cause: 'resolver', file, detail: `\`${specifier}\`: ${reason}` };
  };
  const texts = createTextMarks(files);
  const definitions = createDefinitions(files, now);
  const graphs = new WeakMap<Conventions, GraphOfEpoch>();
  const openLeads = (conventions: Conventions, meanings: Meanings): Leads => {
    let known = graphs.get(conventions);
    if (known === undefined) {
      known = { graph: createPartGraph(createGraphFiles(conventions)), leads: new WeakMap(), epoch: files.epoch };
      graphs.set(conventions, known);
    }
    if (known.epoch !== files.epoch) known.graph.verify();
    known.epoch = files.epoch;
    let leads = known.leads.get(meanings);
    if (leads === undefined)
      known.leads.set(
        meanings,
        (leads = createLeads(known.graph, (file) => files.read(file, maximumOutlined), meanings)),
      );
    return leads;
  };
  const createGraphFiles = ({ marks, promises, keeps, isGiven, modelFolders }: Conventions): GraphFiles => ({
    version: (file) => files.stamp(file)?.version,
    read: (file) => files.read(file, maximumOutlined),
    resolve: (specifier, from) => {
      const resolution = resolver.resolve(specifier, from);
      return resolution.kind === 'file' ? resolution.file : undefined;
    },
    isMissed: (specifier, from) => findImportGap(specifier, from) !== undefined,
    findModel: (name) => definitions.find(modelFolders, name),
    findInFolder: (folder, name) => (definitions.holds(folder) ? definitions.find([folder], name) : undefined),
    findGiving: (file) => ((texts.getMarks(file, marks) & isGiven) === 0 ? [] : importers.find(file, maximumImporters)),
    findImplementing: (file) =>
      (texts.getMarks(file, marks) & promises) === 0
        ? []
        : importers.find(file, maximumImporters, (other) => (texts.getMarks(other, marks) & keeps) !== 0),
  });

  let refreshedAt = Number.NEGATIVE_INFINITY;
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
    findGap: (file) => {
      const gap = loader.findGap(relocate(file));
      const reason = gap?.cause === 'parser' ? native.failures.parser : undefined;
      return gap === undefined || reason === undefined ? gap : { ...gap, detail: reason };
    },
    findImportGap: (specifier, fromFile) => findImportGap(specifier, relocate(fromFile)),
    findLeads: (file, text, conventions, meanings) =>
      openLeads(conventions, meanings).examine(files.canonical(relocate(file)) ?? relocate(file), text),
    findLeadsOf: (file, part, conventions, meanings) => {
      const leads = openLeads(conventions, meanings);
      return typeof part === 'string' ? leads.leadsFrom(file, part) : leads.leadsAt(file, part);
    },
    getMarks: (file, marks) => texts.getMarks(relocate(file), marks),
    canonical: (file) => files.canonical(relocate(file)) ?? relocate(file),
    findImporters: (file, limit, isWanted) =>
      importers.find(files.canonical(relocate(file)) ?? relocate(file), limit, isWanted),
    findDefinition: (folders, name) => definitions.find(folders, name),
    findListedPackages: (file) => listedPackages.find(relocate(file)),
    refresh: () => {
      // Files are linted by the hundred: one look at the disk serves all that are linted at once. The more there was to look
      // at, the longer it serves, so that looking stays a small share of a long run; an editor's pauses are longer than that.
      if (now() - refreshedAt < Math.max(refreshPause, files.timeSpent * lookShare)) return;
      refreshedAt = now();
      files.refresh();
    },
    get epoch() {
      return files.epoch;
    },
  };
}

/** Neither a path, nor a module of the platform's: `pg`, `#db`, `@/db`. */
function isNamed(specifier: string): boolean {
  return !/^(?:\.|\/|[a-z]+:)/.test(specifier) && !isBuiltin(specifier);
}

function getRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
