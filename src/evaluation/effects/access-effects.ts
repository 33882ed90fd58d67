/**
 * The effects that read and write stored state by what a call is given: statements, and builders that are refined.
 */
import type { AmendEffect, FieldAssignment, ReadEffect, ResourceReference, WriteEffect } from '../../catalog/shape.ts';
import { addAccess, createOutcome, getModel } from '../accesses/add-access.ts';
import { joinConditions, readConditions, readNamedSets, readSets } from '../accesses/read-object.ts';
import type { Conditions, Sets } from '../accesses/read-object.ts';
import type { Connection } from '../domain/access.ts';
import type { CallSite } from '../domain/call-site.ts';
import { getRecordFields } from '../domain/fields.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import {
  createConstant,
  createValue,
  findTarget,
  getConstantString,
  getResourceName,
  unknownValue,
} from '../domain/value.ts';
import type { HandleWhat, Row, Value } from '../domain/value.ts';
import { getSqlText } from '../sql/get-sql-text.ts';
import { readSqlCondition } from '../sql/run-sql.ts';
import { findArgument } from './arguments.ts';
import type { Progress } from './progress.ts';

export function getConnectionOf(receiver: Value | undefined): Connection | undefined {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return what?.kind === 'handle' ? what.connection : what?.kind === 'row' ? what.row.model?.connection : undefined;
}

/** The connection an option names (`{ transaction: t }`, `{ session }`). */
export function findConnection(run: Run, call: CallSite, path: ReadEffect['connection']): Connection | undefined {
  const value = findArgument(run, call, path);
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  if (what.kind === 'handle') return what.connection;
  if (what.kind === 'constant') return undefined;
  // A handle we know nothing of: the caller's.
  return {
    id: takeId(run),
    kind: 'parameter',
    parent: undefined,
    name: what.kind === 'unknown' ? what.path : undefined,
  };
}

export function getResource(run: Run, reference: ResourceReference, call: CallSite): string | undefined {
  if (reference === 'receiver') {
    const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
    return what?.kind === 'handle' ? what.resource : what?.kind === 'row' ? what.row.resource : undefined;
  }
  if ('name' in reference) return reference.name;
  return getResourceName(findArgument(run, call, reference.argument));
}

function getConditions(run: Run, effect: Pick<ReadEffect, 'where' | 'key' | 'bare'>, call: CallSite): Conditions {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const parts: Conditions[] = [];
  const where = findArgument(run, call, effect.where) ?? findBareConditions(run, effect.bare, call);
  // One argument for both: a record is conditions, anything else a key.
  const isKey =
    where !== undefined &&
    effect.key !== undefined &&
    effect.key === effect.where &&
    !['record', 'list'].includes(findTarget(where).what.kind);
  if (where !== undefined && !isKey) parts.push(readConditions(run, where, dialect));
  const key = effect.key === effect.where && !isKey ? undefined : findArgument(run, call, effect.key);
  if (key !== undefined)
    parts.push({
      conditions: [{ field: dialect?.primaryKeys[0] ?? '@key', operator: '=', value: key }],
      isKnown: true,
    });
  return joinConditions(parts);
}

