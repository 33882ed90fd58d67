/**
 * The state of one evaluation: one file being linted, its module level and then its roots, one after the other.
 */
import type { CatalogIndex } from '../../catalog/catalog-index.ts';
import type { CatalogEntry } from '../../catalog/shape.ts';
import type { Range } from '../../languages/program.ts';
import type { TableSchema } from '../../schema/table-schema.ts';
import type { Access, Authentication, CallStack, Connection, Fact, Guard, RootResult } from './access.ts';
import type { Evaluator } from './evaluator.ts';
import type { EvaluatedModule } from './frame.ts';
import { flatten } from './state.ts';
import type { State } from './state.ts';
import type { Singleton, Value } from './value.ts';

/** A handler registration, a function hooked before handlers, or one that adds to the application. */
export interface Route {
  readonly kind: 'route' | 'middleware' | 'parameter-hook' | 'setup';
  readonly entry: CatalogEntry;
  /** The app or router it was registered on, compared by identity. */
  readonly receiver: object | undefined;
  readonly method: string;
  readonly path: Value | undefined;
  readonly handlers: readonly Value[];
  /** What the function of a `setup` is given. */
  readonly parameters?: readonly Value[];
  readonly range: Range;
  readonly module: EvaluatedModule;
  /** The module whose top level was running; undefined: none. */
  readonly origin: EvaluatedModule | undefined;
}

/** One way out of a function. */
export interface Exit {
  readonly state: State;
  readonly value: Value;
  /** The conditions passed since the function was entered. */
  readonly guards: readonly Guard[];
}

/** The function being evaluated. */
export interface CallContext {
  readonly entry: State;
  readonly entryGuards: number;
  readonly exits: Exit[];
}

/** `count`: how many there are by now. */
export interface Attachments {
  readonly byName: Map<string, Value[]>;
  count: number;
}

/** Where modules come from: the file linted, and what it imports. */
export interface ModuleSource {
  /**
   * Evaluated exports of the module an import names; undefined: outside the project, not found, or broken; or `name`, which is all that
   * is asked of it, is a function or type that leads to nothing the catalog describes.
   */
  load(specifier: string, from: EvaluatedModule, name?: string): EvaluatedModule | undefined;
  /** Whether the module is one that linted files import, evaluated once for all of them. */
  isImported(module: EvaluatedModule): boolean;
  /** Starts anew where the module was edited since it was evaluated. */
  verify(module: EvaluatedModule): void;
  /** The modules that import the linted file, and those that import them, as far as they may register handlers. */
  loadImporters(): readonly EvaluatedModule[];
  /** The modules with classes that import another one. `isPromised`: only if that exports something that is asked to do things and answers later. */
  loadImplementing(module: EvaluatedModule, isPromised: boolean): readonly EvaluatedModule[];
  /** The linted file as those that import it see it. */
  findCopy(): EvaluatedModule | undefined;
  /** Names of the packages that the manifests around a module list; none for a text that is on no disk. */
  findListedPackages(module: EvaluatedModule): ReadonlySet<string>;
  /** The module of this name in a folder of one of these names, where there is one alone. */
  findDefinition(folders: readonly string[], name: string): EvaluatedModule | undefined;
  /** Whether a function of another file leads to nothing that the catalog describes. */
  isDull(module: EvaluatedModule, range: Range): boolean;
  /** Functions and objects that were put on applications, requests and other objects of libraries, by the names they have there. */
  readonly attached: Attachments;
  /** What imported modules assigned. */
  readonly base: State;
  /** What the project's own schema files say of a table or model. */
  findTable(name: string): TableSchema | undefined;
}

