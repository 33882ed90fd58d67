/**
 * What a method call on a value of unknown origin is, by the method's name and the shape of its arguments.
 */
import type { MethodReference } from '../../catalog/catalog-index.ts';
import type { Behaviour, CatalogEntry } from '../../catalog/shape.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { findTarget, getPath, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import { makeReturns } from '../effects/make-returns.ts';
import { chooseReference } from '../names/listed-stores.ts';

/** Applies the catalogued type the call unmistakably (or possibly) belongs to; undefined where there is none. */
export function recogniseMethod(run: Run, receiver: Value, name: string, invocation: Invocation): Value | undefined {
  const path = getPath(receiver)?.split('.').at(-1);
  const references = run.catalog.findByMethod(name);
  if (references.length === 0) return undefined;
  const fitting = references.filter(
    (reference) => fits(reference, receiver, path, invocation) && findMethod(run, reference, name) !== undefined,
  );
  const { what } = receiver;
  const reference = chooseReference(run, fitting, name, what.kind === 'unknown' ? what.origin : undefined);
  const member = reference === undefined ? undefined : findMethod(run, reference, name);
  if (reference === undefined || member === undefined) return undefined;
  // Lists are what they are; a model or client found by name becomes a value of its type.
  if (reference.isLiteral)
    return applyBehaviour(run, member, createCallSite(reference.entry, receiver, name, invocation));
  const handle =
    findKnown(reference, receiver) ??
    makeReturns(
      run,
      { kind: 'type', type: reference.type, resource: 'member', connection: 'new' },
      { entry: reference.entry, receiver: undefined, args: [], member: path, certainty: reference.certainty },
    );
  if (reference.entry.kind === 'framework') remember(reference, receiver, handle);
  return applyBehaviour(run, member, createCallSite(reference.entry, handle, name, invocation));
}

function findMethod(run: Run, reference: MethodReference, name: string): Behaviour | undefined {
  const member = run.catalog.findMember(reference.entry, reference.type, name);
  return member === undefined || 'kind' in member ? undefined : member;
}

/** What was taken for an application or a router stays the same one, so that its middleware and its routes belong together. */
const known = new WeakMap<object, Map<CatalogEntry, Value>>();

function findKnown(reference: MethodReference, receiver: Value): Value | undefined {
  return receiver === unknownValue ? undefined : known.get(receiver.what)?.get(reference.entry);
}

function remember(reference: MethodReference, receiver: Value, handle: Value): void {
  const handles = known.get(receiver.what) ?? new Map<CatalogEntry, Value>();
  handles.set(reference.entry, handle);
  known.set(receiver.what, handles);
}

function fits(reference: MethodReference, receiver: Value, path: string | undefined, invocation: Invocation): boolean {
  const { args } = invocation;
  if (reference.isLiteral) return matchesArguments(reference, args);
  // A value that came from a row or a request is no model.
  if (receiver.what.kind !== 'unknown' || path === undefined) return false;
  if (reference.capitalised && !/^[A-Z]/.test(path)) return false;
  if (reference.keys.length > 0) {
    if (!reference.keys.every((key) => hasKey(args, key))) return false;
  }
  if (reference.first !== undefined || reference.last !== undefined) {
    if (reference.names.length > 0 && !reference.names.includes(path.toLowerCase())) return false;
    return matchesArguments(reference, args);
  }
  return true;
}

/** `where`: a key of the first record among the arguments; `1.where`: of the second argument. */
function hasKey(args: readonly Value[], key: string): boolean {
  const [head = '', name] = key.split('.');
  const records = args.map((argument) => findTarget(argument).what);
  const record = name === undefined ? records.find((what) => what.kind === 'record') : records[Number(head)];
  return record?.kind === 'record' && record.fields.has(name ?? head);
}

function matchesArguments(reference: MethodReference, args: readonly Value[]): boolean {
  if (reference.second !== undefined && args[1]?.what.kind !== reference.second) return false;
  return matchesEnd(reference.first, args[0]) && matchesEnd(reference.last, args.at(-1));
}

function matchesEnd(expected: MethodReference['first'], value: Value | undefined): boolean {
  if (expected === undefined) return true;
  if (value === undefined) return false;
  const { what } = findTarget(value);
  const isFunction = what.kind === 'function' || what.kind === 'behaviour';
  switch (expected) {
    case 'path':
      return (
        (what.kind === 'constant' &&
          typeof what.value === 'string' &&
          (what.value.startsWith('/') || what.value === '*')) ||
        (what.kind === 'text' && (what.texts[0] ?? '').startsWith('/'))
      );
    case 'function':
      return isFunction;
    case 'callable':
      return isFunction || what.kind === 'unknown' || what.kind === 'operation';
  }
}
