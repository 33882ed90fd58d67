/**
 * A write runs only because of what a read found: an ownership check, a state check, a look-up before an insert,
 * a credential that was found.
 */
import type { Names } from '../catalog/names.ts';
import { getSingular, isRoleName, splitWords } from '../catalog/naming.ts';
import type { Access, AccessCondition, AccessSet, Certainty, Guard } from '../evaluation/domain/access.ts';
import type { Source, Value } from '../evaluation/domain/value.ts';
import type { Reason, WindowContext } from './reason.ts';
import { getExistence, isDecidedBy, isExistenceTest, readTests } from './read-tests.ts';
import type { Test } from './read-tests.ts';
import {
  isEquality,
  isIdentityValue,
  isKeyField,
  isOwnerCondition,
  isPartOf,
  isSameField,
  isSameResource,
  isSameRow,
  isSameValue,
  isSurePair,
  normaliseField,
  normaliseResource,
} from './relate-accesses.ts';

type ReadSource = Source & { kind: 'read' };

export function findGuardReasons(context: WindowContext, write: Access): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const guard of getAllGuards(write)) {
    for (const test of readTests(guard)) {
      for (const operand of test.operands) {
        for (const source of operand.sources) {
          if (source.kind !== 'read') continue;
          const counted = findCountedReason(write, test, source);
          if (counted !== undefined) reasons.push(counted);
          if (!isSameResource(source.access, write)) continue;
          const reason =
            write.operation === 'insert'
              ? findInsertReason(context, write, test, source)
              : findUpdateReason(context, write, test, source, operand);
          if (reason !== undefined) reasons.push(reason);
        }
      }
    }
  }
  return reasons;
}

/** The conditions of the write, and those under which the fields it saves were assigned. */
function getAllGuards(write: Access): ReadonlySet<Guard> {
  return new Set([...write.guards, ...write.sets.flatMap((set) => set.guards ?? [])]);
}

function lower(...conditions: readonly boolean[]): Certainty {
  return conditions.every(Boolean) ? 'certain' : 'possible';
}

/** Nothing was found, or not too many were counted, so one more is inserted. */
function findInsertReason(context: WindowContext, write: Access, test: Test, source: ReadSource): Reason | undefined {
  const read = source.access;
  const base = { kind: 'guard' as const, read, write, guard: test.guard, isInsert: true };
  const isAggregate = source.path.startsWith('#') && read.aggregate !== 'exists';
  if (isAggregate && !isExistenceTest(test))
    return {
      ...base,
      field: source.path,
      certainty: lower(!source.weak, read.certainty === 'certain', write.certainty === 'certain'),
    };
  if (source.path !== '' && !source.path.startsWith('#')) return undefined;
  if (!isExistenceTest(test)) return undefined;
  const existence = getExistence(test);
  if (existence === true) return undefined;
  return {
    ...base,
    field: undefined,
    certainty: lower(
      !source.weak,
      existence === false,
      !test.isAlternative,
      read.certainty === 'certain',
      write.certainty === 'certain',
      isInsertOfWhatWasMissing(read, write),
      context.findTable(write) !== undefined,
    ),
  };
}

/** The row inserted is one the read would have found: it sets what the read asked for to the same values. */
function isInsertOfWhatWasMissing(read: Access, write: Access): boolean {
  const asked = read.where.filter((condition) => isEquality(condition) && condition.value.what.kind !== 'constant');
  if (asked.length === 0) return read.where.length === 0 && read.whereIsKnown;
  return asked.some((condition) =>
    write.sets.some(
      (set) => isSameValue(set.value, condition.value) || (set.field === '*' && isFieldOf(condition, set.value)),
    ),
  );
}

/** `findOne({ email: user.email })`, then `create(user)`: what was asked for is the same field of the whole that is inserted. */
function isFieldOf(condition: AccessCondition, whole: Value): boolean {
  const [part] = condition.value.sources;
  const [all] = whole.sources;
  return (
    part !== undefined &&
    all !== undefined &&
    condition.value.sources.length === 1 &&
    isPartOf(part, all, condition.field)
  );
}

