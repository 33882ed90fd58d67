/**
 * What keeps a second request out of a window. Each protection is a function of its own, with tests of its own.
 */
import type { Access, Scope } from '../evaluation/domain/access.ts';
import type { Reason, WindowContext } from './reason.ts';
import { isEquality, isSameField, isSameResource } from './relate-accesses.ts';
import { findUniqueKey } from '../schema/table-schema.ts';
import type { Protection } from './window.ts';

type FindProtection = (context: WindowContext, reason: Reason) => Protection | undefined;
type Transaction = Extract<Scope, { kind: 'transaction' }>;

const finders: readonly FindProtection[] = [
  findStatement,
  findCompareAndSet,
  findRowLock,
  findSerializable,
  findTransaction,
  findLock,
  findUniqueKeyProtection,
  findOptimisticVersion,
  findSynchronous,
];

export function findProtections(context: WindowContext, reason: Reason): readonly Protection[] {
  return finders.flatMap((find) => find(context, reason) ?? []);
}

/** The guard stands in the statement's own WHERE. */
function findStatement(_context: WindowContext, { read, write, field, kind }: Reason): Protection | undefined {
  if (kind === 'value' || field === undefined) return undefined;
  // A delete that throws where the row is gone lets one request through; of rows that were counted, another may be gone.
  if (kind !== 'ownership' && !field.startsWith('#') && write.operation === 'delete' && write.whenMissing === 'throws')
    return { kind: 'statement' };
  // Naming a credential by its own secret consumes it once only if somebody looks whether a row was there.
  if (kind === 'token' && !write.outcomeUsed && read.where.some((condition) => isSameField(condition.field, field)))
    return undefined;
  return write.where.some((condition) => isSameField(condition.field, field)) ? { kind: 'statement' } : undefined;
}

/** The WHERE compares a column with what was read of it: the old value, a version, a time of change. */
function findCompareAndSet(context: WindowContext, { read, write, field }: Reason): Protection | undefined {
  const versions = context.findTable(write)?.versionColumns ?? [];
  // The client's own version: the write fails unless the row is still as the client saw it.
  if (
    write.where.some(
      (condition) =>
        isEquality(condition) &&
        condition.value.what.kind !== 'constant' &&
        (versions.includes(condition.field) || VERSION.test(condition.field)) &&
        write.sets.some((set) => isSameField(set.field, condition.field)),
    )
  )
    return { kind: 'compare-and-set' };
  const isCompared = write.where.some(
    (condition) =>
      isEquality(condition) &&
      ((field !== undefined && isSameField(condition.field, field)) ||
        versions.includes(condition.field) ||
        VERSION.test(condition.field)) &&
      condition.value.sources.some(
        (source) =>
          source.kind === 'read' &&
          source.access === read &&
          source.path !== '' &&
          isSameField(source.path, condition.field),
      ) &&
      !read.where.some((own) => isSameField(own.field, condition.field)),
  );
  return isCompared ? { kind: 'compare-and-set' } : undefined;
}

/** Columns that change with every write of the row. */
const VERSION = /version|revision|etag|^__v$|updated_?at|modified_?at|updated_?on|last_?modified/i;

/** Transactions that hold the access: opened around it, and on its connection (or for every statement inside). */
function getTransactions(access: Access): readonly Transaction[] {
  return access.scopes.filter(
    (scope): scope is Transaction =>
      scope.kind === 'transaction' &&
      (scope.connection === undefined ||
        access.connection === undefined ||
        scope.connection === access.connection ||
        (access.connection.kind === 'parameter' && scope.certainty === 'possible')),
  );
}

function findSharedTransactions({ read, write }: Reason): readonly Transaction[] {
  const around = new Set(getTransactions(read));
  return getTransactions(write).filter((scope) => around.has(scope));
}

/** Both run on a handle the caller gave: it may be inside a transaction, with a lock we do not see. */
function isInCallersTransaction({ read, write }: Reason): boolean {
  return read.connection?.kind === 'parameter' && write.connection?.kind === 'parameter';
}

/** Both find the transaction of whoever calls by themselves, if there is one. Who asks for a lock has one in mind. */
function isMeantForTransaction({ read, write }: Reason): boolean {
  return read.connection?.kind === 'ambient' && write.connection?.kind === 'ambient';
}

