/**
 * A call: what it is made with, in the form effects see it, and what its value is made from.
 */
import type { CatalogEntry } from '../../catalog/shape.ts';
import type { CallExpression, NewExpression, Range } from '../../languages/program.ts';
import { findTarget } from './value.ts';
import type { HandleWhat, Value } from './value.ts';

/** What a call is made with, whoever is called. */
export interface Invocation {
  readonly args: readonly Value[];
  readonly node: CallExpression | NewExpression | undefined;
  readonly range: Range;
}

/** A call of something the catalog describes, as its effects see it. */
export interface CallSite {
  readonly entry: CatalogEntry;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  /** Name of the member called, or by which the value was found. */
  readonly member: string | undefined;
  readonly node: CallExpression | NewExpression | undefined;
  /** The callee, as far as its method name. */
  readonly range: Range;
  readonly certainty: 'certain' | 'possible';
}

/** What the value that a call or property gives is made from. */
export interface ReturnContext {
  readonly entry: CatalogEntry;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly member: string | undefined;
  readonly certainty?: 'certain' | 'possible';
  /** The value is a parameter: its connection is the caller's. */
  readonly isParameter?: boolean;
  /** What the last access of the call found, and what its callback gave. */
  readonly outcome?: Value | undefined;
  readonly access?: HandleWhat['access'];
  readonly callbackResult?: Value | undefined;
  readonly resolved?: Value | undefined;
}

export function createCallSite(
  entry: CatalogEntry,
  receiver: Value | undefined,
  member: string | undefined,
  invocation: Invocation,
): CallSite {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return {
    entry,
    receiver,
    member,
    args: invocation.args,
    node: invocation.node,
    range: invocation.range,
    certainty: what?.kind === 'handle' ? what.certainty : 'certain',
  };
}
