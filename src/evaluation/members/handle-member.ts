/**
 * Members of what a library gave: clients, models, applications, requests.
 */
import type { Returns } from '../../catalog/shape.ts';
import { getOrigin } from '../domain/application.ts';
import type { Run } from '../domain/run.ts';
import { extendSources } from '../domain/sources.ts';
import { createUnknown, createValue } from '../domain/value.ts';
import type { HandleWhat, Source, Value } from '../domain/value.ts';
import { findModelStatic } from '../models/model-methods.ts';
import { recogniseByName } from '../names/recognise-name.ts';

export function getHandleMember(run: Run, object: Value, what: HandleWhat, name: string): Value {
  const write =
    run.state.getField(what, name) ??
    (what.entry.kind === 'framework' && what.connection !== undefined
      ? run.state.getField(getOrigin(what), name)
      : undefined);
  if (write !== undefined) return write.value;
  const member = run.catalog.findMember(what.entry, what.type, name);
  if (member !== undefined) {
    if ('kind' in member && member.value.kind === 'unknown')
      return recogniseByName(run, name) ?? hold(run, what, name, run.phase === 'module');
    if ('kind' in member && what.entry.kind === 'framework') return getPart(run, object, what, name, member.value);
    if ('kind' in member)
      return run.evaluator.makeReturns(run, member.value, {
        entry: what.entry,
        receiver: object,
        args: [],
        member: name,
      });
    return createValue(
      { kind: 'behaviour', entry: what.entry, name, behaviour: member, receiver: object, construct: undefined },
      object.sources,
    );
  }
  if (what.outcome !== undefined)
    return run.evaluator.getMember(run, run.state.getField(what, '#outcome')?.value ?? what.outcome, name);
  const added = findModelStatic(run, what, name);
  if (added !== undefined) return added;
  const isRequestObject =
    what.entry.kind !== 'framework' ||
    what.entry.handlerParameters.includes(what.type) ||
    what.entry.handlerParameters.length === 0;
  if ((run.phase === 'module' && what.entry.kind === 'store') || !isRequestObject) {
    // Something the catalog does not describe (`schema.methods`), which the module may fill.
    return hold(run, what, name, true);
  }
  if (what.entry.kind === 'framework') {
    // A client that a plugin or middleware hung there.
    const client = recogniseByName(run, name);
    if (client !== undefined) return client;
  }
  if (what.entry.kind === 'framework' && run.catalog.names.isIdentityName(name))
    return createUnknown(name, [{ kind: 'identity', path: '', weak: false }]);
  // What is no handler's (`process.env`) is no part of a request.
  const sources: readonly Source[] =
    what.entry.kind === 'framework' && what.entry.handlerParameters.length > 0
      ? [{ kind: 'request', part: 'other', path: name, weak: false }]
      : object.sources;
  return createUnknown(name, sources);
}

const parts = new WeakMap<HandleWhat, Map<string, Value>>();

/** A part of a request is the same one each time it is asked for, so that what is assigned to it stays. */
function getPart(run: Run, object: Value, what: HandleWhat, name: string, returns: Returns): Value {
  let known = parts.get(what);
  if (known === undefined) parts.set(what, (known = new Map<string, Value>()));
  let part = known.get(name);
  if (part === undefined) {
    part = run.evaluator.makeReturns(run, returns, { entry: what.entry, receiver: object, args: [], member: name });
    // Which of many it is, where one description stands for all.
    const all = name === '*' ? undefined : run.catalog.findMember(what.entry, what.type, '*');
    if (returns.kind === 'role' && all !== undefined && 'kind' in all && all.value === returns)
      part = createUnknown(name, extendSources(run, part.sources, name));
    known.set(name, part);
  }
  return part;
}

/** An object of which nothing is known but what the code puts there. */
function hold(run: Run, what: HandleWhat, name: string, shared: boolean): Value {
  const holder = createValue({ kind: 'record', fields: new Map(), spreads: [createUnknown(name)], shared });
  run.state.noteField(what, name, holder);
  return holder;
}
