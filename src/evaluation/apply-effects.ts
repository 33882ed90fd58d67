/**
 * What a catalogued call does: its effects, one after the other, in the present state; then what it returns.
 */
import { assertExhaustive } from '../languages/program.ts';
import type { AmendEffect, Behaviour, Effect, EntityEffect, FieldAssignment, OutcomeShape, ReadEffect, ResourceReference, WriteEffect } from '../catalog/shape.ts';
import type { Access, Connection } from './access.ts';
import { addAccess, createOutcome, getModel } from './accesses.ts';
import { findArgument } from './arguments.ts';
import type { CallSite } from './arguments.ts';
import { callValue } from './evaluate-call.ts';
import { markOutcomeUsed } from './evaluate-expression.ts';
import { flatten } from './evaluate-statements.ts';
import { getResourceName, makeReturns } from './make-returns.ts';
import { getRecordFields, joinConditions, readConditions, readNamedSets, readSets } from './read-object.ts';
import type { Conditions, Sets } from './read-object.ts';
import { takeId } from './run.ts';
import type { Run } from './run.ts';
import { runSql } from './run-sql.ts';
import { runTransaction } from './run-transaction.ts';
import { createConstant, createValue, findTarget, getConstantString, unknownValue } from './value.ts';
import type { HandleWhat, Row, Value } from './value.ts';

/** What the effects of a call have brought so far. */
export interface Progress {
  outcome: Value | undefined;
  access: Access | undefined;
  callbackResult: Value | undefined;
  resolved: Value | undefined;
}

