/**
 * The modules that linted files import, evaluated once for each process and project. A file that was edited, or one whose
 * imports were, takes the whole world with it: what other modules computed from it cannot be told apart.
 */
import type { CatalogIndex } from '../../catalog/catalog-index.ts';
import type { Gap } from '../../project/gap.ts';
import type { LoadedModule, Marks, Project } from '../../project/project.ts';
import { readProjectSchema } from '../../schema/schema.ts';
import type { EvaluatedModule } from '../domain/frame.ts';
import type { Attachments, ModuleSource, Route, Run } from '../domain/run.ts';
import { State } from '../domain/state.ts';
import { IMPLEMENTS, PROMISES, REGISTERS } from '../glances/find-registration-marks.ts';
import { createModule, evaluateModule } from './evaluate-module.ts';

export interface World {
  /** What the modules' top levels assigned; runs work on forks of it. */
  readonly base: State;
  readonly routes: Route[];
  readonly attached: Attachments;
  readonly modules: Map<string, WorldModule>;
  /** UTF-16 code units of the modules' sources. */
  textLength: number;
  /** Files that were linted with it. */
  runs: number;
  nextId: number;
  /** Files found unchanged since the project last looked at the disk. */
  readonly verified: Set<string>;
  epoch: number;
}

interface WorldModule {
  readonly source: LoadedModule;
  readonly module: EvaluatedModule;
  readonly dependencies: Set<string>;
  readonly needs: Needs;
  /** What the manifests around it listed when it was evaluated. */
  readonly listedPackages: ReadonlySet<string>;
}

/** What the evaluation of a top level, or of the roots of the linted file, asked for, whether it was found or not. */
interface Needs {
  readonly files: Set<string>;
  /** By specifier. */
  readonly unresolved: Map<string, Gap>;
}

function createNeeds(): Needs {
  return { files: new Set(), unresolved: new Map() };
}

const NOTHING: ReadonlySet<string> = new Set();

/** Thrown when a module of the world is found to have changed: the run starts again in a new world. */
export class StaleWorldError extends Error {
  override readonly name = 'StaleWorldError';
}

/**
 * UTF-16 code units of source behind what is kept; each takes some fifteen bytes as a program and its values. A larger world is given up
 * between two runs, since it could only be given up as a whole: what modules made is held by each other.
 */
const MAX_TEXT = 1_500_000;
/** Runs that a world serves at least: in a project whose files all lead to more than that, loading it is shared by so many. */
const MIN_RUNS = 40;

/** A text of which it is worth to know that it leads nowhere, in UTF-16 code units; going through a shorter one costs less. */
const DULL_LENGTH = 600;

/** Files above one that are looked at for registrations. */
const MAX_IMPORTERS = 24;

const worlds = new WeakMap<CatalogIndex, WeakMap<Project, World>>();

export function createWorld(): World {
  return {
    base: new State(undefined),
    routes: [],
    attached: { byName: new Map(), count: 0 },
    modules: new Map(),
    textLength: 0,
    runs: 0,
    nextId: 1,
    verified: new Set(),
    epoch: 0,
  };
}

export function openWorld(catalog: CatalogIndex, project: Project | undefined): World {
  if (project === undefined) return createWorld();
  let byProject = worlds.get(catalog);
  if (byProject === undefined) worlds.set(catalog, (byProject = new WeakMap()));
  let world = byProject.get(project);
  if (world === undefined || (world.textLength > MAX_TEXT && world.runs >= MIN_RUNS))
    byProject.set(project, (world = createWorld()));
  world.runs++;
  return world;
}

export function dropWorld(catalog: CatalogIndex, project: Project): void {
  worlds.get(catalog)?.delete(project);
}

/** `findGaps`: which files that the linted one rests on were not read, each once. One that is too long says so where it is linted. */
export interface WorldSource extends ModuleSource {
  findGaps(): readonly Gap[];
}

