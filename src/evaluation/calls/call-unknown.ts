/**
 * Calls of code that is not seen: what they were given flows into what they give, as a guess unless the name is that of a
 * function without effects; functions they were given run.
 */
import { equalityMethods, pureFunctions, pureMethods, sameValueMethods } from '../../catalog/builtins.ts';
import { isAssertName } from '../../catalog/naming.ts';
import type { Range } from '../../languages/program.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import type { Invocation } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { markOutcomeUsed } from '../domain/sources.ts';
import { createOperation, createUnknown, createValue, findTarget, isFunction } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { noteLockStep } from './call-function.ts';
import { callPaired } from './call-paired.ts';

/** Names that say a callback runs alone: reason enough to keep quiet about what happens in it. */
const PROTECTING_NAME = /transaction|atomic|mutex|exclusive|serializ|withlock|lock$|^lock|semaphore|session/i;

/** `path` is how the code names the callee, as far as it does; `receiver` the value it is a method of. */
export function callUnknown(
  run: Run,
  receiver: Value | undefined,
  path: string | undefined,
  invocation: Invocation,
  isNew: boolean,
): Value {
  const name = path?.split('.').at(-1);
  const { args } = invocation;
  for (const argument of args) markOutcomeUsed(argument);
  if (run.phase === 'request') {
    if (name !== undefined && isAssertName(name) && args[0] !== undefined)
      run.state.pushGuard({
        id: takeId(run),
        condition: args[0].what.kind === 'operation' ? args[0] : createOperation('call', args),
        holds: true,
        exit: 'throw',
        range: invocation.range,
        module: run.module,
      });
    if (name !== undefined && run.catalog.names.isAuthorizationName(name)) run.isAuthorized = true;
    for (const argument of args)
      if (isFunction(argument) && !isForeign(run, argument)) runCallback(run, argument, path, invocation);
    if (name !== undefined && run.catalog.names.isAuthenticationName(name) && !isNew) {
      run.authentication ??= { name, range: invocation.range, module: run.module };
      return createValue({ kind: 'unknown', path: name, origin: undefined }, [
        { kind: 'identity', path: '', weak: false },
      ]);
    }
  }
  if (name !== undefined) noteLockStep(run, name, invocation.range);
  if (path !== undefined && !isNew && run.phase === 'request') {
    const paired = callPaired(run, receiver, path, invocation);
    if (paired !== undefined) return paired;
  }
  if (name === undefined)
    return createOperation('call', receiver === undefined ? args : [receiver, ...args], { weak: true });
  if (receiver !== undefined && sameValueMethods.has(name) && args.length === 0) return receiver;
  if (receiver !== undefined && equalityMethods.has(name) && args.length > 0)
    return createOperation('==', [receiver, ...args], { name });
  const isPure =
    (receiver === undefined && (pureFunctions.has(path ?? '') || pureFunctions.has(name))) ||
    (receiver !== undefined && pureMethods.has(name)) ||
    (isNew && name === 'Date');
  if (
    isPure &&
    pureFunctions.has(name) &&
    args.length === 1 &&
    args[0] !== undefined &&
    !isNew &&
    findTarget(args[0]).what.kind === 'row'
  )
    return args[0];
  const operands = receiver === undefined ? args : [receiver, ...args];
  const result = createOperation('call', operands, { name, weak: !isPure });
  return operands.length === 0 ? createUnknown(`${path ?? name}()`) : result;
}

/**
 * Functions given to a function that was followed, which put them away without calling them (a queue): they run at some time.
 * `call` is the call itself.
 */
export function runKeptCallbacks(
  run: Run,
  args: readonly Value[],
  call: { readonly node: Invocation['node']; readonly range: Range },
  follow: () => Value,
): Value {
  const kept = args.filter(
    (argument) => argument.what.kind === 'function' && argument.what.closure.module === run.module,
  );
  if (kept.length === 0 || run.phase !== 'request') return follow();
  const called = kept.map((argument) =>
    argument.what.kind === 'function' ? run.followed.delete(argument.what.closure.node) : false,
  );
  const result = follow();
  // What gives a function or an object may call them when that is called.
  const isLate = !['unknown', 'constant', 'operation'].includes(result.what.kind);
  for (const [index, argument] of kept.entries()) {
    if (argument.what.kind !== 'function') continue;
    const { node } = argument.what.closure;
    if (!isLate && run.state.ended === undefined && !run.followed.has(node))
      runCallback(run, argument, undefined, call, true);
    if (called[index] === true) run.followed.add(node);
  }
  return result;
}

/** A function of another file: what it does between its own lines is that file's to report. */
function isForeign(run: Run, callback: Value): boolean {
  const { what } = findTarget(callback);
  return what.kind === 'function' && what.closure.module !== run.module;
}

/** A function given to code we do not see: it may run, and what it finds out stays with it. */
function runCallback(
  run: Run,
  callback: Value,
  path: string | undefined,
  invocation: Pick<Invocation, 'node' | 'range'>,
  isKept = false,
): void {
  const { what } = findTarget(callback);
  const parameters = what.kind === 'function' ? what.closure.node.parameters : [];
  const args = parameters.map(
    (parameter) =>
      findDeclaredType(run, parameter.types, parameter.name) ??
      createUnknown(parameter.name.startsWith('$') ? undefined : parameter.name),
  );
  const before = run.state;
  const fork = before.fork();
  run.state = fork;
  if (path !== undefined && PROTECTING_NAME.test(path))
    fork.pushScope({
      kind: 'transaction',
      id: takeId(run),
      connection: undefined,
      store: undefined,
      isolation: undefined,
      exclusive: false,
      certainty: 'possible',
      range: invocation.range,
      module: run.module,
    });
  // What keeps functions to run them later may run them one at a time.
  if (isKept)
    fork.pushScope({
      kind: 'lock',
      id: takeId(run),
      reach: 'process',
      key: undefined,
      owner: undefined,
      heldBy: 'caller',
      certainty: 'possible',
      range: invocation.range,
      module: run.module,
    });
  run.evaluator.callValue(run, callback, { args, node: invocation.node, range: invocation.range });
  run.state = before;
  if (fork.ended === undefined) {
    const scopes = before.scopes;
    before.merge(fork, before.fork());
    before.setScopes(scopes);
  }
}
