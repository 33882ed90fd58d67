/**
 * Entry points: what requests run. Handlers come from registrations and from how exported functions look; other exported
 * functions and methods, and those that an exported factory gives, are roots of their own unless a handler of the file leads to them.
 */
import type { Fact, RootResult } from './access.ts';
import { callAny } from './evaluate-call.ts';
import { markOutcomeUsed } from './evaluate-expression.ts';
import { flatten } from './evaluate-statements.ts';
import { findDeclaredType } from './find-declared-type.ts';
import type { WriteSearch } from './find-writes.ts';
import type { EvaluatedModule, Frame } from './frame.ts';
import { findExportedRoots, findRootsIn } from './exported-roots.ts';
import type { Root } from './exported-roots.ts';
import { findInjected } from './injection.ts';
import { findNamed } from './listed-stores.ts';
import { makeReturns } from './make-returns.ts';
import { noteMiddleware, noteRefusals, noteWrapper } from './note-caller.ts';
import { findRegisteredRoots, findSetUps } from './registered-roots.ts';
import { createHandlerParameters } from './handler-parameters.ts';
import { findHandlersBefore, isHandler } from './route-chain.ts';
import { ROOT_BUDGET } from './run.ts';
import type { Route, Run } from './run.ts';
import { State } from './state.ts';
import { createValue, findTarget, unknownValue } from './value.ts';
import type { Value } from './value.ts';

export interface EvaluatedRoots {
  readonly roots: readonly RootResult[];
  readonly facts: readonly Fact[];
  /** All roots, those that were left out because they lead to no write at the end: what they read says more of the tables. */
  evaluateAll(): readonly RootResult[];
  /** There are more roots than one file may have, and the rest was left out. */
  readonly hasMore: boolean;
}

/** Roots of one file; past these the rest of a generated file is left out. */
export const MAX_ROOTS = 400;
/** Factories that give factories. */
const MAX_FACTORIES = 2;

/** `mayWrite` says of the handlers of a root whether they may lead to a write; without it all are evaluated. */
export function evaluateRoots(run: Run, module: EvaluatedModule, mayWrite: WriteSearch = () => true): EvaluatedRoots {
  const results: RootResult[] = [];
  let isComplete = false;
  let hasMore = false;
  const others: { readonly root: Root; readonly state: State; readonly depth: number }[] = [];
  const base = run.state;
  const prefix: Prefix = {
    base,
    framework: undefined,
    wrapper: undefined,
    objects: [],
    context: run.context,
    steps: [],
  };
  run.phase = 'request';
  const done = new Set<object>();
  const consider = (root: Root, state = base, depth = 0): void => {
    const key = getClosure(root.chain.at(-1));
    if (key !== undefined && done.has(key)) return;
    if (results.length >= MAX_ROOTS) {
      hasMore = true;
      return;
    }
    if (key !== undefined) done.add(key);
    run.state = state;
    if (isComplete || mayWrite(root.chain)) evaluate(root, state, depth);
    else others.push({ root, state, depth });
  };
  const evaluate = (root: Root, state: State, depth: number): void => {
    const { result, made, after } = evaluateRoot(run, state, root, prefix);
    results.push(result);
    // What a factory gives (`createOrders(db)`) is asked later, by requests. One that reads gives an answer.
    if (root.kind !== 'function' || result.accesses.length > 0 || depth >= MAX_FACTORIES) return;
    run.state = after;
    const given = findRootsIn(run, module, [made]).filter((each) => !isFollowed(run, each));
    for (const each of given) consider(each, after, depth + 1);
    run.state = base;
  };
  // Handlers first: what they lead to needs no root of its own. Functions may register more (`export default (app) => { … }`).
  const exported = findExportedRoots(run, module);
  let from = 0;
  const runRoutes = (): void => {
    while (from < run.routes.length) {
      const until = run.routes.length;
      for (const root of findRouteRoots(run.routes, run.importedRoutes, from, module)) consider(root);
      from = until;
    }
  };
  runRoutes();
  // Registered in another file: what runs before them there is known. Each registration is a root of its own.
  const registered = new Set<object>();
  const runRegistered = (isWanted: (root: Root) => boolean): void => {
    for (const root of findRegisteredRoots(run, module, exported, isWanted)) {
      const key = getClosure(root.chain.at(-1)) ?? root;
      registered.add(key);
      done.delete(key);
      consider(root);
    }
  };
  const isWorthwhile = (root: Root): boolean => mayWrite(root.chain);
  runRegistered(isWorthwhile);
  for (const root of exported) if (root.kind === 'handler') consider(root);
  runRoutes();
  const setUps = findSetUps(run, module, exported);
  for (const root of exported) {
    if (root.kind !== 'function' || isFollowed(run, root)) continue;
    const times = setUps.get(root);
    if (times === undefined) consider(root);
    for (const each of times ?? []) {
      done.delete(getClosure(each.chain.at(-1)) ?? each);
      consider(each);
    }
  }
  runRoutes();
  // Middleware that no handler of the file runs after.
  for (const root of findMiddlewareRoots(run, module)) consider(root);
  run.state = base;
  const evaluateAll = (): readonly RootResult[] => {
    if (isComplete) return results;
    isComplete = true;
    runRegistered((root) => !isWorthwhile(root));
    for (const { root, state, depth } of others) {
      const isOfOthers =
        registered.has(getClosure(root.chain.at(-1)) ?? root) ||
        (exported.includes(root) && root.kind === 'function' && isFollowed(run, root));
      if (!isOfOthers) evaluate(root, state, depth);
    }
    runRoutes();
    run.state = base;
    return results;
  };
  return { roots: results, facts: run.facts, evaluateAll, hasMore };
}

