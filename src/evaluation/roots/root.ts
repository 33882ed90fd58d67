/**
 * An entry point before it is evaluated.
 */
import type { FrameworkEntry } from '../../catalog/shape.ts';
import type { Range } from '../../languages/program.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

export interface Root {
  readonly kind: 'handler' | 'function';
  readonly name: string | undefined;
  readonly range: Range;
  /** Run one after the other, each handing on to the next. */
  readonly chain: readonly Value[];
  readonly framework: FrameworkEntry | undefined;
  /** May be a handler: where another file registers it as one, it is. */
  readonly isCandidate?: boolean;
  /** The name of a function that was given the handler and is not seen. */
  readonly wrapper?: string | undefined;
  /** What the function is given where it adds to an application that another file makes. */
  readonly parameters?: readonly Value[];
}

/** One wrapper makes many handlers from one text: closures tell them apart. */
export function getHandlerClosure(value: Value | undefined): object | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function'
    ? (what.closure.written ?? what.closure)
    : what.kind === 'operation'
      ? what
      : undefined;
}

export function getHandlerFunction(value: Value | undefined): object | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function'
    ? (what.closure.written ?? what.closure).node
    : what.kind === 'operation'
      ? what
      : undefined;
}
