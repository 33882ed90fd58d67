/**
 * The value a declaration promises: `client: PoolClient`, `private readonly orders: OrderService`.
 */
import { createInstance } from './class-members.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { findImplementation } from './find-implementation.ts';
import { findCell } from './frame.ts';
import type { Frame } from './frame.ts';
import { findHandlerObject } from './handler-parameters.ts';
import { makeReturns } from './make-returns.ts';
import type { Run } from './run.ts';
import type { Value } from './value.ts';

/** Undefined where no name among `types` is known. */
export function findDeclaredType(run: Run, types: readonly string[], name: string, frame: Frame = run.module.frame): Value | undefined {
  for (const type of types) {
    let isInterface = false;
    const cell = findCell(frame, type);
    if (cell !== undefined) {
      const value = evaluateExpression(run, frame, { kind: 'name', name: type, range: run.module.program.range });
      // A class may mention itself.
      if (value.what.kind === 'class' && run.stack.depth < 6 && !run.making.has(value.what.node)) {
        run.making.add(value.what.node);
        const instance = createInstance(run, value.what, undefined);
        run.making.delete(value.what.node);
        return instance;
      }
      isInterface = value.what.kind === 'unknown';
    }
    const object = findHandlerObject(run, type, name, frame);
    if (object !== undefined) return object;
    const found = run.catalog.findDeclared(type);
    if (found !== undefined) return makeReturns(run, { kind: 'type', type: found.type, connection: 'new' }, { entry: found.entry, receiver: undefined, args: [], member: name, isParameter: true });
    const implementation = cell === undefined || !isInterface ? undefined : findImplementation(run, cell);
    if (implementation !== undefined) return implementation;
  }
  return undefined;
}