function isFollowed(run: Run, root: Root): boolean {
  return run.followed.has(getFunction(root.chain[0]) ?? root);
}

/** One wrapper makes many handlers from one text: closures tell them apart. */
function getClosure(value: Value | undefined): object | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function'
    ? (what.closure.written ?? what.closure)
    : what.kind === 'operation'
      ? what
      : undefined;
}

function getFunction(value: Value | undefined): object | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function'
    ? (what.closure.written ?? what.closure).node
    : what.kind === 'operation'
      ? what
      : undefined;
}

/**
 * What was evaluated before the last handler. The routes of an application run behind the same middleware, which is evaluated once
 * for those that follow each other.
 */
interface Prefix {
  base: State;
  framework: Root['framework'];
  wrapper: Root['wrapper'];
  objects: readonly Value[];
  context: Run['context'];
  steps: readonly Step[];
}

interface Step {
  readonly handler: Value;
  readonly state: State;
  readonly accesses: Run['accesses'];
  readonly signings: Run['signings'];
  readonly budget: number;
  readonly isCutShort: boolean;
  readonly suspensions: number;
  readonly authentication: Run['authentication'];
  readonly isAuthorized: boolean;
}

function begin(run: Run, base: State, root: Root, prefix: Prefix): void {
  run.accesses = [];
  run.signings = [];
  run.budget = ROOT_BUDGET;
  run.isCutShort = false;
  run.suspensions = 0;
  run.authentication = undefined;
  run.isAuthorized = false;
  const entry = new State(base);
  run.state = entry;
  run.context = { entry, entryGuards: entry.guardCount, exits: [] };
  const last = root.chain.at(-1);
  prefix.base = base;
  prefix.framework = root.framework;
  prefix.wrapper = root.wrapper;
  prefix.objects = root.framework === undefined ? [] : createHandlerParameters(run, root.framework, last);
  prefix.context = run.context;
  prefix.steps = [];
}

/** How many handlers of the root were the first ones of the root before it, in the same order. */
function countShared(prefix: Prefix, base: State, { chain, framework, wrapper }: Root): number {
  if (
    framework === undefined ||
    prefix.framework !== framework ||
    prefix.base !== base ||
    wrapper !== undefined ||
    prefix.wrapper !== undefined
  )
    return 0;
  // Objects of a type are the same for all handlers; data goes by the handler's own parameters.
  if (!framework.handlerParameters.every((parameter) => typeof parameter === 'string')) return 0;
  let shared = 0;
  while (shared < chain.length - 1 && shared < prefix.steps.length && prefix.steps[shared]?.handler === chain[shared])
    shared++;
  return shared;
}