export interface Run {
  readonly evaluator: Evaluator;
  readonly catalog: CatalogIndex;
  readonly modules: ModuleSource;
  /** While modules load nothing has been requested: routes are collected, accesses are not. */
  phase: 'module' | 'request';
  state: State;
  /** Registrations by imported modules, which stay from run to run. */
  readonly importedRoutes: Route[];
  /** Classes whose instances are being made from a declaration alone. */
  readonly making: Set<object>;
  /** What the singleton that is being made was made with so far. */
  assembling: Singleton[] | undefined;
  module: EvaluatedModule;
  /** The module whose top level is running. */
  loading: EvaluatedModule | undefined;
  context: CallContext;
  stack: CallStack;
  /** Steps left for the root being evaluated; below zero calls are no longer followed. */
  budget: number;
  /** Steps left for the roots of the file. */
  fileBudget: number;
  /** A call was not followed for want of steps. */
  isCutShort: boolean;
  suspensions: number;
  nextId: number;
  accesses: Access[];
  facts: Fact[];
  signings: RootResult['signings'][number][];
  routes: Route[];
  /** States in which the handler being evaluated handed the request on. */
  handedOn: Exit[];
  /** The state in which that handler began. */
  handlerEntry: State | undefined;
  /** The function being evaluated that hands the request on by returning, unless it has answered. */
  hook: object | undefined;
  authentication: Authentication | undefined;
  isAuthorized: boolean;
  /** Functions of any module that were evaluated for some root. */
  readonly followed: Set<object>;
  /** Connections by the object that stands for them, so that the same client is the same connection wherever it is used. */
  readonly connections: Map<object, Connection>;
}

/** Steps one root may take: enough for the largest handlers met, small enough to bound hostile files. */
export const ROOT_BUDGET = 20_000;
/** Steps all roots of one file may take; past these, each gets a few. */
export const FILE_BUDGET = 40_000;
/** Those few. */
export const LEAST_BUDGET = 1_000;
/** Roots of one file; past these the rest of a generated file is left out. */
export const MAX_ROOTS = 400;
/** Calls followed into each other. */
export const MAX_CALL_DEPTH = 8;

/** The top level of a module, as what runs; `depth` is that of what asked for it. */
export function createTopLevel(module: EvaluatedModule, depth = 0): CallStack {
  return {
    function: module,
    module,
    functionRange: module.program.range,
    functionName: undefined,
    callRange: undefined,
    caller: undefined,
    depth,
  };
}

/** Runs `work` on `state` and puts the former one back. */
export function withState<Result>(run: Run, state: State, work: () => Result): Result {
  const outer = run.state;
  run.state = state;
  try {
    return work();
  } finally {
    run.state = outer;
  }
}

export function takeId(run: Run): number {
  return run.nextId++;
}

/** Does what is done before any request, on what imported modules assigned, whoever asks for it first. */
export function withBase<Result>(run: Run, module: EvaluatedModule, work: () => Result): Result {
  const { phase, state, context, budget, isCutShort, stack, routes, module: outer } = run;
  const { base } = run.modules;
  const guards = base.guardCount;
  run.phase = 'module';
  run.state = base;
  run.context = { entry: base, entryGuards: guards, exits: [] };
  run.budget = ROOT_BUDGET;
  run.module = module;
  run.routes = run.importedRoutes;
  run.stack = createTopLevel(module);
  const result = work();
  base.dropGuards(guards);
  base.ended = undefined;
  run.phase = phase;
  run.state = state;
  run.context = context;
  run.budget = budget;
  run.isCutShort = isCutShort;
  run.stack = stack;
  run.routes = routes;
  run.module = outer;
  return result;
}

/** Evaluates code of another module outside of its functions: the values of fields, what its imports give. */
export function withModule<Result>(run: Run, module: EvaluatedModule, work: () => Result): Result {
  const outer = run.module;
  run.module = module;
  try {
    return work();
  } finally {
    run.module = outer;
  }
}

/** Records a way out of the function being evaluated. */
export function leave(run: Run, value: Value): void {
  const { context, state } = run;
  if (run.state.ended !== undefined) return;
  context.exits.push({
    state: flatten(context.entry, state),
    value,
    guards: state.getGuardsSince(context.entryGuards),
  });
}