export function applyBehaviour(run: Run, behaviour: Behaviour, call: CallSite): Value {
  const chosen = chooseBehaviour(run, behaviour, call);
  for (const argument of call.args) markOutcomeUsed(argument);
  const progress: Progress = { outcome: undefined, access: undefined, callbackResult: undefined, resolved: undefined };
  for (const effect of chosen.effects ?? []) applyEffect(run, effect, call, progress);
  return makeReturns(run, chosen.returns, { entry: call.entry, receiver: call.receiver, args: call.args, member: call.member, certainty: call.certainty, ...progress });
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
      read(run, effect, call, progress);
      return;
    case 'write':
      write(run, effect, call, progress);
      return;
    case 'sql': {
      const text = findArgument(run, call, effect.text);
      const prepared = text?.what.kind === 'handle' ? text.what.sql : text;
      if (prepared === undefined) return;
      const found = runSql(run, call, prepared, findArgument(run, call, effect.parameters), effect.outcome, findConnection(run, call, effect.connection));
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
      run.state.pushScope({ kind: 'transaction', id: takeId(run), connection: getConnectionOf(call.receiver), store: call.entry.kind === 'store' ? call.entry : undefined, isolation: isolation?.toLowerCase(), exclusive: false, certainty: call.certainty, range: call.range, module: run.module });
      return;
    }
    case 'commit':
    case 'rollback': {
      const connection = getConnectionOf(call.receiver);
      run.state.dropScope((scope) => (scope.kind === 'transaction' ? scope.connection === connection : scope.heldBy === 'transaction'));
      return;
    }
    case 'lock': {
      const scope = { kind: 'lock' as const, id: takeId(run), reach: effect.reach, key: findArgument(run, call, effect.key), owner: call.receiver?.what, heldBy: 'caller' as const, certainty: call.certainty, range: call.range, module: run.module };
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
      run.state.dropScope((scope) => scope.kind === 'lock' && (scope.owner === call.receiver?.what || scope.reach === 'shared' || scope.owner === undefined));
      return;
    case 'route':
    case 'middleware':
      register(run, effect.kind, effect.kind === 'route' ? effect.method : 'use', findArgument(run, call, effect.path), findArgument(run, call, effect.handlers), call);
      return;
    case 'parameter-hook':
      register(run, effect.kind, 'param', findArgument(run, call, effect.name), findArgument(run, call, effect.handler), call);
      return;
    case 'verify': {
      if (run.phase === 'request') run.authentication ??= { name: call.member ?? call.entry.name, range: call.range, module: run.module };
      if (effect.requires !== undefined) run.isAuthorized = true;
      if (effect.onto !== undefined) {
        const request = call.args.map((argument) => argument.what).find((what) => what.kind === 'handle' && what.entry.kind === 'framework') ?? (call.receiver?.what.kind === 'handle' ? call.receiver.what : undefined);
        if (request !== undefined) run.state.setField(request, effect.onto, { value: createValue({ kind: 'unknown', path: effect.onto, origin: undefined }, [{ kind: 'identity', path: '', weak: false }]), append: false, atomic: false, range: undefined, node: undefined });
      }
      const callback = findArgument(run, call, effect.callback);
      if (callback !== undefined && isFunction(callback)) {
        const identity = createValue({ kind: 'unknown', path: undefined, origin: undefined }, [{ kind: 'identity', path: '', weak: false }]);
        const args = Array.from({ length: (effect.identityParameter ?? 0) + 1 }, (_, index) => (index === effect.identityParameter ? identity : unknownValue));
        runCallback(run, callback, args, call);
      }
      return;
    }
    case 'sign': {
      if (run.phase !== 'request') return;
      run.signings.push(run.nextId);
      const options = effect.expiry?.map((path) => path.split('.')[0] ?? path) ?? [];
      const inputs = [effect.payload, ...options].map((path) => findArgument(run, call, path));
      const isKnown = inputs.every((input) => input === undefined || ['constant', 'list'].includes(input.what.kind) || (input.what.kind === 'record' && input.what.spreads.length === 0));
      const expiry = effect.expiryFromReceiver === true ? findExpiry(run, call) : findArgument(run, call, effect.expiry);
      run.facts.push({ kind: 'signing', range: call.range, module: run.module, expiry, isKnown: effect.expiryFromReceiver === true ? call.receiver?.what.kind === 'handle' : isKnown, call: call.node, args: call.args });
      return;
    }
    case 'expiry': {
      const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
      if (what?.kind === 'handle') run.state.setField(what, '#expiry', { value: findArgument(run, call, effect.value) ?? unknownValue, append: false, atomic: false, range: undefined, node: undefined });
      return;
    }
    case 'assert': {
      const condition = findArgument(run, call, effect.condition);
      if (condition !== undefined) run.state.pushGuard({ id: takeId(run), condition, holds: effect.negated !== true, exit: 'throw', range: call.range, module: run.module });
      return;
    }
    case 'callback': {
      const callback = findArgument(run, call, effect.function);
      if (callback === undefined || !isFunction(callback)) return;
      if (effect.when === 'request') {
        register(run, 'route', 'callback', undefined, callback, call);
        return;
      }
      const parameters = effect.parameters.map((parameter) => makeReturns(run, parameter, { entry: call.entry, receiver: call.receiver, args: call.args, member: undefined, ...progress }));
      progress.callbackResult = runCallback(run, callback, parameters, call, effect.loops === true, progress);
      return;
    }
    case 'next': {
      const [error] = call.args;
      if (error !== undefined && !(error.what.kind === 'constant' && (error.what.value === undefined || error.what.value === null))) return;
      run.handedOn.push({ state: run.state, value: unknownValue, guards: run.state.guards });
      return;
    }
    case 'respond':
      return;
    case 'schema-index': {
      const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
      const definition = findArgument(run, call, effect.definition);
      if (what?.kind !== 'handle' || definition === undefined) return;
      const options = findArgument(run, call, effect.options);
      const count = run.state.getFields(what).size;
      run.state.setField(what, `#index${String(count)}`, { value: createValue({ kind: 'list', elements: options === undefined ? [definition] : [definition, options], open: false }), append: false, atomic: false, range: undefined, node: undefined });
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
function runCallback(run: Run, callback: Value, parameters: readonly Value[], call: CallSite, loops = false, progress?: Progress): Value {
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

function register(run: Run, kind: 'route' | 'middleware' | 'parameter-hook', method: string, path: Value | undefined, handlers: Value | undefined, call: CallSite): void {
  if (handlers === undefined) return;
  const list = flattenHandlers(handlers);
  run.routes.push({ kind, entry: call.entry, receiver: getRouter(call.receiver), method, path, handlers: list, range: call.range, module: run.module });
}

/** The router a chain (`router.route('/x').get(f)`) started from. */
function getRouter(receiver: Value | undefined): object | undefined {
  if (receiver === undefined) return undefined;
  const { what } = findTarget(receiver);
  return what.kind === 'handle' ? (what.connection ?? what) : what;
}

function flattenHandlers(value: Value): readonly Value[] {
  const { what } = value;
  return what.kind === 'list' ? what.elements.flatMap(flattenHandlers) : [value];
}

function getConnectionOf(receiver: Value | undefined): Connection | undefined {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return what?.kind === 'handle' ? what.connection : what?.kind === 'row' ? what.row.model?.connection : undefined;
}

/** The connection an option names (`{ transaction: t }`, `{ session }`). */
function findConnection(run: Run, call: CallSite, path: ReadEffect['connection']): Connection | undefined {
  const value = findArgument(run, call, path);
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  if (what.kind === 'handle') return what.connection;
  if (what.kind === 'constant') return undefined;
  // A handle we know nothing of: the caller's.
  return { id: takeId(run), kind: 'parameter', parent: undefined, name: what.kind === 'unknown' ? what.path : undefined };
}

function getResource(run: Run, reference: ResourceReference, call: CallSite): string | undefined {
  if (reference === 'receiver') {
    const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
    return what?.kind === 'handle' ? what.resource : what?.kind === 'row' ? what.row.resource : undefined;
  }
  if ('name' in reference) return reference.name;
  return getResourceName(findArgument(run, call, reference.argument));
}

function getConditions(run: Run, effect: Pick<ReadEffect, 'where' | 'key'>, call: CallSite): Conditions {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const parts: Conditions[] = [];
  const where = findArgument(run, call, effect.where);
  if (where !== undefined) parts.push(readConditions(run, where, dialect));
  const key = findArgument(run, call, effect.key);
  if (key !== undefined) parts.push({ conditions: [{ field: dialect?.primaryKeys[0] ?? '@key', operator: '=', value: key }], isKnown: true });
  return joinConditions(parts);
}

/** The receiver is a row: the statement is about that row. */
function getRow(call: CallSite): Row | undefined {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  return what?.kind === 'row' ? what.row : undefined;
}

function getRowType(run: Run, call: CallSite): string | undefined {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind !== 'handle') return undefined;
  return run.catalog.findType(what.entry, what.type)?.definition.rows;
}

function isTrue(value: Value | undefined): boolean {
  return value?.what.kind === 'constant' && value.what.value === true;
}

function read(run: Run, effect: ReadEffect, call: CallSite, progress: Progress): void {
  const { conditions, isKnown } = getConditions(run, effect, call);
  const lock = findArgument(run, call, effect.lock);
  const access = addAccess(run, call, {
    kind: 'read', operation: 'select', resource: getResource(run, effect.resource, call), where: conditions, whereIsKnown: isKnown,
    aggregate: effect.aggregate, many: effect.many === true, lock: lock === undefined || (lock.what.kind === 'constant' && lock.what.value === false) ? undefined : 'update',
    whenMissing: effect.whenMissing ?? 'outcome', connection: findConnection(run, call, effect.connection), entity: getRow(call),
  });
  progress.access = access;
  const rows = isTrue(findArgument(run, call, effect.plain)) ? undefined : getRowType(run, call);
  progress.outcome = createOutcome(run, access, effect.aggregate === 'exists' || effect.aggregate === 'count' ? { '': effect.aggregate } : effect.outcome, getModel(call.receiver), call.entry, rows);
  if (effect.whenMissing === 'throws') run.state.pushGuard({ id: takeId(run), condition: progress.outcome, holds: true, exit: 'throw', range: call.range, module: run.module });
}

function write(run: Run, effect: WriteEffect, call: CallSite, progress: Progress): void {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const { conditions, isKnown } = getConditions(run, effect, call);
  const data = readSets(run, findArgument(run, call, effect.data), dialect);
  const field = getFieldSets(run, effect.field, call);
  const create = effect.create === undefined ? undefined : readSets(run, findArgument(run, call, effect.create), dialect);
  const operation = isTrue(findArgument(run, call, effect.upsert)) ? 'upsert' : effect.operation;
  const access = addAccess(run, call, {
    kind: 'write', operation, resource: getResource(run, effect.resource, call), where: conditions, whereIsKnown: isKnown,
    sets: [...data.sets, ...field.sets, ...(create?.sets ?? [])], setsAreKnown: data.isKnown && field.isKnown && (create?.isKnown ?? true),
    whenMissing: effect.whenMissing, connection: findConnection(run, call, effect.connection), entity: getRow(call),
    conflict: isTrue(findArgument(run, call, effect.skipsConflicts)) ? 'nothing' : undefined,
  });
  progress.access = access;
  progress.outcome = createOutcome(run, access, effect.outcome, getModel(call.receiver), call.entry, getRowType(run, call));
}

function getFieldSets(run: Run, field: FieldAssignment | undefined, call: CallSite): Sets {
  if (field === undefined) return { sets: [], isKnown: true };
  return readNamedSets(run, findArgument(run, call, field.column), findArgument(run, call, field.value), field.relative === true);
}

function saveEntity(run: Run, effect: EntityEffect, call: CallSite, progress: Progress): void {
  const row = getRow(call);
  if (row === undefined) return;
  const written = [...run.state.getFields(row)];
  const shape: OutcomeShape = { '': 'row' };
  const initial = row.initial === undefined ? undefined : readSets(run, row.initial, undefined);
  const access = addAccess(run, call, {
    kind: 'write',
    operation: effect.kind === 'remove' ? 'delete' : row.isNew ? 'insert' : 'update',
    resource: row.resource,
    sets: effect.kind === 'remove' ? [] : [...(initial?.sets ?? []), ...written.map(([field, write]) => ({ field, value: write.value, relative: write.atomic, range: write.range, guards: write.guards ?? [], isConditional: write.isConditional === true }))],
    setsAreKnown: initial?.isKnown ?? true,
    whenMissing: 'nothing',
    connection: findConnection(run, call, effect.connection) ?? (row.entity?.remembersConnection === true ? row.access?.connection : undefined) ?? row.model?.connection,
    entity: row,
  });
  progress.access = access;
  progress.outcome = createOutcome(run, access, shape, row.model, row.entry, row.type);
  if (call.receiver !== undefined) progress.outcome = call.receiver;
}

function assignFields(run: Run, effect: Effect & { kind: 'assign' }, call: CallSite): void {
  const target = effect.target === undefined ? call.receiver : findArgument(run, call, effect.target);
  if (target === undefined) return;
  const { what } = findTarget(target);
  const object = what.kind === 'row' ? what.row : what.kind === 'record' || what.kind === 'instance' || what.kind === 'handle' ? what : undefined;
  if (object === undefined) return;
  const prefix = what.kind === 'row' && what.path !== '' ? `${what.path}.` : '';
  const assign = (name: string, value: Value, atomic: boolean): void => {
    run.state.setField(object, prefix + name, { value, append: atomic, atomic, range: call.range, node: value.node });
  };
  for (const { field, value, relative } of getFieldSets(run, effect.field, call).sets) assign(field, value, relative);
  const data = findArgument(run, call, effect.data);
  if (data === undefined) return;
  for (const part of data.what.kind === 'list' ? data.what.elements : [data]) {
    const source = findTarget(part).what;
    if (source.kind === 'record') {
      for (const [name, value] of getRecordFields(run, source)) assign(name, value, false);
      for (const spread of source.spreads) assign('*', spread, false);
    } else assign('*', part, false);
  }
}

function amend(run: Run, effect: AmendEffect, call: CallSite, progress: Progress): void {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind !== 'handle' || what.access === undefined) return;
  const { access } = what;
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  if (effect.resource !== undefined) access.resource = getResource(run, effect.resource, call) ?? access.resource;
  const where = findArgument(run, call, effect.where);
  const conditions = [
    ...(where === undefined ? [] : [readConditions(run, where, dialect)]),
    ...(effect.condition === undefined ? [] : [readCondition(run, effect.condition, call)]),
  ];
  if (conditions.length > 0) {
    const added = joinConditions(conditions);
    access.where = [...access.where, ...added.conditions];
    access.whereIsKnown &&= added.isKnown;
  }
  if (effect.opaque === true) access.whereIsKnown = false;
  if (effect.operation !== undefined) {
    access.operation = effect.operation;
    access.kind = 'write';
    access.range = call.range;
    access.call = call.node;
    access.args = call.args;
  }
  if (effect.aggregate !== undefined) access.aggregate = effect.aggregate;
  if (effect.lock !== undefined) access.lock = effect.lock;
  if (effect.conflict !== undefined) access.conflict = effect.conflict;
  if (effect.whenMissing !== undefined) access.whenMissing = effect.whenMissing;
  const data = findArgument(run, call, effect.data);
  if (data !== undefined || effect.field !== undefined) {
    const sets = data === undefined ? { sets: [], isKnown: true } : readSets(run, data, dialect);
    const field = getFieldSets(run, effect.field, call);
    access.sets = [...access.sets, ...sets.sets, ...field.sets];
    access.setsAreKnown &&= sets.isKnown && field.isKnown;
  }
  const connection = findConnection(run, call, effect.connection);
  if (connection !== undefined) access.connection = connection;
  progress.access = access;
  if (effect.plain === true && effect.outcome === undefined) {
    const present = run.state.getField(what, '#outcome')?.value ?? what.outcome;
    if (present !== undefined) refreshOutcome(run, what, (progress.outcome = toPlainRows(present)));
    return;
  }
  if (effect.outcome !== undefined || effect.operation !== undefined || effect.aggregate !== undefined) {
    const rows = effect.plain === true ? undefined : getRowType(run, call);
    progress.outcome = createOutcome(run, access, effect.outcome ?? { '': 'count' }, what, call.entry, rows);
    refreshOutcome(run, what, progress.outcome);
  }
  if (effect.whenMissing === 'throws' && access.kind === 'read' && what.outcome !== undefined) run.state.pushGuard({ id: takeId(run), condition: what.outcome, holds: true, exit: 'throw', range: call.range, module: run.module });
}

/** The same rows as plain records: assigning to them writes nothing. */
function toPlainRows(value: Value): Value {
  const { what } = value;
  return what.kind === 'row' || what.kind === 'rows' ? createValue({ ...what, row: { ...what.row, entity: undefined, type: undefined, model: undefined } }, value.sources) : value;
}

/** A builder's outcome changed: whoever awaits it gets the new one. */
function refreshOutcome(run: Run, what: HandleWhat, outcome: Value): void {
  run.state.setField(what, '#outcome', { value: outcome, append: false, atomic: false, range: undefined, node: undefined });
}

function readCondition(run: Run, condition: NonNullable<AmendEffect['condition']>, call: CallSite): Conditions {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const column = findArgument(run, call, condition.column);
  if (column === undefined) return { conditions: [], isKnown: false };
  const target = findTarget(column).what;
  if (target.kind === 'record' || target.kind === 'list') return readConditions(run, column, dialect);
  const field = getConstantString(column);
  if (field === undefined) return { conditions: [], isKnown: false };
  const value = condition.value === undefined ? createConstant(null) : (findArgument(run, call, condition.value) ?? unknownValue);
  const stated = findArgument(run, call, condition.operator);
  const operator = condition.means ?? (stated === undefined || stated === value ? '=' : (getConstantString(stated) ?? '='));
  return { conditions: [{ field: field.split('.').at(-1) ?? field, operator: dialect?.where.operators[operator] ?? operator, value }], isKnown: true };
}

/** The states in which a handler handed on, as forks of `entry`. */
export function flattenHandedOn(run: Run, entry: Run['state']): Run['handedOn'] {
  return run.handedOn.map((exit) => ({ ...exit, state: flatten(entry, exit.state) }));
}