function restore(run: Run, prefix: Prefix, shared: number): void {
  const step = prefix.steps[shared - 1];
  if (step === undefined) return;
  run.accesses = [...step.accesses];
  run.signings = [...step.signings];
  run.budget = step.budget;
  run.isCutShort = step.isCutShort;
  run.suspensions = step.suspensions;
  run.authentication = step.authentication;
  run.isAuthorized = step.isAuthorized;
  run.state = step.state;
  run.context = prefix.context;
  prefix.steps = prefix.steps.slice(0, shared);
}

function remember(run: Run, prefix: Prefix, handler: Value): void {
  const { state, budget, isCutShort, suspensions, authentication, isAuthorized } = run;
  prefix.steps = [
    ...prefix.steps,
    {
      handler,
      state,
      accesses: [...run.accesses],
      signings: [...run.signings],
      budget,
      isCutShort,
      suspensions,
      authentication,
      isAuthorized,
    },
  ];
}

interface EvaluatedRoot {
  readonly result: RootResult;
  /** What the last function gave, and what holds then. */
  readonly made: Value;
  readonly after: State;
}

function evaluateRoot(run: Run, base: State, root: Root, prefix: Prefix): EvaluatedRoot {
  const shared = countShared(prefix, base, root);
  if (shared > 0) restore(run, prefix, shared);
  else begin(run, base, root, prefix);
  const { objects } = prefix;
  noteWrapper(run, root.wrapper, root.chain.at(-1));
  let made = unknownValue;
  for (const [index, handler] of root.chain.entries()) {
    if (index < shared) continue;
    const isLast = index === root.chain.length - 1;
    run.handedOn = [];
    const { authentication } = run;
    const before = new State(run.state);
    run.state = before;
    run.handlerEntry = before;
    run.hook = isLast || root.framework?.handsOnByReturning !== true ? undefined : getFunction(handler);
    // A parameter hook gets the parameter's value after the request's own objects.
    const parameter = createValue({ kind: 'unknown', path: undefined, origin: undefined }, [
      { kind: 'request', part: 'params', path: 'id', weak: false },
    ]);
    made = callAny(run, handler, {
      args: objects.length > 0 ? [...objects, parameter] : createParameters(run, handler, root.parameters),
      node: undefined,
      range: root.range,
    });
    // Whoever calls an exported function sees what it returns.
    if (root.kind === 'function') markOutcomeUsed(made);
    if (!isLast) {
      noteMiddleware(run, handler, authentication);
      passOn(run, before);
    }
    if (run.state.ended !== undefined) run.state.ended = undefined;
    if (!isLast) remember(run, prefix, handler);
  }
  const accesses = run.accesses;
  const after = run.state;
  run.accesses = [];
  run.state = base;
  const result: RootResult = {
    name: root.name,
    kind: root.kind,
    range: root.range,
    accesses,
    signings: run.signings,
    authentication: run.authentication,
    isAuthorized: run.isAuthorized,
    isCutShort: run.isCutShort,
  };
  return { result, made, after };
}

/** After a middleware: what held where it handed on holds in the next handler. */
function passOn(run: Run, before: State): void {
  const [first, ...others] = run.handedOn;
  if (first === undefined) {
    run.state = before;
    before.ended = undefined;
    return;
  }
  const next = new State(before);
  let joined = flatten(before, first.state);
  for (const exit of others) {
    const merged = new State(before);
    merged.merge(joined, flatten(before, exit.state));
    joined = merged;
  }
  next.adopt(joined);
  const known = new Set(next.guards.map((guard) => guard.id));
  for (const guard of first.guards)
    if (!known.has(guard.id) && others.every((exit) => exit.guards.some((other) => other.id === guard.id)))
      next.pushGuard({ ...guard, exit: 'throw' });
  noteRefusals(run, next.guards);
  next.ended = undefined;
  run.state = next;
}