function findUpdateReason(
  context: WindowContext,
  write: Access,
  test: Test,
  source: ReadSource,
  operand: Value,
): Reason | undefined {
  const read = source.access;
  const isLookUp = source.path === '' || source.path === '#exists' || source.path === '#count';
  if (isLookUp && isExistenceTest(test) && getExistence(test) === false)
    return findTakenReason(context, write, test, source);
  if (source.path.startsWith('#') && !isExistenceTest(test)) return findLimitReason(write, test, source);
  const row = isSameRow(read, write);
  if (row === 'no') return undefined;
  const isSure = row === 'yes' && !source.weak && isSurePair(read, write);
  const base = { read, write, guard: test.guard, isInsert: false };
  if (isLookUp) return findAskedReason(context.names, write, test, read, isSure);

  const other = test.operands.find((candidate) => candidate !== operand);
  if (
    isOwnershipTest(context.names, test, source.path, other) ||
    (other !== undefined &&
      isOwnershipTest(context.names, test, source.path, operand) &&
      other.sources.includes(source))
  ) {
    return {
      ...base,
      kind: 'ownership',
      field: getOwnerPath(source.path),
      certainty: lower(isSure, !isRoleAlternative(test)),
    };
  }
  // The key of a row never changes, so what it is compared with cannot become wrong.
  if (isKeyField(source.path.split('.').at(-1) ?? source.path, read.resource, getKeys(read))) return undefined;
  const holds = write.guards.includes(test.guard);
  // A condition that is over by the time of the save decided only the fields assigned under it.
  const written = write.sets.filter(
    (set) =>
      isSameField(set.field, source.path) &&
      !isMerge(write, set, test, source.path) &&
      (holds || set.guards?.includes(test.guard) === true),
  );
  if (!holds && written.length === 0) return undefined;
  const isWritten = write.operation === 'delete' || written.length > 0;
  const isDecided = holds || written.some((set) => set.relative);
  const isToken = isSingleUse(context.names, write.resource, source.path);
  const columns = context.findTable(write)?.columns;
  // A credential is shown for one row; rows of other tables that came along (`invitation.team`) are none.
  if (isToken && isWritten && !read.many && columns?.has(source.path.split('.')[0] ?? '') !== false)
    return { ...base, kind: 'token', field: source.path, certainty: lower(isSure) };
  // What came with a row by a join is of another table, and not deleted with it.
  return {
    ...base,
    kind: 'guard',
    field: source.path,
    certainty: lower(
      isSure,
      isWritten,
      isDecided,
      isDecidedBy(read, test, (path) => path === '' || write.sets.some((set) => isSameField(set.field, path))),
      columns === undefined || !source.path.includes('.') || columns.has(source.path.split('.')[0] ?? ''),
    ),
  };
}

/** `SET data = data || $1`: other parts of the column stay as they are, and the column stays filled. What is reckoned (`n - 1`) may change all of it. */
function isMerge(write: Access, set: AccessSet, test: Test, path: string): boolean {
  if (write.sql === undefined || !set.relative || isReckoned(set.value, 0)) return false;
  const isPart =
    path.split('.').filter((part) => part !== '*' && !/^\d+$/.test(part)).length > set.field.split('.').length;
  return isPart || (isExistenceTest(test) && getExistence(test) === true);
}

function isReckoned({ what }: Value, depth: number): boolean {
  if (what.kind !== 'operation' || depth > MAX_REACH) return false;
  return (
    ['+', '-', '*', '/', '%'].includes(what.name ?? what.operator) ||
    what.operands.some((operand) => isReckoned(operand, depth + 1))
  );
}

/** Functions of SQL around what is reckoned. */
const MAX_REACH = 6;

/** Rows were counted against a limit (the last owner, the last way to log in), then one of them is removed or changed. */
function findLimitReason(write: Access, test: Test, source: ReadSource): Reason | undefined {
  const read = source.access;
  // The rows that were counted are gone through, one after the other.
  if (read.aggregate === undefined && write.entity?.access === read) return undefined;
  const isCounted =
    write.operation === 'delete' ||
    write.sets.some((set) => read.where.some((condition) => isSameField(condition.field, set.field)));
  return isCounted
    ? {
        kind: 'guard',
        read,
        write,
        field: source.path,
        guard: test.guard,
        isInsert: false,
        certainty: lower(
          !source.weak,
          isSurePair(read, write),
          isDecidedBy(read, test, () => true),
        ),
      }
    : undefined;
}

/** The row that was read carries the count: `team._count.members` against a limit, then a member is added or removed. */
function findCountedReason(write: Access, test: Test, source: ReadSource): Reason | undefined {
  const { access: read, path } = source;
  const [property, relation] = path.split('.');
  if (
    relation === undefined ||
    property !== read.store.dialect?.relationCounts ||
    write.store.name !== read.store.name ||
    isExistenceTest(test)
  )
    return undefined;
  const isCounted =
    (write.operation === 'insert' || write.operation === 'delete') &&
    write.resource !== undefined &&
    normaliseResource(write.resource) === normaliseResource(relation);
  return isCounted
    ? {
        kind: 'guard',
        read,
        write,
        field: '#count',
        guard: test.guard,
        isInsert: write.operation === 'insert',
        certainty: lower(
          !source.weak,
          isSurePair(read, write),
          isDecidedBy(read, test, () => true),
        ),
      }
    : undefined;
}

/** `author._id` is the column `author`. */
function getOwnerPath(path: string): string {
  const parts = path.split('.').filter((part) => part !== '*');
  while (parts.length > 1 && (parts.at(-1) === 'id' || parts.at(-1) === '_id')) parts.pop();
  return parts.join('.');
}

