/**
 * Modules: the top level of a file, its exports, and what imports give.
 */
import type { CatalogEntry } from '../catalog/shape.ts';
import type { ImportExpression, Module } from '../languages/program.ts';
import { evaluateBlock } from './evaluate-statements.ts';
import { createFrame } from './frame.ts';
import type { EvaluatedModule } from './frame.ts';
import { makeReturns } from './make-returns.ts';
import { ROOT_BUDGET } from './run.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { createUnknown, createValue } from './value.ts';
import type { Value } from './value.ts';

export function createModule(file: string, text: string, program: Module): EvaluatedModule {
  return { file, text, program, frame: createFrame(undefined, true), exports: new Map(), stars: [], isCutShort: false };
}

/** Runs the top level of a module once, in the module phase: declarations, exports, registrations. `state` keeps what it assigns. */
export function evaluateModule(run: Run, module: EvaluatedModule, state: State): void {
  const outer = {
    phase: run.phase,
    module: run.module,
    budget: run.budget,
    isCutShort: run.isCutShort,
    stack: run.stack,
    state: run.state,
    context: run.context,
    routes: run.routes,
    loading: run.loading,
  };
  run.state = state;
  run.context = { entry: state, entryGuards: 0, exits: [] };
  if (outer.stack.depth > 0 || outer.state !== state) run.routes = run.importedRoutes;
  run.phase = 'module';
  run.module = module;
  run.loading = module;
  state.ended = undefined;
  run.budget = ROOT_BUDGET;
  run.isCutShort = false;
  run.stack = {
    function: module,
    module,
    functionRange: module.program.range,
    functionName: undefined,
    callRange: undefined,
    caller: undefined,
    depth: outer.stack.depth,
  };
  const guards = state.guardCount;
  evaluateBlock(run, module.frame, module.program.body);
  state.dropGuards(guards);
  run.phase = outer.phase;
  run.module = outer.module;
  run.loading = outer.loading;
  module.isCutShort = run.isCutShort;
  run.budget = outer.budget;
  run.isCutShort = outer.isCutShort;
  run.stack = outer.stack;
  state.ended = undefined;
  run.routes = outer.routes;
  run.state = outer.state;
  run.context = outer.context;
}

export function setExport(run: Run, name: string, value: Value): void {
  if (name === '*') run.module.stars.push(value);
  else run.module.exports.set(name, value);
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

const MAX_STARS = 6;

/** What a module exports under a name. CommonJS modules give the members of what they export whole. */
export function getExport(run: Run, module: EvaluatedModule, name: string, depth = 0): Value {
  const own = module.exports.get(name);
  if (own !== undefined) return own;
  const whole = module.exports.get('=');
  if (whole !== undefined) {
    if (name === 'default' || name === '=') return whole;
    const { what } = whole;
    if (what.kind === 'record') return what.fields.get(name) ?? createUnknown(name);
    if (what.kind === 'module') return getExport(run, what.module, name, depth + 1);
    const write =
      what.kind === 'function'
        ? run.state.getField(what.closure.node, name)
        : what.kind === 'handle'
          ? run.state.getField(what, name)
          : undefined;
    return write?.value ?? createUnknown(name);
  }
  if (depth < MAX_STARS) {
    for (const star of module.stars) {
      if (star.what.kind !== 'module') continue;
      const found = getExport(run, star.what.module, name, depth + 1);
      if (found.what.kind !== 'unknown') return found;
    }
  }
  return createUnknown(name);
}

/** What an import expression gives: the catalog's word for packages it knows, else the project's own module. */
export function evaluateImport(run: Run, expression: ImportExpression): Value {
  for (const entry of run.catalog.findPackage(expression.source)) {
    const value = getPackageExport(run, entry, expression.name);
    if (value !== undefined) return value;
  }
  const module = run.modules.load(expression.source, run.module);
  if (module === undefined)
    return createUnknown(
      expression.name === '*' || expression.name === 'default' ? getModuleName(expression.source) : expression.name,
      [],
      expression.source,
    );
  if (expression.name !== '*') return getExport(run, module, expression.name);
  const whole = module.exports.get('=');
  return whole ?? createValue({ kind: 'module', module });
}

function getPackageExport(run: Run, entry: CatalogEntry, name: string): Value | undefined {
  // `require` of a module with a default export gives that, or the module: both names are tried.
  const found = Object.hasOwn(entry.exports, name)
    ? entry.exports[name]
    : name === '*'
      ? entry.exports['default']
      : name === 'default'
        ? entry.exports['*']
        : undefined;
  if (found !== undefined) return getCatalogued(run, entry, found, name);
  if (name !== '*') return undefined;
  // A module without a value of its own: its members are its exports.
  const fields = new Map<string, Value>();
  for (const [key, value] of Object.entries(entry.exports)) fields.set(key, getCatalogued(run, entry, value, key));
  return fields.size === 0 ? undefined : createValue({ kind: 'record', fields, spreads: [], shared: true });
}

export function getCatalogued(
  run: Run,
  entry: CatalogEntry,
  found: CatalogEntry['exports'][string],
  name: string,
): Value {
  if ('type' in found)
    return makeReturns(
      run,
      { kind: 'type', type: found.type, connection: 'new' },
      { entry, receiver: undefined, args: [], member: name },
    );
  return createValue({ kind: 'behaviour', entry, name, behaviour: found, receiver: undefined, construct: found });
}

function getModuleName(source: string): string {
  return source
    .slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf(':')) + 1)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
