/**
 * One entry point: its handlers run one after the other, each in what the one before it left.
 */
import { callValue } from '../calls/call-value.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import { findInjected } from '../classes/injection.ts';
import type { RootResult } from '../domain/access.ts';
import type { Frame } from '../domain/frame.ts';
import { LEAST_BUDGET, ROOT_BUDGET } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { markOutcomeUsed } from '../domain/sources.ts';
import { flatten, State } from '../domain/state.ts';
import { createValue, findTarget, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { makeReturns } from '../effects/make-returns.ts';
import { findNamed } from '../names/listed-stores.ts';
import { createHandlerParameters } from './handler-parameters.ts';
import { noteMiddleware, noteRefusals, noteWrapper } from './note-caller.ts';
import { getHandlerFunction } from './root.ts';
import type { Root } from './root.ts';

/**
 * What was evaluated before the last handler. The routes of an application run behind the same middleware, which is evaluated once
 * for those that follow each other.
 */
export interface Prefix {
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

export function createPrefix(run: Run): Prefix {
  return { base: run.state, framework: undefined, wrapper: undefined, objects: [], context: run.context, steps: [] };
}

interface EvaluatedRoot {
  readonly result: RootResult;
  /** What the last function gave, and what holds then. */
  readonly made: Value;
  readonly after: State;
}

export function evaluateRoot(run: Run, base: State, root: Root, prefix: Prefix): EvaluatedRoot {
  const shared = countShared(prefix, base, root);
  if (shared > 0) restore(run, prefix, shared);
  else begin(run, base, root, prefix);
  const { budget } = run;
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
    run.hook = isLast || root.framework?.handsOnByReturning !== true ? undefined : getHandlerFunction(handler);
    // A parameter hook gets the parameter's value after the request's own objects.
    const parameter = createValue({ kind: 'unknown', path: undefined, origin: undefined }, [
      { kind: 'request', part: 'params', path: 'id', weak: false },
    ]);
    made = callValue(run, handler, {
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
  run.fileBudget -= budget - run.budget;
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

function begin(run: Run, base: State, root: Root, prefix: Prefix): void {
  run.accesses = [];
  run.signings = [];
  run.budget = Math.max(LEAST_BUDGET, Math.min(ROOT_BUDGET, run.fileBudget));
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
  while (shared < chain.length - 1 && isSame(prefix.steps[shared]?.handler, chain[shared])) shared++;
  return shared;
}

/** Closures, and what they were made with, that hold each other. */
const MAX_NESTING = 4;

/**
 * Whether two handlers do the same: one function, made with the same (`auth({ role })` gives a new one for each route). Sound for
 * what was made before any request, which is all that registrations have.
 */
function isSame(a: Value | undefined, b: Value | undefined, depth = 0): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || depth > MAX_NESTING || a.sources.length + b.sources.length > 0)
    return false;
  const [left, right] = [a.what, b.what];
  if (left === right) return true;
  switch (left.kind) {
    case 'constant':
      return right.kind === 'constant' && left.value === right.value;
    case 'unknown':
      return (
        right.kind === 'unknown' &&
        left.path === right.path &&
        left.origin === right.origin &&
        left.member === right.member
      );
    case 'list':
      return (
        right.kind === 'list' &&
        left.open === right.open &&
        left.elements.length === right.elements.length &&
        left.elements.every((element, index) => isSame(element, right.elements[index], depth + 1))
      );
    case 'record':
      return (
        right.kind === 'record' &&
        left.spreads.length + right.spreads.length === 0 &&
        left.fields.size === right.fields.size &&
        [...left.fields].every(([name, field]) => isSame(field, right.fields.get(name), depth + 1))
      );
    case 'function':
      return (
        right.kind === 'function' &&
        left.closure.node === right.closure.node &&
        left.closure.written === right.closure.written &&
        left.closure.isProtected === right.closure.isProtected &&
        isSame(left.closure.self, right.closure.self, depth + 1) &&
        isSameFrame(left.closure.frame, right.closure.frame, depth + 1)
      );
    default:
      return false;
  }
}

function isSameFrame(a: Frame | undefined, b: Frame | undefined, depth: number): boolean {
  if (a === b) return true;
  if (a === undefined || a.cells.size !== b?.cells.size) return false;
  for (const [name, cell] of a.cells) {
    const other = b.cells.get(name);
    // An import is the same only as the same cell.
    const isMade = cell.thunk === undefined && other?.thunk === undefined;
    if (!isMade || !isSame(cell.initial, other?.initial, depth)) return false;
  }
  return isSameFrame(a.parent, b.parent, depth);
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