/** The row, or a row that stands for it, was locked in the same transaction at or before the read. */
function findRowLock(context: WindowContext, reason: Reason): Protection | undefined {
  const shared = findSharedTransactions(reason);
  // A row that was not there could not be locked.
  const isLocked = reason.read.lock !== undefined && !(reason.isInsert && reason.field === undefined);
  if (isLocked && (shared.length > 0 || isInCallersTransaction(reason) || isMeantForTransaction(reason)))
    return { kind: 'row-lock' };
  const isLockedBefore = context.root.accesses.some(
    (access) =>
      access.kind === 'read' &&
      access.lock === 'update' &&
      access.order < reason.read.order &&
      access.connection === reason.read.connection &&
      (getTransactions(access).some((scope) => shared.includes(scope)) ||
        isInCallersTransaction(reason) ||
        isMeantForTransaction(reason)),
  );
  return isLockedBefore ? { kind: 'row-lock' } : undefined;
}

function findSerializable(_context: WindowContext, reason: Reason): Protection | undefined {
  const isSerializable = findSharedTransactions(reason).some(
    (scope) =>
      scope.isolation === 'serializable' ||
      scope.exclusive ||
      (scope.isolation === undefined &&
        (scope.store?.defaultIsolation === 'serializable' || scope.store?.defaultIsolation === 'snapshot')),
  );
  return isSerializable ? { kind: 'serializable' } : undefined;
}

/** A transaction around both, on one handle; whether its isolation is enough is for `strict` to say. */
function findTransaction(_context: WindowContext, reason: Reason): Protection | undefined {
  const [scope] = findSharedTransactions(reason);
  if (scope !== undefined) return { kind: 'transaction', scope };
  return isInCallersTransaction(reason) ? { kind: 'transaction', scope: undefined } : undefined;
}

function findLock(_context: WindowContext, { read, write }: Reason): Protection | undefined {
  const scope = write.scopes.find(
    (held): held is Extract<Scope, { kind: 'lock' }> => held.kind === 'lock' && read.scopes.includes(held),
  );
  return scope === undefined ? undefined : { kind: 'lock', scope };
}

/** What the duplicate check asks is unique: the second insert fails. Where no schema is known, nothing is known. */
function findUniqueKeyProtection(
  context: WindowContext,
  { read, write, isInsert, field }: Reason,
): Protection | undefined {
  if (!isInsert || field?.startsWith('#') === true) return undefined;
  const table = context.findTable(write);
  if (table === undefined) return undefined;
  const asked = read.where.filter(isEquality).map((condition) => condition.field);
  const inserted = write.sets.map((set) => set.field);
  // A whole object that is inserted has what was asked of it.
  const isGiven = (column: string): boolean => inserted.some((set) => set === '*' || isSameField(set, column));
  // A key for some rows only (those not deleted) holds for rows that are inserted: they are of these.
  const partial = table.uniqueKeys.find(
    (candidate) =>
      candidate.partial && candidate.columns.every((column) => asked.some((field) => isSameField(field, column))),
  );
  if (partial !== undefined) return { kind: 'unique-key' };
  const key =
    findUniqueKey(table, asked) ??
    (read.whereIsKnown ? undefined : table.uniqueKeys.find((candidate) => !candidate.primary && !candidate.partial));
  return key !== undefined && (!key.nullable || key.columns.every(isGiven)) ? { kind: 'unique-key' } : undefined;
}

/** The store makes every save of the entity conditional on a version. */
function findOptimisticVersion(context: WindowContext, { read, write, field }: Reason): Protection | undefined {
  if (write.entity?.entity === undefined || write.operation !== 'update' || write.entity.access !== read)
    return undefined;
  const check = context.findTable(write)?.checkedOnSave;
  if (check?.kind === 'all' && !(field !== undefined && check.except.includes(field)))
    return { kind: 'optimistic-version' };
  if (check?.kind === 'fields' && field !== undefined && check.fields.includes(field))
    return { kind: 'optimistic-version' };
  // Assigning a list as a whole adds a version condition (Mongoose's `__v`).
  const isList =
    write.entity.entity.arrayAssignmentIsVersioned &&
    write.sets.some(
      (set) =>
        !set.relative && set.isConditional !== true && !set.field.includes('.') && isListOf(set.value.what, set.field),
    );
  return isList ? { kind: 'optimistic-version' } : undefined;
}

function isListOf(what: Access['sets'][number]['value']['what'], field: string): boolean {
  if (what.kind === 'list') return true;
  return what.kind === 'row' && (what.path === field || what.path === `${field}.*`);
}

/** Nothing runs between two calls that no suspension point separates, where the store is only of this process or answers at once. */
function findSynchronous(_context: WindowContext, { read, write }: Reason): Protection | undefined {
  const { store } = write;
  const isAtomic =
    (store.synchronous === true || store.reach === 'process') &&
    read.suspensions === write.suspensions &&
    isSameResource(read, write);
  return isAtomic ? { kind: 'synchronous' } : undefined;
}
