/**
 * What a call adds to an application: routes, middleware, hooks, and what is put on it for all handlers.
 */
import type {
  Behaviour,
  DecorateEffect,
  MiddlewareEffect,
  ParameterHookEffect,
  Returns,
  RouteEffect,
} from '../../catalog/shape.ts';
import { getOrigin, getRouter } from '../domain/application.ts';
import type { CallSite } from '../domain/call-site.ts';
import { noteAttached } from '../domain/fields.ts';
import type { Run } from '../domain/run.ts';
import {
  createConstant,
  createValue,
  DECORATED,
  findTarget,
  getAlternatives,
  getConstantString,
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { findArgument } from './arguments.ts';

export function registerRoute(run: Run, effect: RouteEffect, call: CallSite): void {
  // `for (const route of routes) app.route(route)`: each of them.
  const [first] = call.args;
  const each =
    call.args.length === 1 && first?.what.kind === 'operation' && first.what.operator === 'choice'
      ? getAlternatives(first)
      : [];
  if (each.length > 1) {
    for (const argument of each) registerRoute(run, effect, { ...call, args: [argument] });
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
}

export function registerMiddleware(run: Run, effect: MiddlewareEffect, call: CallSite): void {
  register(
    run,
    effect.kind,
    'use',
    findArgument(run, call, effect.path),
    findArgument(run, call, effect.handlers),
    call,
  );
}

export function registerParameterHook(run: Run, effect: ParameterHookEffect, call: CallSite): void {
  const handler = findArgument(run, call, effect.handler);
  const adapted =
    handler === undefined || effect.parameters === undefined ? handler : adapt(handler, effect.parameters, call);
  register(run, effect.kind, 'param', findArgument(run, call, effect.name), adapted, call);
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

/** Code of other files finds it there by its name. */
export function decorate(run: Run, effect: DecorateEffect, call: CallSite): void {
  const name = getConstantString(findArgument(run, call, effect.name));
  const value = findArgument(run, call, effect.value);
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind !== 'handle' || name === undefined || value === undefined) return;
  const added = findTarget(value).what;
  if (added.kind === 'function' && added.closure.node.name === undefined)
    run.state.noteField(added.closure.node, DECORATED, createConstant(name));
  noteAttached(run, name, value);
  run.state.noteField(getOrigin(what), name, value);
}

export function register(
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
