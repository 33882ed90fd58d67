/**
 * Transactions and locks that last from one call to another, or as long as the callback of a lock runs.
 */
import type { LockEffect, TransactionStepEffect } from '../../catalog/shape.ts';
import type { CallSite } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { getConstantString } from '../domain/value.ts';
import { getConnectionOf } from './access-effects.ts';
import { callArgument, findArgument } from './arguments.ts';
import type { Progress } from './progress.ts';

export function beginTransaction(run: Run, effect: TransactionStepEffect, call: CallSite): void {
  const isolation = getConstantString(findArgument(run, call, effect.isolation));
  run.state.pushScope({
    kind: 'transaction',
    id: takeId(run),
    connection: getConnectionOf(call.receiver),
    store: call.entry.kind === 'store' ? call.entry : undefined,
    isolation: isolation?.toLowerCase(),
    exclusive: false,
    certainty: call.certainty,
    range: call.range,
    module: run.module,
  });
}

export function endTransaction(run: Run, call: CallSite): void {
  const connection = getConnectionOf(call.receiver);
  run.state.dropScope((scope) =>
    scope.kind === 'transaction' ? scope.connection === connection : scope.heldBy === 'transaction',
  );
}

/** Kept out is whoever asks for the same lock, until its callback has run or it is released. */
export function takeLock(run: Run, effect: LockEffect, call: CallSite, progress: Progress): void {
  const scope = {
    kind: 'lock' as const,
    id: takeId(run),
    reach: effect.reach,
    key: findArgument(run, call, effect.key),
    owner: call.receiver?.what,
    heldBy: 'caller' as const,
    certainty: call.certainty,
    range: call.range,
    module: run.module,
  };
  const callback = findArgument(run, call, effect.callback);
  // A lock of this process that was made for this one call keeps nobody out.
  const isOwn = effect.reach === 'process' && call.receiver?.what.kind === 'handle' && !call.receiver.what.isShared;
  if (!isOwn) run.state.pushScope(scope);
  if (callback === undefined) return;
  progress.callbackResult = callArgument(run, callback, [], call);
  run.state.dropScope((held) => held.id === scope.id);
}

export function releaseLock(run: Run, call: CallSite): void {
  run.state.dropScope(
    (scope) =>
      scope.kind === 'lock' &&
      (scope.owner === call.receiver?.what || scope.reach === 'shared' || scope.owner === undefined),
  );
}
