/**
 * Pairs that look like races and are none. Each is a function of its own, with tests of its own: a false report costs a user.
 */
import { isKindColumn, isPasswordColumn, isRecordTable, isReferenceColumn, isTimeColumn } from '../catalog/naming.ts';
import type { Access, AccessSet } from '../evaluation/domain/access.ts';
import { unknownValue } from '../evaluation/domain/value.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { Reason, WindowContext } from './reason.ts';
import { getExistence, isExistenceTest, readTests } from './read-tests.ts';
import type { Test } from './read-tests.ts';
import {
  isEquality,
  isIdentityValue,
  isSameField,
  isSameResource,
  isSameValue,
  resolveKey,
} from './relate-accesses.ts';

type Exclusion = (context: WindowContext, reason: Reason) => boolean;

const exclusions: readonly Exclusion[] = [
  isUnchangedCheck,
  isRestated,
  isKindCheck,
  isPathCheck,
  isElementCheck,
  isPresenceCheck,
  isEmptinessCheck,
  isIdempotent,
  isCleanUp,
  isGuardedInsert,
  isFreshOverwrite,
  isPasswordChange,
];

export function isNoWindow(context: WindowContext, reason: Reason): boolean {
  return exclusions.some((isExcluded) => isExcluded(context, reason));
}

/** `if (user.email !== email) user.email = email`: the check only spares a write. */
function isUnchangedCheck(context: WindowContext, { kind, read, write, guard, field }: Reason): boolean {
  if (kind !== 'guard' || guard === undefined || field === undefined) return false;
  const set = write.sets.find((candidate) => isSameField(candidate.field, field));
  if (set === undefined) return false;
  return readTests(guard).some(
    (test) =>
      (test.operator === '==' || test.operator === '!=') &&
      test.operands.some((operand) => {
        if (operand.sources.some((source) => source.kind === 'read')) return false;
        // Two constants that are written twice are a step from state to state; one that is handed in and compared is what the field is to be.
        if (operand.sources.length === 0)
          return operand === set.value && operand !== unknownValue && !hasGrant(context, write, guard, read);
        return isSameOrigin(operand, resolveKey(set.value));
      }),
  );
}

/** `if (project.state === 'running')`, and 'running' is what is written, or what was read: nothing is changed by the write. */
function isRestated(_context: WindowContext, { kind, read, write, guard, field }: Reason): boolean {
  if (kind !== 'guard' || guard === undefined || field === undefined || write.operation !== 'update') return false;
  const set = write.sets.find((candidate) => candidate.field === field && !candidate.relative);
  if (set === undefined) return false;
  const { what, sources } = set.value;
  if (what.kind !== 'constant')
    return (
      what.kind !== 'operation' &&
      write.entity?.access === read &&
      sources.length > 0 &&
      sources.every((source) => source.kind === 'read' && source.access === read && source.path === field)
    );
  const tests = readTests(guard).filter((test) =>
    test.operands.some((operand) =>
      operand.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field),
    ),
  );
  return tests.length > 0 && tests.every((test) => !test.isAlternative && isHeld(test, set.value));
}

/** What the test asked for is this value. */
function isHeld(test: Test, value: Value): boolean {
  if (test.operator === 'truthy')
    return value.what.kind === 'constant' && typeof value.what.value === 'boolean' && value.what.value === test.holds;
  return (
    isEqual(test) && test.operands.some((operand) => operand.what.kind === 'constant' && isSameValue(operand, value))
  );
}

/** What sort of thing a row is (`ownerType === 'device'`) is settled when it is made: nobody changes it before the write. */
function isKindCheck(context: WindowContext, { kind, read, write, field }: Reason): boolean {
  if (kind !== 'guard' || field === undefined || !isKindColumn(field)) return false;
  // Unless somebody does: an account is `free`, then `paid`.
  return !isWrittenBy([write], read, field) && !isWrittenBy(context.getAccesses(), read, field);
}

/** `if (stage.pipelineId !== pipeline.id) return`, then the stage is deleted: the path was wrong. Rows do not move to another parent, unless the file has a way. */
function isPathCheck(context: WindowContext, { kind, read, write, guard, field }: Reason): boolean {
  const { names } = context;
  if (
    kind !== 'guard' ||
    guard === undefined ||
    field === undefined ||
    write.operation !== 'delete' ||
    !isReferenceColumn(field) ||
    names.isOwnerColumn(field) !== undefined
  )
    return false;
  const tests = readTests(guard).filter((test) =>
    test.operands.some((operand) =>
      operand.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field),
    ),
  );
  return (
    tests.every(
      (test) =>
        isEqual(test) &&
        test.operands.every((operand) => operand.what.kind !== 'constant' && !isIdentityValue(names, operand)),
    ) && !isWrittenBy(context.getAccesses(), read, field)
  );
}

