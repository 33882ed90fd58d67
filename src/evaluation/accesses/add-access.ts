/**
 * The making of accesses, and of the values they give.
 */
import type { CatalogEntry, OutcomeShape, StoreEntry, TypeName } from '../../catalog/shape.ts';
import type { Access, AccessCondition, AccessSet, Connection } from '../domain/access.ts';
import type { CallSite } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget } from '../domain/value.ts';
import type { HandleWhat, Row, Source, Value } from '../domain/value.ts';
import { getOutcomeAt } from '../members/stored-member.ts';

export interface NewAccess {
  readonly kind: 'read' | 'write';
  readonly operation: Access['operation'];
  readonly resource: string | undefined;
  readonly where?: readonly AccessCondition[];
  readonly whereIsKnown?: boolean;
  readonly sets?: readonly AccessSet[];
  readonly setsAreKnown?: boolean;
  readonly aggregate?: string | undefined;
  readonly many?: boolean;
  readonly lock?: string | undefined;
  readonly whenMissing?: Access['whenMissing'];
  readonly conflict?: Access['conflict'];
  readonly connection?: Connection | undefined;
  readonly entity?: Row | undefined;
  readonly sql?: Access['sql'];
  readonly store?: StoreEntry;
}

/** Records a read or write where the run is. While modules load it is made but not kept. */
export function addAccess(run: Run, call: CallSite, facts: NewAccess): Access {
  const access: Access = {
    id: takeId(run),
    kind: facts.kind,
    store: facts.store ?? (call.entry as StoreEntry),
    resource: facts.resource,
    operation: facts.operation,
    where: facts.where ?? [],
    whereIsKnown: facts.whereIsKnown ?? true,
    sets: facts.sets ?? [],
    setsAreKnown: facts.setsAreKnown ?? true,
    aggregate: facts.aggregate,
    many: facts.many ?? false,
    lock: facts.lock,
    whenMissing: facts.whenMissing ?? 'outcome',
    conflict: facts.conflict,
    connection: facts.connection ?? getReceiverConnection(call.receiver),
    guards: run.state.guards,
    scopes: run.state.scopes,
    order: run.nextId,
    suspensions: run.suspensions,
    stack: run.stack,
    module: run.module,
    range: call.range,
    call: call.node,
    args: call.args,
    model: getModel(call.receiver),
    entity: facts.entity,
    sql: facts.sql,
    outcomeUsed: false,
    findsCaller: false,
    certainty: call.certainty,
  };
  if (run.phase === 'request') run.accesses.push(access);
  return access;
}

export function getReceiverConnection(receiver: Value | undefined): Connection | undefined {
  if (receiver === undefined) return undefined;
  const { what } = findTarget(receiver);
  return what.kind === 'handle' ? what.connection : undefined;
}

/** The model a call goes through, directly or by one of its rows. */
export function getModel(receiver: Value | undefined): HandleWhat | undefined {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return what?.kind === 'handle' ? what : what?.kind === 'row' ? what.row.model : undefined;
}

/** What the access gives, in the shape the catalog states. `rowType` is the catalogued type of the rows, where they are entities. */
export function createOutcome(
  run: Run,
  access: Access,
  shape: OutcomeShape,
  model: HandleWhat | undefined,
  entry: CatalogEntry,
  rowType: TypeName | undefined,
): Value {
  const source: Source = { kind: access.kind, access, path: '', weak: false };
  const found = rowType === undefined ? undefined : run.catalog.findType(entry, rowType);
  const row: Row = {
    id: takeId(run),
    access: access.kind === 'read' ? access : undefined,
    resource: access.resource,
    entry: found?.entry ?? entry,
    type: found?.type,
    entity: found?.definition.entity,
    model,
    isNew: false,
    initial: undefined,
  };
  if (shape[''] !== undefined) access.many = shape[''] === 'rows';
  const what = { kind: 'outcome' as const, access, row, shape, at: '' };
  const keys = Object.keys(shape);
  if (keys.length === 0)
    return createValue({ kind: 'unknown', path: undefined, origin: undefined }, [
      { kind: access.kind, access, path: access.kind === 'read' ? `#${access.aggregate ?? 'count'}` : '', weak: false },
    ]);
  const whole = shape[''] === undefined ? undefined : getOutcomeAt(run, what, '');
  return keys.length === 1 && whole !== undefined
    ? whole
    : shape[''] === 'rows' && access.kind === 'read' && whole !== undefined
      ? whole
      : createValue(what, [source]);
}
