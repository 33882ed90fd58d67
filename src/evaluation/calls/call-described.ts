/**
 * Functions that the settings describe as the code names them: that goes before what a body would show.
 */
import type { Expression } from '../../languages/program.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';

/** Undefined where the settings say nothing of it. Of a value whose type is known, the catalog knows the methods better than a name does. */
export function callDescribed(
  run: Run,
  callee: Expression,
  value: Value,
  receiver: Value | undefined,
  member: string | undefined,
  invocation: Invocation,
): Value | undefined {
  const { kind } = findTarget(value).what;
  if (kind === 'handle' || kind === 'row' || kind === 'rows' || kind === 'list') return undefined;
  const path = getWrittenPath(callee);
  const described = path === undefined ? undefined : run.catalog.findFunction(path);
  return described === undefined
    ? undefined
    : applyBehaviour(run, described.behaviour, createCallSite(described.entry, receiver, member, invocation));
}

/** How the code names a function, as far as it does: `open().orders.pay` is `orders.pay`. */
export function getWrittenPath(callee: Expression): string | undefined {
  if (callee.kind === 'name') return callee.name;
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
  const object = getWrittenPath(callee.object);
  return object === undefined ? callee.property : `${object}.${callee.property}`;
}