function findBareConditions(run: Run, bare: ReadEffect['bare'], call: CallSite): Value | undefined {
  const value = bare === undefined ? undefined : findArgument(run, call, bare.argument);
  if (value === undefined || bare === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'record' &&
    what.fields.size > 0 &&
    what.spreads.length === 0 &&
    !bare.options.some((option) => what.fields.has(option))
    ? value
    : undefined;
}

/** The receiver is a row: the statement is about that row. */
export function getRow(call: CallSite): Row | undefined {
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

export function applyRead(run: Run, effect: ReadEffect, call: CallSite, progress: Progress): void {
  const { conditions, isKnown } = getConditions(run, effect, call);
  const isNarrowed =
    effect.narrowedBy !== undefined &&
    mentionsKey(run, findArgument(run, call, effect.narrowedBy.at), effect.narrowedBy.keys, 0);
  const lock = findArgument(run, call, effect.lock);
  const access = addAccess(run, call, {
    kind: 'read',
    operation: 'select',
    resource: getResource(run, effect.resource, call),
    where: conditions,
    whereIsKnown: isKnown && !isNarrowed,
    aggregate: effect.aggregate,
    many: effect.many === true,
    lock: lock === undefined || (lock.what.kind === 'constant' && lock.what.value === false) ? undefined : 'update',
    whenMissing: effect.whenMissing ?? 'outcome',
    connection: findConnection(run, call, effect.connection),
    entity: getRow(call),
  });
  progress.access = access;
  const rows = isTrue(findArgument(run, call, effect.plain)) ? undefined : getRowType(run, call);
  progress.outcome = createOutcome(
    run,
    access,
    effect.aggregate === undefined ? effect.outcome : { '': effect.aggregate === 'exists' ? 'exists' : 'count' },
    getModel(call.receiver),
    call.entry,
    rows,
  );
  if (effect.whenMissing === 'throws')
    run.state.pushGuard({
      id: takeId(run),
      condition: progress.outcome,
      holds: true,
      exit: 'throw',
      range: call.range,
      module: run.module,
    });
}

/** Whether a record has one of the keys, or one inside it does; what cannot be read may. */
function mentionsKey(run: Run, value: Value | undefined, keys: readonly string[], depth: number): boolean {
  if (value === undefined) return false;
  const { what } = findTarget(value);
  if (what.kind === 'list') return what.elements.some((element) => mentionsKey(run, element, keys, depth + 1));
  if (what.kind !== 'record') return what.kind === 'operation';
  if (depth > 6 || what.spreads.length > 0) return true;
  return [...getRecordFields(run, what)].some(
    ([name, field]) => keys.includes(name) || mentionsKey(run, field, keys, depth + 1),
  );
}

export function applyWrite(run: Run, effect: WriteEffect, call: CallSite, progress: Progress): void {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const { conditions, isKnown } = getConditions(run, effect, call);
  const data = readSets(run, findArgument(run, call, effect.data), dialect);
  const field = getFieldSets(run, effect.field, call);
  const create =
    effect.create === undefined ? undefined : readSets(run, findArgument(run, call, effect.create), dialect);
  const operation = isTrue(findArgument(run, call, effect.upsert)) ? 'upsert' : effect.operation;
  const access = addAccess(run, call, {
    kind: 'write',
    operation,
    resource: getResource(run, effect.resource, call),
    where: conditions,
    whereIsKnown: isKnown,
    sets: [...data.sets, ...field.sets, ...(create?.sets ?? [])],
    setsAreKnown: data.isKnown && field.isKnown && (create?.isKnown ?? true),
    whenMissing: effect.whenMissing,
    connection: findConnection(run, call, effect.connection),
    entity: getRow(call),
    conflict: isTrue(findArgument(run, call, effect.skipsConflicts)) ? 'nothing' : undefined,
  });
  progress.access = access;
  progress.outcome = createOutcome(
    run,
    access,
    effect.outcome,
    getModel(call.receiver),
    call.entry,
    getRowType(run, call),
  );
}

export function getFieldSets(run: Run, field: FieldAssignment | undefined, call: CallSite): Sets {
  if (field === undefined) return { sets: [], isKnown: true };
  return readNamedSets(
    run,
    findArgument(run, call, field.column),
    findArgument(run, call, field.value),
    field.relative === true,
  );
}

export function amend(run: Run, effect: AmendEffect, call: CallSite, progress: Progress): void {
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
  if (effect.whenMissing === 'throws' && access.kind === 'read' && what.outcome !== undefined)
    run.state.pushGuard({
      id: takeId(run),
      condition: what.outcome,
      holds: true,
      exit: 'throw',
      range: call.range,
      module: run.module,
    });
}

/** The same rows as plain records: assigning to them writes nothing. */
function toPlainRows(value: Value): Value {
  const { what } = value;
  return what.kind === 'row' || what.kind === 'rows'
    ? createValue(
        { ...what, row: { ...what.row, entity: undefined, type: undefined, model: undefined } },
        value.sources,
      )
    : value;
}

/** A builder's outcome changed: whoever awaits it gets the new one. */
function refreshOutcome(run: Run, what: HandleWhat, outcome: Value): void {
  run.state.noteField(what, '#outcome', outcome);
}

function readCondition(run: Run, condition: NonNullable<AmendEffect['condition']>, call: CallSite): Conditions {
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const column = findArgument(run, call, condition.column);
  if (column === undefined) return { conditions: [], isKnown: false };
  if (condition.parameters !== undefined && getSqlText(column) !== undefined)
    return readSqlCondition(run, column, findArgument(run, call, condition.parameters));
  const target = findTarget(column).what;
  if (target.kind === 'record' || target.kind === 'list') return readConditions(run, column, dialect);
  const field = getConstantString(column);
  if (field === undefined) return { conditions: [], isKnown: false };
  const value =
    condition.value === undefined ? createConstant(null) : (findArgument(run, call, condition.value) ?? unknownValue);
  const stated = findArgument(run, call, condition.operator);
  const operator =
    condition.means ?? (stated === undefined || stated === value ? '=' : (getConstantString(stated) ?? '='));
  return {
    conditions: [
      { field: field.split('.').at(-1) ?? field, operator: dialect?.where.operators[operator] ?? operator, value },
    ],
    isKnown: true,
  };
}