/** Equality is what lets the write through. */
function isEqual({ operator, holds }: Test): boolean {
  return holds !== undefined && operator === (holds ? '==' : '!=');
}

function isWrittenBy(accesses: readonly Access[], read: Access, field: string): boolean {
  return accesses.some(
    (other) =>
      other.kind === 'write' &&
      other.operation !== 'insert' &&
      isSameResource(other, read) &&
      other.sets.some((set) => set.field === '*' || isSameField(set.field, field)),
  );
}

/** `const item = order.items.find(…); if (!item) return`, then the item is changed: it is looked for as a row is, and nothing more is asked of it. */
function isElementCheck(_context: WindowContext, { kind, read, write, guard, field }: Reason): boolean {
  if (kind !== 'guard' || guard === undefined || field?.endsWith('.*') !== true || write.operation !== 'update')
    return false;
  const list = field.slice(0, -2);
  const sets = write.sets.filter((set) => isSameField(set.field, list));
  const tests = readTests(guard).filter((test) =>
    test.operands.some((operand) =>
      operand.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field),
    ),
  );
  return (
    sets.length > 0 &&
    sets.every((set) => set.field.startsWith(`${field}.`)) &&
    tests.every((test) => isExistenceTest(test) && getExistence(test) === true)
  );
}

/** `if (!user.name) return`, then another name from the request: it is there before the write and after it, for every other request too. */
function isPresenceCheck(_context: WindowContext, { kind, write, guard, field }: Reason): boolean {
  if (
    kind !== 'guard' ||
    guard === undefined ||
    field === undefined ||
    field.startsWith('#') ||
    write.operation !== 'update'
  )
    return false;
  const set = write.sets.find((candidate) => isSameField(candidate.field, field));
  if (
    set === undefined ||
    set.relative ||
    set.value.what.kind === 'constant' ||
    !set.value.sources.some((source) => source.kind === 'request')
  )
    return false;
  const tests = readTests(guard).filter((test) =>
    test.operands.some((operand) =>
      operand.sources.some((source) => source.kind === 'read' && isSameField(source.path, field)),
    ),
  );
  return tests.length > 0 && tests.every((test) => isExistenceTest(test) && getExistence(test) === true);
}

function isSameOrigin(a: Value, b: Value): boolean {
  return (
    isSameValue(a, b) ||
    a.sources.every(
      (source) =>
        source.kind === 'request' &&
        b.sources.some((other) => other.kind === 'request' && other.part === source.part && other.path === source.path),
    )
  );
}

/** Whichever request wins, the same constants end up in the row, and nothing else is given away for it. */
function isIdempotent(context: WindowContext, { kind, read, write, guard, field }: Reason): boolean {
  if (kind === 'value' || kind === 'ownership') return false;
  if (write.operation === 'insert' || write.operation === 'upsert') return false;
  if (write.operation === 'delete')
    return kind === 'token' ? !hasGrant(context, write, guard, read) : field === undefined;
  const isNamed = ({ relative, value }: AccessSet): boolean =>
    !relative && write.where.some((condition) => isEquality(condition) && isSameValue(condition.value, value));
  // What names the row (`updatedBy` of the caller's own row) is the same for all who name it.
  if (!write.setsAreKnown || !write.sets.some(isFlag) || !write.sets.every((set) => isFlag(set) || isNamed(set)))
    return false;
  return !hasGrant(context, write, guard, read);
}

/** A boolean, a null, or the time: what a flag is set to. A status with a name may be set to another by another route. */
function isFlag(set: AccessSet): boolean {
  if (set.relative) return false;
  const { what, sources } = set.value;
  if (what.kind === 'constant')
    return typeof what.value !== 'string' && typeof what.value !== 'number' && typeof what.value !== 'bigint';
  return isTimeColumn(set.field) && sources.length > 0 && sources.every((source) => source.kind === 'fresh');
}

/** Something else happens because of the same check: another row is written, a token signed, a session opened. */
function hasGrant(context: WindowContext, write: Access, guard: Reason['guard'], read: Access): boolean {
  if (guard === undefined) return false;
  return (
    context.root.accesses.some(
      (other) =>
        other !== write &&
        other.kind === 'write' &&
        other.order > read.order &&
        other.guards.some((held) => held.id === guard.id) &&
        !isSameEffect(other, write) &&
        !isRecord(other),
    ) ||
    context.root.signings.some(
      (signing) => signing.order > read.order && signing.guards.some((held) => held.id === guard.id),
    )
  );
}

/** A row more in the log of what happened. */
function isRecord({ operation, resource }: Access): boolean {
  return operation === 'insert' && resource !== undefined && isRecordTable(resource);
}

