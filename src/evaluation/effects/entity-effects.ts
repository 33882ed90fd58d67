/**
 * The effects on entities: rows that the code assigns to, and saves or removes.
 */
import type { AssignEffect, EntityEffect, OutcomeShape } from '../../catalog/shape.ts';
import { addAccess, createOutcome } from '../accesses/add-access.ts';
import { readSets } from '../accesses/read-object.ts';
import type { CallSite } from '../domain/call-site.ts';
import { getRecordFields } from '../domain/fields.ts';
import type { Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { Row, Value } from '../domain/value.ts';
import { getMember } from '../members/get-member.ts';
import { findConnection, getConnectionOf, getFieldSets, getResource, getRow } from './access-effects.ts';
import { findArgument } from './arguments.ts';
import type { Progress } from './progress.ts';

export function saveEntity(run: Run, effect: EntityEffect, call: CallSite, progress: Progress): void {
  if (effect.entity !== undefined) {
    const argument = findArgument(run, call, effect.entity);
    const elements = argument === undefined ? [] : argument.what.kind === 'list' ? argument.what.elements : [argument];
    for (const element of elements) saveGiven(run, effect, call, element, progress);
    if (argument !== undefined) progress.outcome = argument;
    return;
  }
  const row = getRow(call);
  if (row !== undefined) saveRow(run, effect, call, row, progress);
  if (row !== undefined && call.receiver !== undefined) progress.outcome = call.receiver;
}

/** `repository.save(given)`: a row of the store, or a record, which the primary key in it makes an update. */
function saveGiven(run: Run, effect: EntityEffect, call: CallSite, given: Value, progress: Progress): void {
  const { what } = findTarget(given);
  const resource = effect.resource === undefined ? undefined : getResource(run, effect.resource, call);
  if ((what.kind === 'row' && what.path === '') || what.kind === 'rows') {
    saveRow(run, effect, call, what.row, progress);
    return;
  }
  const dialect = call.entry.kind === 'store' ? call.entry.dialect : undefined;
  const { sets, isKnown } = readSets(run, given, dialect);
  const keys = sets.filter((set) => dialect?.primaryKeys.includes(set.field) === true);
  const copied = sets.find((set) => set.field === '*' && set.value.what.kind === 'row' && set.value.what.path === '');
  const where =
    keys.length > 0
      ? keys.map((set) => ({ field: set.field, operator: '=', value: set.value }))
      : copied === undefined
        ? []
        : (dialect?.primaryKeys.slice(0, 1) ?? []).map((field) => ({
            field,
            operator: '=',
            value: getMember(run, copied.value, field),
          }));
  const operation = effect.kind === 'remove' ? 'delete' : where.length > 0 ? 'update' : isKnown ? 'insert' : 'upsert';
  const written =
    effect.kind === 'remove' ? [] : operation === 'insert' ? sets : sets.filter((set) => !keys.includes(set));
  progress.access = addAccess(run, call, {
    kind: 'write',
    operation,
    resource: resource ?? (what.kind === 'instance' ? what.class.node.name : undefined),
    where,
    sets: written,
    setsAreKnown: isKnown,
    whenMissing: 'nothing',
    connection: findConnection(run, call, effect.connection),
  });
}

function saveRow(run: Run, effect: EntityEffect, call: CallSite, row: Row, progress: Progress): void {
  const written = [...run.state.getFields(row)].filter(([, write]) => write.isSaved !== true);
  const shape: OutcomeShape = { '': 'row' };
  const initial = row.initial === undefined ? undefined : readSets(run, row.initial, undefined);
  const access = addAccess(run, call, {
    kind: 'write',
    operation: effect.kind === 'remove' ? 'delete' : row.isNew ? 'insert' : 'update',
    resource: row.resource,
    sets:
      effect.kind === 'remove'
        ? []
        : [
            ...(initial?.sets ?? []),
            ...written.map(([field, write]) => ({
              field,
              value: write.value,
              relative: write.atomic,
              range: write.range,
              guards: write.guards ?? [],
              isConditional: write.isConditional === true,
            })),
          ],
    setsAreKnown: initial?.isKnown ?? true,
    whenMissing: 'nothing',
    connection:
      findConnection(run, call, effect.connection) ??
      (row.entity?.remembersConnection === true ? row.access?.connection : undefined) ??
      (effect.entity === undefined ? row.model?.connection : getConnectionOf(call.receiver)),
    entity: row,
  });
  if (effect.kind === 'save')
    for (const [field, write] of written) run.state.setField(row, field, { ...write, isSaved: true });
  progress.access = access;
  progress.outcome = createOutcome(run, access, shape, row.model, row.entry, row.type);
}

export function assignFields(run: Run, effect: AssignEffect, call: CallSite): void {
  const target = effect.target === undefined ? call.receiver : findArgument(run, call, effect.target);
  if (target === undefined) return;
  const { what } = findTarget(target);
  const object =
    what.kind === 'row'
      ? what.row
      : what.kind === 'record' || what.kind === 'instance' || what.kind === 'handle'
        ? what
        : undefined;
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
