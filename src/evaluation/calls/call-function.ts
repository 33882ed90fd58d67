/**
 * Follows a call into a function whose body is known: parameters are bound, the body runs in the caller's state,
 * and what it assigned, held and guarded is joined over its exits.
 */
import { getLockStep } from '../../catalog/naming.ts';
import type { Parameter, Range } from '../../languages/program.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import { findHandingOn } from '../domain/answers.ts';
import { createFrame } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { leave, MAX_CALL_DEPTH, takeId } from '../domain/run.ts';
import type { Exit, Run } from '../domain/run.ts';
import { State } from '../domain/state.ts';
import {
  createOperation,
  createUnknown,
  createValue,
  findTarget,
  joinSources,
  joinValues,
  undefinedValue,
  weakenSources,
} from '../domain/value.ts';
import type { Closure, Value } from '../domain/value.ts';

/** Exits joined one by one; past these the rest is left out. */
const MAX_EXITS = 12;

export function callFunction(run: Run, closure: Closure, args: readonly Value[], callRange: Range | undefined): Value {
  const { node } = closure;
  // While an imported module loads, whichever run comes first, nothing is evaluated for a root of this one.
  if (run.routes !== run.importedRoutes) run.followed.add(node);
  const isLeft = run.stack.depth >= MAX_CALL_DEPTH || isActive(run, closure.written?.node ?? node);
  if (!isLeft && run.budget <= 0) run.isCutShort = true;
  if (isLeft || run.budget <= 0) return createUnknown(node.name, weakenSources(joinSources(args)));
  if (
    node.name !== undefined &&
    run.phase === 'request' &&
    run.authentication === undefined &&
    run.catalog.names.isAuthenticationName(node.name)
  )
    run.authentication = { name: node.name, range: callRange, module: run.module };
  if (node.name !== undefined && run.phase === 'request' && run.catalog.names.isAuthorizationName(node.name))
    run.isAuthorized = true;

  if (run.phase === 'request' && run.modules.isDull(closure.module, node.range))
    return createUnknown(node.name, weakenSources(joinSources(args)));

  const outer = { state: run.state, module: run.module, context: run.context, stack: run.stack };
  const entry = outer.state.fork();
  const held =
    closure.isProtected === true
      ? {
          kind: 'transaction' as const,
          id: takeId(run),
          connection: undefined,
          store: undefined,
          isolation: undefined,
          exclusive: false,
          certainty: 'possible' as const,
          range: callRange ?? node.range,
          module: run.module,
        }
      : undefined;
  if (held !== undefined) entry.pushScope(held);
  run.module = closure.module;
  run.stack = {
    function: node,
    module: closure.module,
    functionRange: node.range,
    functionName: node.name,
    callRange,
    caller: outer.stack,
    depth: outer.stack.depth + 1,
  };
  run.context = { entry, entryGuards: entry.guardCount, exits: [] };
  run.state = entry.fork();

  const frame = createFrame(closure.frame);
  if (!node.lexicalThis) bind(frame, 'this', closure.self ?? createUnknown('this'));
  node.parameters.forEach((parameter, index) => {
    bindParameter(run, frame, parameter, parameter.rest ? createRest(args.slice(index)) : args[index]);
  });
  run.evaluator.evaluateBlock(run, frame, node.body);
  if (run.state.ended === undefined) leave(run, undefinedValue);

  const exits = run.hook === node ? findHandingOn(run.context.exits) : run.context.exits;
  if (run.hook === node && run.handedOn.length === 0) run.handedOn = [...exits];
  run.state = outer.state;
  run.module = outer.module;
  run.context = outer.context;
  run.stack = outer.stack;
  const result = join(outer.state, entry, exits);
  if (held !== undefined) outer.state.dropScope((scope) => scope.id === held.id);
  if (node.name !== undefined && run.phase === 'request' && run.catalog.names.isAuthenticationName(node.name))
    for (const source of result.sources)
      if (source.kind === 'read' && source.path === '') source.access.findsCaller = true;
  // A helper that hands out a lock takes none.
  const given = findTarget(result).what;
  if (node.name !== undefined && !(given.kind === 'handle' && given.entry.kind === 'lock'))
    noteLockStep(run, node.name, callRange);
  return result;
}

/** House-made locks (a row inserted under a unique key, a key in a cache) are known by what their functions are called. */
export function noteLockStep(run: Run, name: string, range: Range | undefined): void {
  const step = getLockStep(name);
  if (step === undefined || run.phase !== 'request') return;
  if (step === 'release') run.state.dropScope((scope) => scope.kind === 'lock' && scope.certainty === 'possible');
  else
    run.state.pushScope({
      kind: 'lock',
      id: takeId(run),
      reach: 'shared',
      key: undefined,
      owner: undefined,
      heldBy: 'caller',
      certainty: 'possible',
      range: range ?? [0, 0],
      module: run.module,
    });
}

