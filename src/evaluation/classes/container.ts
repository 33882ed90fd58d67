/**
 * What a container gives for tokens: instances of classes, each made when it is asked for.
 */
import type { Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { ClassWhat, Value } from '../domain/value.ts';
import { createInstance } from './class-members.ts';

/** What a container has for a token: an instance of the class, or of the only class of the project that is bound to it. */
export function findProvided(run: Run, token: Value): Value | undefined {
  const { what } = findTarget(token);
  return what.kind === 'class' ? instantiateOnce(run, what) : undefined;
}

/** Classes made for each other, at most. */
const MAX_DEPTH = 6;

/** A class may ask for itself, through others. */
export function instantiateOnce(run: Run, owner: ClassWhat): Value | undefined {
  if (run.stack.depth >= MAX_DEPTH || run.making.has(owner.node)) return undefined;
  run.making.add(owner.node);
  const instance = createInstance(run, owner, undefined);
  run.making.delete(owner.node);
  return instance;
}
