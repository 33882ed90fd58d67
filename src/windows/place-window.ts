/**
 * The place of a window: the innermost function that holds both ends, directly or through calls.
 */
import type { Access, CallStack } from '../evaluation/domain/access.ts';
import type { Place } from './window.ts';

export function placeWindow(read: Access, write: Access): Place {
  const readers = new Set<CallStack>();
  for (let stack: CallStack | undefined = read.stack; stack !== undefined; stack = stack.caller) readers.add(stack);
  // From the write outwards, until a function that also leads to the read.
  const inner: CallStack[] = [];
  let stack: CallStack | undefined = write.stack;
  while (stack !== undefined && !readers.has(stack)) {
    inner.unshift(stack);
    stack = stack.caller;
  }
  let common = stack;
  // The module level holds every handler: middleware and handler meet only there, and the handler is where the write is.
  if (common?.caller === undefined) common = inner.shift();
  if (common === undefined) return { module: write.module, range: write.range };
  // Functions written inside the common one belong to it.
  let [called] = inner;
  while (called !== undefined && isWithin(called, common)) {
    common = called;
    inner.shift();
    [called] = inner;
  }
  return called?.callRange === undefined
    ? { module: write.module, range: write.range }
    : { module: common.module, range: called.callRange };
}

function isWithin(inner: CallStack, outer: CallStack): boolean {
  return (
    inner.module === outer.module &&
    inner.functionRange[0] >= outer.functionRange[0] &&
    inner.functionRange[1] <= outer.functionRange[1]
  );
}
