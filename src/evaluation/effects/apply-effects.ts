/**
 * What a catalogued call does: its effects, one after the other, in the present state; then what it returns.
 */
import type { Behaviour, Effect, MarkEffect, NextEffect, SchemaEffect } from '../../catalog/shape.ts';
import { assertExhaustive } from '../../languages/program.ts';
import { noteAnswer } from '../domain/answers.ts';
import type { CallSite } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { markOutcomeUsed } from '../domain/sources.ts';
import { flatten } from '../domain/state.ts';
import { createConstant, createValue, findTarget, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { runSql } from '../sql/run-sql.ts';
import { amend, applyRead, applyWrite, findConnection } from './access-effects.ts';
import { applyAmbient } from './ambient.ts';
import { findArgument } from './arguments.ts';
import { applyCallback } from './callback-effects.ts';
import { noteExpiry, noteSigning, noteVerification } from './caller-effects.ts';
import { assignFields, saveEntity } from './entity-effects.ts';
import { makeReturns } from './make-returns.ts';
import type { Progress } from './progress.ts';
import { decorate, registerMiddleware, registerParameterHook, registerRoute } from './route-effects.ts';
import { runTransaction } from './run-transaction.ts';
import { beginTransaction, endTransaction, releaseLock, takeLock } from './scope-effects.ts';

export function applyBehaviour(run: Run, behaviour: Behaviour, call: CallSite): Value {
  const chosen = chooseBehaviour(run, behaviour, call);
  for (const argument of call.args) markOutcomeUsed(argument);
  const progress: Progress = { outcome: undefined, access: undefined, callbackResult: undefined, resolved: undefined };
  for (const effect of chosen.effects ?? []) if (!isForResult(effect)) applyEffect(run, effect, call, progress);
  const result = makeReturns(run, chosen.returns, {
    entry: call.entry,
    receiver: call.receiver,
    args: call.args,
    member: call.member,
    certainty: call.certainty,
    ...progress,
  });
  for (const effect of chosen.effects ?? [])
    if (isForResult(effect)) applyEffect(run, effect, { ...call, receiver: result }, progress);
  return result;
}

function isForResult(effect: Effect): boolean {
  return effect.kind === 'middleware' && effect.onResult === true;
}

function chooseBehaviour(run: Run, behaviour: Behaviour, call: CallSite): Behaviour {
  const { provided, otherwise } = behaviour;
  if (provided === undefined) return behaviour;
  const value = findArgument(run, call, provided.argument);
  const constant = value === undefined ? undefined : value.what.kind === 'constant' ? value.what.value : value;
  return constant === provided.is ? behaviour : otherwise === undefined ? {} : chooseBehaviour(run, otherwise, call);
}

function applyEffect(run: Run, effect: Effect, call: CallSite, progress: Progress): void {
  switch (effect.kind) {
    case 'read':
      applyRead(run, effect, call, progress);
      return;
    case 'write':
      applyWrite(run, effect, call, progress);
      return;
    case 'sql': {
      const text = findArgument(run, call, effect.text);
      const prepared = text?.what.kind === 'handle' ? text.what.sql : text;
      if (prepared === undefined) return;
      const found = runSql(run, call, prepared, findArgument(run, call, effect.parameters), {
        ...effect,
        connection: findConnection(run, call, effect.connection),
      });
      progress.outcome = found.outcome;
      progress.access = found.access;
      return;
    }
    case 'save':
    case 'remove':
      saveEntity(run, effect, call, progress);
      return;
    case 'assign':
      assignFields(run, effect, call);
      return;
    case 'amend':
      amend(run, effect, call, progress);
      return;
    case 'transaction':
      runTransaction(run, effect, call, progress);
      return;
    case 'begin':
      beginTransaction(run, effect, call);
      return;
    case 'commit':
    case 'rollback':
      endTransaction(run, call);
      return;
    case 'lock':
      takeLock(run, effect, call, progress);
      return;
    case 'unlock':
      releaseLock(run, call);
      return;
    case 'route':
      registerRoute(run, effect, call);
      return;
    case 'middleware':
      registerMiddleware(run, effect, call);
      return;
    case 'parameter-hook':
      registerParameterHook(run, effect, call);
      return;
    case 'decorate':
      decorate(run, effect, call);
      return;
    case 'mark':
      markFunction(run, effect, call);
      return;
    case 'ambient':
      progress.callbackResult = applyAmbient(run, effect, call);
      return;
    case 'verify':
      noteVerification(run, effect, call);
      return;
    case 'sign':
      noteSigning(run, effect, call);
      return;
    case 'expiry':
      noteExpiry(run, effect, call);
      return;
    case 'assert': {
      const condition = findArgument(run, call, effect.condition);
      if (condition !== undefined)
        run.state.pushGuard({
          id: takeId(run),
          condition,
          holds: effect.negated !== true,
          exit: 'throw',
          range: call.range,
          module: run.module,
        });
      return;
    }
    case 'throw':
      run.state.ended = 'throw';
      return;
    case 'callback':
      applyCallback(run, effect, call, progress);
      return;
    case 'next':
      handOn(run, effect, call);
      return;
    case 'respond':
      noteAnswer(run);
      return;
    case 'schema-index':
      noteIndex(run, effect, call);
      return;
    case 'schema':
      return;
    default:
      assertExhaustive(effect);
  }
}

function markFunction(run: Run, effect: MarkEffect, call: CallSite): void {
  const target = findArgument(run, call, effect.target);
  const what = target === undefined ? undefined : findTarget(target).what;
  if (what?.kind === 'function') run.state.noteField(what.closure.node, `#${effect.name}`, createConstant(true));
}

function handOn(run: Run, effect: NextEffect, call: CallSite): void {
  const error = findArgument(run, call, effect.error);
  if (error !== undefined && !(error.what.kind === 'constant' && error.what.value === null)) return;
  // What the middleware does afterwards, such as ending its transaction, is not yet done when the next handler runs.
  const state = run.handlerEntry === undefined ? run.state : flatten(run.handlerEntry, run.state);
  run.handedOn.push({ state, value: unknownValue, guards: run.state.guards });
}

function noteIndex(run: Run, effect: SchemaEffect, call: CallSite): void {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  const definition = findArgument(run, call, effect.definition);
  if (what?.kind !== 'handle' || definition === undefined) return;
  const options = findArgument(run, call, effect.options);
  const count = run.state.getFields(what).size;
  const index = createValue({
    kind: 'list',
    elements: options === undefined ? [definition] : [definition, options],
    open: false,
  });
  run.state.noteField(what, `#index${String(count)}`, index);
  // A schema made of a class: the class is what models of it are known by.
  const [made] = what.made;
  if (made?.what.kind === 'class') run.state.noteField(made.what.node, `#index${String(count)}`, index);
}
