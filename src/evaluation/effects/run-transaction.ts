/**
 * Transactions the catalog describes: around a callback, as a list of statements, as a wrapped function, or until a handle ends them.
 */
import type { TransactionEffect } from '../../catalog/shape.ts';
import type { Access, Connection } from '../domain/access.ts';
import type { CallSite } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget, joinSources, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { callArgument, findArgument } from './arguments.ts';
import { makeReturns } from './make-returns.ts';
import type { Progress } from './progress.ts';

const LEVELS: readonly string[] = [
  'serializable',
  'repeatable read',
  'repeatableread',
  'read committed',
  'readcommitted',
  'read uncommitted',
  'snapshot',
];

/** An isolation level by its name in a text, as `repeatable read` or `serializable`; undefined where none is stated. */
function findIsolation(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  const text =
    what.kind === 'constant'
      ? String(what.value)
      : what.kind === 'unknown'
        ? (what.path ?? '')
        : what.kind === 'text'
          ? what.texts.join(' ')
          : '';
  const spaced = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return LEVELS.find((level) => spaced.includes(level));
}

export function runTransaction(run: Run, effect: TransactionEffect, call: CallSite, progress: Progress): void {
  if (effect.wraps === true) return;
  const receiver = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  const parent = receiver?.kind === 'handle' ? receiver.connection : undefined;
  const isolation = findIsolation(findArgument(run, call, effect.isolation));
  const base = {
    kind: 'transaction' as const,
    store: call.entry.kind === 'store' ? call.entry : undefined,
    isolation,
    exclusive: effect.exclusive === true,
    certainty: call.certainty,
    range: call.range,
    module: run.module,
  };

  const list = findArgument(run, call, effect.list);
  if (list !== undefined && findTarget(list).what.kind === 'list') {
    const scope = { ...base, id: takeId(run), connection: undefined };
    for (const access of findAccesses(list)) access.scopes = [...access.scopes, scope];
    progress.outcome = list;
    return;
  }

  const callback = findCallback(run, call, effect);
  const connection: Connection = { id: takeId(run), kind: 'transaction', parent, name: undefined };
  if (callback === undefined) {
    // Lasts until the handle that is returned ends it.
    run.state.pushScope({ ...base, id: takeId(run), connection });
    progress.outcome = createHandle(run, effect, call, connection);
    return;
  }
  // Without a type of its own the handle is the receiver, on its own connection.
  const isAmbient = effect.handle === undefined || effect.handleType === undefined;
  const scope = { ...base, id: takeId(run), connection: isAmbient ? parent : connection };
  run.state.pushScope(scope);
  const args = Array.from({ length: (effect.handle ?? -1) + 1 }, (_, index) =>
    index === effect.handle ? createHandle(run, effect, call, connection) : unknownValue,
  );
  progress.callbackResult = callArgument(run, callback, effect.callback === 'receiver' ? call.args : args, call);
  run.state.dropScope((held) => held.id === scope.id);
}

function findCallback(run: Run, call: CallSite, effect: TransactionEffect): Value | undefined {
  const value = findArgument(run, call, effect.callback);
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  if (what.kind === 'handle') return what.made.find((made) => ['function', 'behaviour'].includes(made.what.kind));
  return what.kind === 'function' || what.kind === 'behaviour' ? value : undefined;
}

function createHandle(run: Run, effect: TransactionEffect, call: CallSite, connection: Connection): Value {
  const receiver = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (effect.handleType === undefined && effect.handle !== undefined) return call.receiver ?? unknownValue;
  const type = effect.handleType ?? (receiver?.kind === 'handle' ? receiver.type : undefined);
  if (type === undefined) return unknownValue;
  const value = makeReturns(
    run,
    { kind: 'type', type },
    { entry: call.entry, receiver: undefined, args: [], member: undefined, certainty: call.certainty },
  );
  return value.what.kind === 'handle' ? createValue({ ...value.what, connection }) : value;
}

/** The accesses that values in a list stand for or came from. */
function findAccesses(list: Value): ReadonlySet<Access> {
  const accesses = new Set<Access>();
  const { what } = findTarget(list);
  const elements = what.kind === 'list' ? what.elements : [list];
  for (const element of elements) {
    if (element.what.kind === 'handle' && element.what.access !== undefined) accesses.add(element.what.access);
    for (const source of joinSources([element]))
      if (source.kind === 'read' || source.kind === 'write') accesses.add(source.access);
  }
  return accesses;
}