function isSameEffect(other: Access, write: Access): boolean {
  return isSameResource(other, write) && other.operation === write.operation && !other.sets.some((set) => set.relative);
}

/** Rows whose time is up are removed, or marked, by whoever comes first. */
function isCleanUp(_context: WindowContext, { write, kind }: Reason): boolean {
  if ((kind !== 'guard' && kind !== 'token') || write.operation !== 'delete') return false;
  return write.guards.some((guard) => readTests(guard).some(isExpired));
}

/** A time kept in a row has passed: it lies before a time that was just taken. `row.idleAt - now < 0` compares the two as well. */
function isExpired({ operator, operands, holds }: Test): boolean {
  const [first, second] = operands;
  if (holds === undefined || first === undefined || second === undefined || !['<', '<=', '>', '>='].includes(operator))
    return false;
  const [left, right] = getDifference(first) ?? getDifference(second)?.toReversed() ?? [first, second];
  if (left === undefined || right === undefined) return false;
  const isRow = (value: Value): boolean => value.sources.some((source) => source.kind === 'read');
  const isNow = (value: Value): boolean => !isRow(value) && value.sources.some((source) => source.kind === 'fresh');
  const isLess = operator.startsWith('<') === holds;
  return isLess ? isRow(left) && isNow(right) : isNow(left) && isRow(right);
}

function getDifference(value: Value): readonly Value[] | undefined {
  return value.what.kind === 'operation' && value.what.operator === '-' && value.what.operands.length === 2
    ? value.what.operands
    : undefined;
}

/** Whether there is anything to delete is asked by the rows found, whatever was taken from each of them. */
function isEmptinessCheck(_context: WindowContext, { kind, read, write, guard }: Reason): boolean {
  if (kind !== 'guard' || write.operation !== 'delete' || guard === undefined || !read.many) return false;
  return readTests(guard).every(
    (test) =>
      isExistenceTest(test) &&
      test.operands.some((operand) => operand.what.kind === 'operation' && operand.what.name === 'length'),
  );
}

/** The insert brings its own check (`ON CONFLICT`, `WHERE NOT EXISTS`). */
function isGuardedInsert(_context: WindowContext, { write, isInsert }: Reason): boolean {
  return isInsert && write.conflict !== undefined;
}

/** A new random value over the old one: nothing of what was read survives. */
function isFreshOverwrite(context: WindowContext, reason: Reason): boolean {
  const { kind, read, write, guard, field } = reason;
  if (kind !== 'guard' && kind !== 'token') return false;
  if (write.operation !== 'update' || field === undefined) return false;
  // What is compared as earlier or later is a time: since when something may be given again.
  if (
    guard !== undefined &&
    readTests(guard).some((test) => isOrderOf(test, read, field)) &&
    hasGrant(context, write, guard, read)
  )
    return false;
  const set = write.sets.find((candidate) => isSameField(candidate.field, field));
  return set !== undefined && !isTimeColumn(set.field) && isFresh(set.value) && !isIssue(context, reason);
}

/**
 * A one-time code is kept as long as it is valid, and a new one stored and sent where its time is up: two requests store
 * and send two, of which one is void. Other values that run out (caches, tokens of other services) are just as good from either.
 */
function isIssue({ names }: WindowContext, { guard, field, read, write }: Reason): boolean {
  if (guard === undefined || field === undefined || write.resource === undefined) return false;
  const { resource } = write;
  const asksForTime = readTests(guard).some((test) => isOrderOf(test, read, field) && test.operands.some(isFresh));
  return (
    asksForTime &&
    write.sets.some((set) => isFresh(set.value) && names.getCredentialUse(resource, set.field) === 'single-use')
  );
}

function isOrderOf({ operator, operands }: Test, read: Access, field: string): boolean {
  return (
    ORDERS.has(operator) &&
    operands.some((operand) =>
      operand.sources.some(
        (source) => source.kind === 'read' && source.access === read && isSameField(source.path, field),
      ),
    )
  );
}

const ORDERS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

function isFresh(value: Value): boolean {
  return value.sources.length > 0 && value.sources.every((source) => source.kind === 'fresh');
}

/** Who knows the old password chooses the new one: of two requests that both know it, either may be the last. */
function isPasswordChange(_context: WindowContext, { kind, guard, field, write }: Reason): boolean {
  if (
    kind !== 'guard' ||
    guard === undefined ||
    field === undefined ||
    write.operation !== 'update' ||
    !isPasswordColumn(field)
  )
    return false;
  return readTests(guard).every(
    (test) =>
      !isExistenceTest(test) ||
      !test.operands.some((operand) =>
        operand.sources.some((source) => source.kind === 'read' && source.path === field),
      ),
  );
}