/** Imports of `main` and of what it imports. `getRun` is asked when a module has to be evaluated. */
export function createModuleSource(
  project: Project | undefined,
  world: World,
  main: EvaluatedModule,
  registrationMarks: Marks,
  isDullPart: (file: string, part: string | number) => boolean,
  getRun: () => Run,
): WorldSource {
  const { verified } = world;
  const ownNeeds = createNeeds();
  // What an imported module's top level asks for is the same whichever file is linted first; the rest is asked again by each.
  const getNeeds = (): Needs => {
    const { loading } = getRun();
    return (loading === main || loading === undefined ? undefined : world.modules.get(loading.file)?.needs) ?? ownNeeds;
  };
  if (project !== undefined && world.epoch !== project.epoch) {
    world.epoch = project.epoch;
    verified.clear();
  }
  const verify = (file: string, known: WorldModule): void => {
    if (verified.has(file)) return;
    verified.add(file);
    if (project?.load(file) !== known.source || project.findListedPackages(file) !== known.listedPackages)
      throw new StaleWorldError(file);
    for (const dependency of known.dependencies) {
      const module = world.modules.get(dependency);
      if (module !== undefined) verify(dependency, module);
    }
  };
  const loadFile = (file: string): EvaluatedModule | undefined => {
    getNeeds().files.add(file);
    const known = world.modules.get(file);
    if (known !== undefined) {
      verify(file, known);
      return known.module;
    }
    const source = project?.load(file);
    if (project === undefined || source === undefined) return undefined;
    const module = createModule(source.file, source.text, source.module);
    // Before it is evaluated, so that circular imports end.
    world.modules.set(file, {
      source,
      module,
      dependencies: new Set(),
      needs: createNeeds(),
      listedPackages: project.findListedPackages(file),
    });
    world.textLength += source.text.length;
    verified.add(file);
    evaluateModule(getRun(), module, world.base);
    return module;
  };
  const isDull = (file: string, name: string): boolean =>
    !world.modules.has(file) && (project?.files.stamp(file)?.size ?? 0) > DULL_LENGTH && isDullPart(file, name);
  const loadImporters = (file: string, wanted: number): readonly EvaluatedModule[] => {
    if (project === undefined) return [];
    const found = project.findImporters(
      file,
      MAX_IMPORTERS,
      (importer) => (project.getMarks(importer, registrationMarks) & wanted) !== 0,
    );
    return found.map(loadFile).filter((module) => module !== undefined);
  };
  const findImportGap = (specifier: string, from: EvaluatedModule): Gap | undefined =>
    getRun().catalog.findPackage(specifier).length > 0 ? undefined : project?.findImportGap(specifier, from.file);
  return {
    load(specifier, from, name) {
      if (project === undefined) return undefined;
      const resolution = project.resolve(specifier, from.file);
      if (resolution.kind !== 'file') {
        const gap = findImportGap(specifier, from);
        if (gap !== undefined) getNeeds().unresolved.set(specifier, gap);
        return undefined;
      }
      const { file } = resolution;
      if (file === main.file && from === main) return main;
      if (name !== undefined && isDull(file, name)) return undefined;
      world.modules.get(from.file)?.dependencies.add(file);
      return loadFile(file);
    },
    isImported: (module) => world.modules.get(module.file)?.module === module,
    verify(module) {
      getNeeds().files.add(module.file);
      const known = world.modules.get(module.file);
      if (known !== undefined) verify(module.file, known);
    },
    loadImporters: () => loadImporters(main.file, REGISTERS),
    loadImplementing: (module, isPromised) =>
      project === undefined || (isPromised && (project.getMarks(module.file, registrationMarks) & PROMISES) === 0)
        ? []
        : loadImporters(module.file, IMPLEMENTS),
    findCopy: () => (project === undefined ? undefined : world.modules.get(project.canonical(main.file))?.module),
    findDefinition: (folders, name) => {
      const file = project?.findDefinition(folders, name);
      return file === undefined ? undefined : loadFile(file);
    },
    findGaps: () => collectGaps(project, world, ownNeeds),
    isDull: (module, range) =>
      module !== main && range[1] - range[0] > DULL_LENGTH && isDullPart(module.file, range[0]),
    attached: world.attached,
    base: world.base,
    findListedPackages: (module) => project?.findListedPackages(module.file) ?? NOTHING,
    findTable: (name) => (project === undefined ? undefined : readProjectSchema(project).find(name, main.file)),
  };
}

function collectGaps(project: Project | undefined, world: World, needs: Needs): readonly Gap[] {
  const gaps: Gap[] = [];
  const seen = new Set<string>();
  const collect = ({ files, unresolved }: Needs): void => {
    gaps.push(...unresolved.values());
    for (const file of files) {
      if (seen.has(file)) continue;
      seen.add(file);
      const known = world.modules.get(file);
      const gap = known === undefined ? project?.findGap(file) : undefined;
      if (gap !== undefined) gaps.push(gap);
      if (known !== undefined) collect(known.needs);
    }
  };
  collect(needs);
  return gaps;
}