/** A column that says whose the row is, compared with who calls. */
function isOwnershipTest(names: Names, test: Test, path: string, other: Value | undefined): boolean {
  // Those who must not be the owner (who may not like their own post) are no owners.
  if ((test.operator === '==' && test.holds === false) || (test.operator === '!=' && test.holds === true)) return false;
  const field = getOwnerPath(path).split('.').at(-1) ?? path;
  if (other === undefined || names.isOwnerColumn(field) === undefined) return false;
  return isIdentityValue(names, other);
}

/** `owner or admin`: the owner cannot simply move into the WHERE. */
function isRoleAlternative(test: Test): boolean {
  if (!test.isAlternative) return false;
  return readTests(test.guard).some(
    (other) =>
      other !== test &&
      other.operands.some((operand) =>
        operand.sources.some((source) => source.kind === 'identity' && isRoleName(source.path.split('.').at(-1) ?? '')),
      ),
  );
}

function isSingleUse(names: Names, resource: string | undefined, field: string): boolean {
  return resource !== undefined && names.getCredentialUse(resource, field.split('.').at(-1)) === 'single-use';
}

/** A single-use credential, or anything kept by its own secret: what the client shows is looked up in a table of tokens or codes. */
function isCredential(names: Names, resource: string | undefined, condition: AccessCondition): boolean {
  if (condition.value.what.kind === 'constant') return false;
  if (isSingleUse(names, resource, condition.field)) return true;
  const words = [resource ?? '', condition.field].map((name) => splitWords(name).map(getSingular));
  return words.every((name) => name.some((word) => SECRETS.has(word)));
}

const SECRETS: ReadonlySet<string> = new Set([
  'token',
  'code',
  'otp',
  'otc',
  'nonce',
  'keystore',
  'key',
  'ticket',
  'hash',
]);

/** The row was found by more than the write asks for: what the read asked in addition is a check too. */
function findAskedReason(names: Names, write: Access, test: Test, read: Access, isSure: boolean): Reason | undefined {
  if (!isExistenceTest(test)) return undefined;
  const keys = getKeys(read);
  const extra = read.where.filter(
    (condition) =>
      condition.operator !== 'or' &&
      !isKeyField(condition.field, read.resource, keys) &&
      !write.where.some((own) => normaliseField(own.field) === normaliseField(condition.field)),
  );
  const isSureOfTest = isSure && getExistence(test) === true && !test.isAlternative;
  const reason = (condition: AccessCondition, kind: Reason['kind'], certainty: Certainty): Reason => ({
    kind,
    read,
    write,
    field: condition.field,
    guard: test.guard,
    isInsert: false,
    certainty,
  });

  const owner = extra.find(
    (condition) => isOwnerCondition(names, condition) && isIdentityValue(names, condition.value),
  );
  const named = read.where.some(
    (condition) => isKeyField(condition.field, read.resource, keys) && isEquality(condition),
  );
  // A row that was asked for with its owner and is then saved as an object: the library lets nobody say more, and whose a row is hardly ever changes.
  if (owner !== undefined && named)
    return reason(owner, 'ownership', lower(isSureOfTest, write.entity?.access !== read));

  const token = extra.find(
    (condition) => isSingleUse(names, write.resource, condition.field) && condition.value.what.kind !== 'constant',
  );
  if (token !== undefined && consumes(write, token)) return reason(token, 'token', lower(isSureOfTest));
  const credential = read.where.find(
    (condition) => isEquality(condition) && isCredential(names, write.resource, condition),
  );
  if (credential !== undefined && write.operation === 'delete') return reason(credential, 'token', lower(isSureOfTest));

  const state = extra.find(
    (condition) =>
      !isOwnerCondition(names, condition) && write.sets.some((set) => isSameField(set.field, condition.field)),
  );
  return state === undefined ? undefined : reason(state, 'guard', lower(isSureOfTest));
}

/** No row had the value (a name, an address), so the write gives it to this one: two may. */
function findTakenReason(context: WindowContext, write: Access, test: Test, source: ReadSource): Reason | undefined {
  const read = source.access;
  const taken = read.where.find(
    (condition) =>
      isEquality(condition) &&
      write.sets.some((set) => isSameField(set.field, condition.field) && isSameValue(set.value, condition.value)),
  );
  return taken === undefined
    ? undefined
    : {
        kind: 'guard',
        read,
        write,
        field: undefined,
        guard: test.guard,
        isInsert: true,
        certainty: lower(
          !source.weak,
          read.certainty === 'certain',
          write.certainty === 'certain',
          !test.isAlternative,
          context.findTable(write) !== undefined,
        ),
      };
}

/** The write takes the credential away: deletes it, clears it, marks it. */
function consumes(write: Access, token: AccessCondition): boolean {
  return write.operation === 'delete' || write.sets.some((set) => isSameField(set.field, token.field));
}

export function getKeys(access: Access): readonly string[] {
  return access.store.dialect?.primaryKeys ?? ['id'];
}
