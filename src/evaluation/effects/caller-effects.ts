/**
 * What a call says of who calls: tokens and sessions verified, opened and signed.
 */
import type { ExpiryEffect, SignEffect, VerifyEffect } from '../../catalog/shape.ts';
import type { CallSite } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget, isFunction, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { findArgument } from './arguments.ts';
import { runCallback } from './callback-effects.ts';

/** Somebody is known to call from here on; with `onto`, the request carries who. */
export function noteVerification(run: Run, effect: VerifyEffect, call: CallSite): void {
  if (run.phase === 'request' && effect.opensSession !== true)
    run.authentication = {
      ...(run.authentication ?? { name: call.member ?? call.entry.name, range: call.range, module: run.module }),
      isVerified: true,
    };
  if (effect.requires !== undefined) run.isAuthorized = true;
  if (effect.opensSession === true && run.phase === 'request')
    run.signings.push({ order: run.nextId, guards: run.state.guards });
  if (effect.onto !== undefined) {
    const request =
      call.args
        .map((argument) => argument.what)
        .find((what) => what.kind === 'handle' && what.entry.kind === 'framework') ??
      (call.receiver?.what.kind === 'handle' ? call.receiver.what : undefined);
    if (request !== undefined)
      run.state.noteField(
        request,
        effect.onto,
        createValue({ kind: 'unknown', path: effect.onto, origin: undefined }, [
          { kind: 'identity', path: '', weak: false },
        ]),
      );
  }
  const callback = findArgument(run, call, effect.callback);
  if (callback !== undefined && isFunction(callback)) {
    const identity = createValue({ kind: 'unknown', path: undefined, origin: undefined }, [
      { kind: 'identity', path: '', weak: false },
    ]);
    const args = Array.from({ length: (effect.identityParameter ?? 0) + 1 }, (_, index) =>
      index === effect.identityParameter ? identity : unknownValue,
    );
    runCallback(run, callback, args, call);
  }
}

export function noteSigning(run: Run, effect: SignEffect, call: CallSite): void {
  if (run.phase !== 'request') return;
  run.signings.push({ order: run.nextId, guards: run.state.guards });
  const options = effect.expiry?.map((path) => path.split('.')[0] ?? path) ?? [];
  const inputs = [effect.payload, ...options].map((path) => findArgument(run, call, path));
  const isKnown = inputs.every(
    (input) =>
      input === undefined ||
      ['constant', 'list'].includes(input.what.kind) ||
      (input.what.kind === 'record' && input.what.spreads.length === 0),
  );
  const expiry = effect.expiryFromReceiver === true ? findExpiry(run, call) : findArgument(run, call, effect.expiry);
  run.facts.push({
    kind: 'signing',
    range: call.range,
    module: run.module,
    expiry,
    isKnown: effect.expiryFromReceiver === true ? call.receiver?.what.kind === 'handle' : isKnown,
    call: call.node,
    args: call.args,
  });
}

/** What a builder of tokens was told of their expiry, for when it signs. */
export function noteExpiry(run: Run, effect: ExpiryEffect, call: CallSite): void {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind === 'handle')
    run.state.noteField(what, '#expiry', findArgument(run, call, effect.value) ?? unknownValue);
}

function findExpiry(run: Run, call: CallSite): Value | undefined {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  return what?.kind === 'handle' ? run.state.getField(what, '#expiry')?.value : undefined;
}