/** Parameters of a function whose caller is not known: what their types or names say, else themselves. */
function createParameters(run: Run, callee: Value, given: readonly Value[] = []): readonly Value[] {
  const { what } = findTarget(callee);
  if (what.kind !== 'function') return [];
  const { node, module, frame } = what.closure.written ?? what.closure;
  return node.parameters.map((parameter, index) => {
    const known = given[index];
    if (known !== undefined && known.what.kind !== 'unknown') return known;
    const declared =
      findInjected(run, parameter.annotations, module, frame) ??
      findDeclaredType(run, parameter.types, parameter.name, frame);
    if (declared !== undefined) return declared;
    const named = findNamed(run, parameter.name);
    if (named !== undefined)
      return makeReturns(
        run,
        { kind: 'type', type: named.type },
        {
          entry: named.entry,
          receiver: undefined,
          args: [],
          member: parameter.name,
          certainty: named.certainty,
          isParameter: true,
        },
      );
    const name = parameter.name.startsWith('$') ? undefined : parameter.name;
    return createValue({ kind: 'unknown', path: name, origin: undefined }, [
      { kind: 'parameter', name: parameter.name, path: '', weak: false },
    ]);
  });
}

/** One root for each route from `from` on that this file registers, with what was hooked before it. */
function findRouteRoots(
  routes: readonly Route[],
  imported: readonly Route[],
  from: number,
  module: EvaluatedModule,
): readonly Root[] {
  const roots: Root[] = [];
  // What another file's copy of this one hooked is hooked again here.
  const all = [...imported.filter((route) => route.module.file !== module.file), ...routes];
  routes.forEach((route, index) => {
    if (index < from || route.kind !== 'route' || route.module !== module) return;
    const chain = [...findHandlersBefore(all, route), ...route.handlers];
    const framework = route.entry.kind === 'framework' ? route.entry : undefined;
    // A handler of another file is evaluated, and reported on, there.
    if (route.handlers.length === 0 || isForeign(route.handlers.at(-1), module)) return;
    const isHandlerRoute = route.method !== 'callback';
    roots.push({
      kind: isHandlerRoute ? 'handler' : 'function',
      name: getName(route.handlers.at(-1)),
      range: route.range,
      chain,
      framework: isHandlerRoute ? framework : undefined,
    });
  });
  return roots;
}

function findMiddlewareRoots(run: Run, module: EvaluatedModule): readonly Root[] {
  return run.routes
    .filter((route) => route.kind !== 'route' && route.module === module && route.entry.kind === 'framework')
    .flatMap((route, index, all) =>
      route.handlers
        .filter(
          (handler) =>
            isHandler(handler) && !isForeign(handler, module) && !run.followed.has(getFunction(handler) ?? handler),
        )
        .map((handler): Root => ({
          kind: 'handler',
          name: getName(handler),
          range: route.range,
          framework: route.entry.kind === 'framework' ? route.entry : undefined,
          chain: [
            ...all
              .slice(0, index)
              .filter((other) => other.receiver === route.receiver && other.kind === 'middleware')
              .flatMap((other) => other.handlers.filter(isHandler)),
            ...route.handlers.slice(0, route.handlers.indexOf(handler)).filter(isHandler),
            handler,
          ],
        })),
    );
}

function isForeign(value: Value | undefined, module: EvaluatedModule): boolean {
  if (value === undefined) return false;
  const { what } = findTarget(value);
  if (what.kind !== 'function' || what.closure.module === module) return false;
  // A wrapper of another file around a function of this one.
  let frame: Frame | undefined = what.closure.frame;
  for (; frame !== undefined; frame = frame.parent)
    for (const cell of frame.cells.values())
      if (cell.initial?.what.kind === 'function' && cell.initial.what.closure.module === module) return false;
  return true;
}

function getName(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function' ? what.closure.node.name : undefined;
}
