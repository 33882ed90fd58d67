/**
 * What a container gives for tokens: the instance that it makes of a class before any request, one for all that ask for it. Those of
 * imported modules are made once for each process, since the services of a project need each other, and whoever asks for one
 * asks for them all.
 */
import type { ClassExpression } from '../../languages/program.ts';
import type { Frame } from '../domain/frame.ts';
import { withBase } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { ClassWhat, Singleton, Value } from '../domain/value.ts';
import { createInstance } from './class-members.ts';

/** What a container has for a token: an instance of the class, or of the only class of the project that is bound to it. */
export function findProvided(run: Run, token: Value): Value | undefined {
  const { what } = findTarget(token);
  return what.kind === 'class' ? getSingleton(run, what) : undefined;
}

/** Singletons of the linted file, made for each other at most. */
const MAX_DEPTH = 6;
/** The same for imported ones, which are made once. */
const MAX_NESTING = 40;

/** By the frame of their module, so that they are gone when that is. */
const singletons = new WeakMap<Frame, Map<ClassExpression, Singleton>>();

/** Undefined for a class that asks for itself, through others. */
export function getSingleton(run: Run, owner: ClassWhat): Value | undefined {
  if (run.making.has(owner.node)) return undefined;
  if (!owner.frame.isModuleLevel || !run.modules.isImported(owner.module))
    return run.stack.depth >= MAX_DEPTH ? undefined : make(run, owner, () => createInstance(run, owner, undefined));
  let ofModule = singletons.get(owner.frame);
  if (ofModule === undefined) singletons.set(owner.frame, (ofModule = new Map<ClassExpression, Singleton>()));
  const known = ofModule.get(owner.node);
  if (known !== undefined) {
    verify(run, known, new Set());
    run.assembling?.push(known);
    return known.value;
  }
  if (run.making.size >= MAX_NESTING) return undefined;
  const outer = run.assembling;
  const parts: Singleton[] = [];
  run.assembling = parts;
  const value = make(run, owner, () => withBase(run, owner.module, () => createInstance(run, owner, undefined)));
  run.assembling = outer;
  const made = { owner, value, parts };
  ofModule.set(owner.node, made);
  outer?.push(made);
  return value;
}

function make(run: Run, owner: ClassWhat, create: () => Value): Value {
  run.making.add(owner.node);
  const value = create();
  run.making.delete(owner.node);
  return value;
}

/** What is behind an interface is no import of whoever asks for it: an edit of it is seen here. */
function verify(run: Run, { owner, parts }: Singleton, seen: Set<object>): void {
  if (seen.has(owner.node)) return;
  seen.add(owner.node);
  run.modules.verify(owner.module);
  for (const part of parts) verify(run, part, seen);
}
