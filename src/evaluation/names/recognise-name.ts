/**
 * Values known by the name alone by which the code calls them.
 */
import type { Run } from '../domain/run.ts';
import type { Value } from '../domain/value.ts';
import { findNamed } from './listed-stores.ts';

/** `prisma`, `this.pool`: names that alone say what a value is. */
export function recogniseByName(run: Run, name: string): Value | undefined {
  const found = findNamed(run, name);
  return found === undefined
    ? undefined
    : run.evaluator.makeReturns(
        run,
        { kind: 'type', type: found.type, connection: 'new' },
        { entry: found.entry, receiver: undefined, args: [], member: name, certainty: found.certainty },
      );
}
