/**
 * Functions that a call is given and runs, at once or later.
 */
import type { CallbackEffect } from '../../catalog/shape.ts';
import { getRouter } from '../domain/application.ts';
import type { CallSite } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { isFunction } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { callArgument, findArgument } from './arguments.ts';
import { makeReturns } from './make-returns.ts';
import type { Progress } from './progress.ts';
import { register } from './route-effects.ts';

export function applyCallback(run: Run, effect: CallbackEffect, call: CallSite, progress: Progress): void {
  const callback = findArgument(run, call, effect.function);
  if (callback === undefined || !isFunction(callback)) return;
  if (effect.when === 'request') {
    register(run, 'route', 'callback', undefined, callback, call);
    return;
  }
  const parameters = effect.parameters.map((parameter) =>
    makeReturns(run, parameter, {
      entry: call.entry,
      receiver: call.receiver,
      args: call.args,
      member: undefined,
      ...progress,
    }),
  );
  // By a module that is imported: where the function is linted in its own file, this says what it is given.
  if (effect.when === 'setup' && run.routes === run.importedRoutes)
    run.importedRoutes.push({
      kind: 'setup',
      entry: call.entry,
      receiver: getRouter(call.receiver),
      method: 'setup',
      path: undefined,
      handlers: [callback],
      parameters,
      range: call.range,
      module: run.module,
      origin: run.loading,
    });
  progress.callbackResult = runCallback(run, callback, parameters, call, effect.loops === true, progress);
}

/** A callback that may run not at all or many times: what it assigns is joined, what it guards ends with it. */
export function runCallback(
  run: Run,
  callback: Value,
  parameters: readonly Value[],
  call: CallSite,
  loops = false,
  progress?: Progress,
): Value {
  const before = run.state;
  const fork = before.fork();
  run.state = fork;
  const result = callArgument(run, callback, parameters, call);
  // Functions the callback was given (`resolve`) hand their first argument back to the call.
  if (progress !== undefined) {
    for (const parameter of parameters) {
      const handed = parameter.what.kind === 'behaviour' ? fork.getField(parameter.what, '#called') : undefined;
      if (handed !== undefined) progress.resolved ??= handed.value;
    }
  }
  run.state = before;
  if (fork.ended === undefined) {
    const lasting = loops ? fork.getGuardsSince(before.guardCount).filter((guard) => guard.exit === 'throw') : [];
    before.merge(fork, before.fork());
    for (const guard of lasting) before.pushGuard(guard);
  }
  return result;
}
