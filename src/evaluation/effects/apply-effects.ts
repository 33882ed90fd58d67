/**
 * What a catalogued call does: its effects, one after the other, in the present state; then what it returns.
 */
import { assertExhaustive } from '../../languages/program.ts';
import type { Behaviour, Effect, Returns } from '../../catalog/shape.ts';
import { applyAmbient } from './ambient.ts';
import {
  amend,
  applyRead,
  applyWrite,
  assignFields,
  findConnection,
  getConnectionOf,
  saveEntity,
} from './access-effects.ts';
import type { Progress } from './access-effects.ts';
import { findArgument } from './arguments.ts';
import type { CallSite } from './arguments.ts';
import { noteAttached } from '../program/assign.ts';
import { callValue } from '../calls/evaluate-call.ts';
import { markOutcomeUsed } from '../program/evaluate-expression.ts';
import { makeReturns } from './make-returns.ts';
import { noteAnswer } from '../domain/answers.ts';
import { flatten } from '../program/evaluate-statements.ts';
import { getOrigin } from '../members/get-member.ts';
import { getRouter } from '../roots/route-chain.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { runSql } from '../sql/run-sql.ts';
import { runTransaction } from './run-transaction.ts';
import {
  createConstant,
  createValue,
  DECORATED,
  findTarget,
  getAlternatives,
  getConstantString,
  unknownValue,
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

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
    case 'begin': {
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
      return;
    }
    case 'commit':
    case 'rollback': {
      const connection = getConnectionOf(call.receiver);
      run.state.dropScope((scope) =>
        scope.kind === 'transaction' ? scope.connection === connection : scope.heldBy === 'transaction',
      );
      return;
    }
    case 'lock': {
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
      progress.callbackResult = callValue(run, callback, [], call);
      run.state.dropScope((held) => held.id === scope.id);
      return;
    }
    case 'unlock':
      run.state.dropScope(
        (scope) =>
          scope.kind === 'lock' &&
          (scope.owner === call.receiver?.what || scope.reach === 'shared' || scope.owner === undefined),
      );
      return;
    case 'route': {
      // `for (const route of routes) app.route(route)`: each of them.
      const [first] = call.args;
      const each =
        call.args.length === 1 && first?.what.kind === 'operation' && first.what.operator === 'choice'
          ? getAlternatives(first)
          : [];
      if (each.length > 1) {
        for (const argument of each) applyEffect(run, effect, { ...call, args: [argument] }, progress);
        return;
      }
      const handlers = findArgument(run, call, effect.handlers);
      if (handlers === undefined) return;
      const before = (effect.before ?? [])
        .map((path) => findArgument(run, call, path))
        .filter((value) => value !== undefined);
      register(
        run,
        effect.kind,
        effect.method,
        findArgument(run, call, effect.path),
        createValue({ kind: 'list', elements: [...before, handlers], open: false }),
        call,
      );
      return;
    }
    case 'middleware':
      register(
        run,
        effect.kind,
        'use',
        findArgument(run, call, effect.path),
        findArgument(run, call, effect.handlers),
        call,
      );
      return;
    case 'parameter-hook': {
      const handler = findArgument(run, call, effect.handler);
      const adapted =
        handler === undefined || effect.parameters === undefined ? handler : adapt(handler, effect.parameters, call);
      register(run, effect.kind, 'param', findArgument(run, call, effect.name), adapted, call);
      return;
    }
    case 'decorate':
      decorate(
        run,
        getConstantString(findArgument(run, call, effect.name)),
        findArgument(run, call, effect.value),
        call,
      );
      return;
    case 'mark': {
      const target = findArgument(run, call, effect.target);
      const what = target === undefined ? undefined : findTarget(target).what;
      if (what?.kind === 'function')
        run.state.setField(what.closure.node, `#${effect.name}`, {
          value: createConstant(true),
          append: false,
          atomic: false,
          range: undefined,
          node: undefined,
        });
      return;
    }
    case 'ambient':
      progress.callbackResult = applyAmbient(run, effect, call);
      return;
    case 'verify': {
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
          run.state.setField(request, effect.onto, {
            value: createValue({ kind: 'unknown', path: effect.onto, origin: undefined }, [
              { kind: 'identity', path: '', weak: false },
            ]),
            append: false,
            atomic: false,
            range: undefined,
            node: undefined,
          });
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
      return;
    }
    case 'sign': {
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
      const expiry =
        effect.expiryFromReceiver === true ? findExpiry(run, call) : findArgument(run, call, effect.expiry);
      run.facts.push({
        kind: 'signing',
        range: call.range,
        module: run.module,
        expiry,
        isKnown: effect.expiryFromReceiver === true ? call.receiver?.what.kind === 'handle' : isKnown,
        call: call.node,
        args: call.args,
      });
      return;
    }
    case 'expiry': {
      const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
      if (what?.kind === 'handle')
        run.state.setField(what, '#expiry', {
          value: findArgument(run, call, effect.value) ?? unknownValue,
          append: false,
          atomic: false,
          range: undefined,
          node: undefined,
        });
      return;
    }
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
    case 'callback': {
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
      return;
    }
    case 'next': {
      const error = findArgument(run, call, effect.error);
      if (error !== undefined && !(error.what.kind === 'constant' && error.what.value === null)) return;
      // What the middleware does afterwards, such as ending its transaction, is not yet done when the next handler runs.
      const state = run.handlerEntry === undefined ? run.state : flatten(run.handlerEntry, run.state);
      run.handedOn.push({ state, value: unknownValue, guards: run.state.guards });
      return;
    }
    case 'respond':
      noteAnswer(run);
      return;
    case 'schema-index': {
      const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
      const definition = findArgument(run, call, effect.definition);
      if (what?.kind !== 'handle' || definition === undefined) return;
      const options = findArgument(run, call, effect.options);
      const count = run.state.getFields(what).size;
      const index = {
        value: createValue({
          kind: 'list',
          elements: options === undefined ? [definition] : [definition, options],
          open: false,
        }),
        append: false,
        atomic: false,
        range: undefined,
        node: undefined,
      };
      run.state.setField(what, `#index${String(count)}`, index);
      // A schema made of a class: the class is what models of it are known by.
      const [made] = what.made;
      if (made?.what.kind === 'class') run.state.setField(made.what.node, `#index${String(count)}`, index);
      return;
    }
    case 'schema':
      return;
    default:
      assertExhaustive(effect);
  }
}

