/**
 * Values that surround what is running instead of being handed down: what was put into a storage is there for everything below
 * (`storage.run(client, work)`), and asked for by name (`storage.getStore() ?? pool`).
 */
import type { AmbientEffect } from '../../catalog/shape.ts';
import type { Connection } from '../domain/access.ts';
import type { CallSite } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { AMBIENT, createUnknown, createValue, findTarget, getAlternatives, undefinedValue } from '../domain/value.ts';
import type { HandleWhat, Value } from '../domain/value.ts';
import { callArgument, findArgument } from './arguments.ts';

/** The field of a storage that holds what is in it now. */
const HELD = '#held';

/** Storages made by one expression are one: a container makes one service, and the analysis makes it for each that asks. */
const places = new WeakMap<HandleWhat, object>();

export function noteCreation(made: Value, node: object | undefined): void {
  if (node !== undefined && made.what.kind === 'handle') places.set(made.what, node);
}

function findStorage(receiver: Value | undefined): object | undefined {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return what?.kind === 'handle' ? (places.get(what) ?? what) : undefined;
}

/** What the callback gave, where there is one. */
export function applyAmbient(run: Run, effect: AmbientEffect, call: CallSite): Value | undefined {
  const storage = findStorage(call.receiver);
  const callback = findArgument(run, call, effect.callback);
  const hold = (value: Value): void => {
    if (storage !== undefined) run.state.noteField(storage, HELD, value);
  };
  const before = storage === undefined ? undefined : run.state.getField(storage, HELD)?.value;
  hold(findArgument(run, call, effect.value) ?? undefinedValue);
  if (effect.callback === undefined) return undefined;
  const passed = findArgument(run, call, effect.passed);
  const result =
    callback === undefined
      ? undefined
      : callArgument(run, callback, passed?.what.kind === 'list' ? passed.what.elements : [], call);
  hold(before ?? createAmbient());
  return result;
}

export function getAmbient(run: Run, receiver: Value | undefined): Value {
  const storage = findStorage(receiver);
  return (storage === undefined ? undefined : run.state.getField(storage, HELD)?.value) ?? createAmbient();
}

function createAmbient(): Value {
  return createUnknown(undefined, [], AMBIENT);
}

function mayBeAmbient(value: Value): boolean {
  if (value.what.kind === 'unknown') return value.what.origin === AMBIENT;
  return (
    value.what.kind === 'operation' &&
    getAlternatives(value).some((alternative) => alternative !== value && mayBeAmbient(alternative))
  );
}

const ambients = new WeakMap<Connection, Connection>();

/** A client that stands in where the callers have opened no transaction: it is that transaction's connection, or its own. */
export function withAmbientConnection(value: Value, target: Value): Value {
  const { what } = target;
  if (value === target || what.kind !== 'handle' || what.connection === undefined) return target;
  if (!mayBeAmbient(value)) return target;
  let connection = ambients.get(what.connection);
  if (connection === undefined) ambients.set(what.connection, (connection = { ...what.connection, kind: 'ambient' }));
  return createValue({ ...what, connection }, target.sources);
}