function isActive(run: Run, node: object): boolean {
  let times = 0;
  for (let stack = run.stack.caller === undefined ? undefined : run.stack; stack !== undefined; stack = stack.caller)
    if (stack.function === node && ++times > 0) return true;
  return false;
}

function bind(frame: Frame, name: string, value: Value): void {
  frame.cells.set(name, { name, isModuleLevel: false, isMutable: true, initial: value, thunk: undefined });
}

function createRest(values: readonly Value[]): Value {
  return createValue({ kind: 'list', elements: values, open: false }, joinSources(values));
}

function bindParameter(run: Run, frame: Frame, parameter: Parameter, value: Value | undefined): void {
  let bound = value;
  if (bound === undefined || (bound.what.kind === 'constant' && bound.what.value === undefined)) {
    bound =
      parameter.default === undefined
        ? undefinedValue
        : run.evaluator.evaluateExpression(run, frame, parameter.default);
  } else if (bound.what.kind === 'unknown') {
    bound = findDeclaredType(run, parameter.types, parameter.name, frame) ?? bound;
  }
  bind(frame, parameter.name, bound);
}

/** Brings what the exits of a callee have in common back to the caller, and gives the value returned. */
function join(state: State, entry: State, exits: readonly Exit[]): Value {
  const [first, ...others] = exits.slice(0, MAX_EXITS);
  if (first === undefined) {
    // Every path throws.
    state.ended = 'throw';
    return undefinedValue;
  }
  let joined = first.state;
  for (const exit of others) {
    const next = new State(entry);
    next.merge(joined, exit.state);
    joined = next;
  }
  state.adopt(joined);
  // What every way out has passed holds for the caller too, as far as failing it threw.
  for (const guard of first.guards)
    if (guard.exit === 'throw' && others.every((exit) => exit.guards.some((other) => other.id === guard.id)))
      state.pushGuard(guard);
  if (others.length === 0) return first.value;
  // Which exit was taken depends on the conditions before it.
  const conditions = new Map<number, Value>();
  for (const exit of exits.slice(0, MAX_EXITS))
    for (const guard of exit.guards) if (guard.exit !== 'throw') conditions.set(guard.id, guard.condition);
  const combined = joinBooleans(exits);
  if (combined !== undefined) return combined;
  const value = others.reduce((result, exit) => joinValues(result, exit.value), first.value);
  if (conditions.size === 0) return value;
  return createOperation('choice', [
    value,
    ...[...new Set(conditions.values())].slice(0, 6).map((condition) => createOperation('void', [condition])),
  ]);
}

/**
 * A helper that answers yes or no: `if (!row) return false; if (row.used) return false; return row.owner === user` is
 * `row and not row.used and row.owner === user`. Undefined where exits give anything but one constant and one last value.
 */
function joinBooleans(exits: readonly Exit[]): Value | undefined {
  const [first] = exits;
  // The exit that may give either answer, or the only one that gives the other.
  const open = exits.filter((exit) => getTruth(exit.value) === undefined);
  const last =
    open.length > 0
      ? open[0]
      : exits.find((exit) => getTruth(exit.value) !== (first === undefined ? undefined : getTruth(first.value)));
  if (last === undefined || open.length > 1 || !isBooleanLike(last.value)) return undefined;
  const early = exits.filter((exit) => exit !== last);
  const answer = early[0] === undefined ? undefined : getTruth(early[0].value);
  if (answer === undefined || !early.every((exit) => getTruth(exit.value) === answer)) return undefined;
  const terms: Value[] = [];
  for (const exit of early) {
    const conditions = exit.guards
      .filter((guard) => guard.exit === 'enclosing')
      .map((guard) => (guard.holds ? guard.condition : createOperation('not', [guard.condition])));
    const [only, ...more] = conditions;
    // An exit without conditions is one after an exception.
    if (only === undefined) continue;
    const met = more.length === 0 ? only : createOperation('and', conditions);
    terms.push(answer ? met : createOperation('not', [met]));
  }
  return createOperation(answer ? 'or' : 'and', [...terms, last.value]);
}

function getTruth(value: Value): boolean | undefined {
  return value.what.kind === 'constant' && typeof value.what.value === 'boolean' ? value.what.value : undefined;
}

function isBooleanLike(value: Value): boolean {
  return value.what.kind === 'operation' || getTruth(value) !== undefined;
}