function findExpiry(run: Run, call: CallSite): Value | undefined {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  return what?.kind === 'handle' ? run.state.getField(what, '#expiry')?.value : undefined;
}

export function isFunction(value: Value): boolean {
  const { kind } = findTarget(value).what;
  return kind === 'function' || kind === 'behaviour';
}

/** A callback that may run not at all or many times: what it assigns is joined, what it guards ends with it. */
function runCallback(
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
  const result = callValue(run, callback, parameters, call);
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

/** The function, called with what it wants when it is called as a handler. */
function adapt(handler: Value, parameters: readonly Returns[], call: CallSite): Value {
  const behaviour: Behaviour = {
    effects: [{ kind: 'callback', function: 'receiver', parameters }],
    returns: { kind: 'callback-result' },
  };
  return createValue({
    kind: 'behaviour',
    entry: call.entry,
    name: call.member ?? 'hook',
    behaviour,
    receiver: handler,
    construct: undefined,
  });
}

function decorate(run: Run, name: string | undefined, value: Value | undefined, call: CallSite): void {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind !== 'handle' || name === undefined || value === undefined) return;
  const added = findTarget(value).what;
  if (added.kind === 'function' && added.closure.node.name === undefined)
    run.state.setField(added.closure.node, DECORATED, {
      value: createConstant(name),
      append: false,
      atomic: false,
      range: undefined,
      node: undefined,
    });
  noteAttached(run, name, value);
  run.state.setField(getOrigin(what), name, { value, append: false, atomic: false, range: undefined, node: undefined });
}

function register(
  run: Run,
  kind: 'route' | 'middleware' | 'parameter-hook',
  method: string,
  path: Value | undefined,
  handlers: Value | undefined,
  call: CallSite,
): void {
  if (handlers === undefined) return;
  const list = flattenHandlers(handlers);
  run.routes.push({
    kind,
    entry: call.entry,
    receiver: getRouter(call.receiver),
    method,
    path,
    handlers: list,
    range: call.range,
    module: run.module,
    origin: run.loading,
  });
}

function flattenHandlers(value: Value): readonly Value[] {
  const { what } = value;
  return what.kind === 'list' ? what.elements.flatMap(flattenHandlers) : [value];
}
