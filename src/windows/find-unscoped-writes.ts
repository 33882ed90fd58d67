/**
 * After a check of who calls, a row named by the client is written and nothing ties it to the caller.
 */
import type { Names } from '../catalog/names.ts';
import { isRoleName } from '../catalog/naming.ts';
import type { Access, AccessCondition, Guard } from '../evaluation/domain/access.ts';
import { isKeptCondition } from '../evaluation/domain/value.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { WindowContext } from './reason.ts';
import type { UnscopedWrite } from './finding.ts';
import { getTestSources, readTests } from './read-tests.ts';
import { isEquality, isIdentityValue, isSameResource } from './relate-accesses.ts';

export function findUnscopedWrites(context: WindowContext): readonly UnscopedWrite[] {
  const { root } = context;
  const { authentication } = root;
  if (root.kind !== 'handler' || authentication === undefined || root.isAuthorized) return [];
  const found: UnscopedWrite[] = [];
  for (const access of root.accesses) {
    if (
      access.kind !== 'write' ||
      !access.whereIsKnown ||
      (access.operation !== 'update' && access.operation !== 'delete')
    )
      continue;
    const key = findClientKey(access);
    if (key === undefined || isTiedToCaller(context, access)) continue;
    const ownerField = findOwnerField(context, access);
    found.push({
      kind: 'unscoped',
      access,
      keyField: key.field,
      ownerField,
      authentication,
      certainty: access.certainty === 'certain' && ownerField !== undefined ? 'certain' : 'possible',
    });
  }
  return found;
}

/** The row is named by the request: by the statement itself, or by the read that found the entity. */
function findClientKey(access: Access): AccessCondition | undefined {
  const where = access.entity?.access === undefined ? access.where : access.entity.access.where;
  return where.find(
    (condition) =>
      isEquality(condition) &&
      condition.value.sources.some(
        (source) => source.kind === 'request' && source.part !== 'headers' && source.part !== 'session',
      ),
  );
}

function mentionsIdentity(names: Names, value: Value): boolean {
  return (
    isIdentityValue(names, value) ||
    value.sources.some(
      (source) => source.kind === 'credential' || (source.kind === 'request' && source.part === 'session'),
    )
  );
}

const MAX_NESTING = 4;

/** Who calls, or something with it inside: the author of a review that is added to a list. */
function holdsIdentity(names: Names, value: Value, depth = 0): boolean {
  return (
    mentionsIdentity(names, value) ||
    (depth < MAX_NESTING && getParts(value).some((part) => holdsIdentity(names, part, depth + 1)))
  );
}

function getParts({ what }: Value): readonly Value[] {
  switch (what.kind) {
    case 'record':
      return [...what.fields.values(), ...what.spreads];
    case 'list':
      return what.elements;
    case 'operation':
      // A condition decides between values and is in none of them.
      return what.operands.filter((operand) => !isKeptCondition(operand));
    default:
      return [];
  }
}

function isTiedToCaller(context: WindowContext, access: Access): boolean {
  const { names } = context;
  const { accesses } = context.root;
  const wheres = [...access.where, ...(access.entity?.access?.where ?? [])];
  if (
    wheres.some(
      (condition) =>
        condition.field === '*' || mentionsIdentity(names, condition.value) || isFoundForCaller(names, condition.value),
    )
  )
    return true;
  // Who knows a row's secret may use it: a link in a mail, a key.
  if (wheres.some((condition) => names.getCredentialUse('', condition.field) === 'single-use')) return true;
  // The row becomes the caller's, or the caller's other row pays for it.
  if (access.sets.some((set) => holdsIdentity(names, set.value))) return true;
  if (
    accesses.some(
      (other) =>
        other !== access &&
        other.kind === 'write' &&
        isSameResource(other, access) &&
        [...other.where, ...(other.entity?.access?.where ?? [])].some((condition) =>
          mentionsIdentity(names, condition.value),
        ),
    )
  )
    return true;
  return access.guards.some((guard) => tiesToCaller(context, guard));
}

/** The value was found by a read that asked for the caller. */
function isFoundForCaller(names: Names, value: Value): boolean {
  return value.sources.some(
    (source) =>
      source.kind === 'read' &&
      source.access.where.some(
        (condition) => mentionsIdentity(names, condition.value) || isOwnedByFound(names, condition),
      ),
  );
}

/** The row of the caller was looked up in a way that cannot be seen, and its id says whose the rows are. */
function isOwnedByFound(names: Names, { field, value }: AccessCondition): boolean {
  return names.isOwnerColumn(field) !== undefined && value.sources.some((source) => source.kind === 'read');
}

/** A check that looks at more than whether somebody is logged in. */
function tiesToCaller({ names }: WindowContext, guard: Guard): boolean {
  return readTests(guard).some((test) => {
    const identities = getTestSources(test).filter(
      (source) => source.kind === 'identity' || source.kind === 'credential',
    );
    if (identities.some((source) => source.kind === 'identity' && isRoleName(source.path.split('.').at(-1) ?? '')))
      return true;
    if (test.operands.some((operand) => isFoundForCaller(names, operand))) return true;
    // Who calls may have been looked up in a way that cannot be seen: a rank, or whose a row is, is asked of them all the same.
    if (getTestSources(test).some((source) => source.kind === 'read' && saysWhose(names, source.path, test.operator)))
      return true;
    if (identities.length === 0 && !test.operands.some((operand) => isIdentityValue(names, operand))) return false;
    // Compared with something, or handed to a function that decides.
    return (
      test.operator !== 'truthy' &&
      test.operands.some((operand) =>
        operand.sources.some((source) => source.kind === 'read' || source.kind === 'request'),
      )
    );
  });
}

function saysWhose(names: Names, path: string, operator: string): boolean {
  const field = path.split('.').at(-1) ?? '';
  return isRoleName(field) || (operator !== 'truthy' && names.isOwnerColumn(field) !== undefined);
}

/** A column of the table that names its owner: from the schema, or from what the same file asks for and sets. */
function findOwnerField(context: WindowContext, access: Access): string | undefined {
  const columns = [...(context.findTable(access)?.columns.keys() ?? [])];
  const owner = columns.find((column) => context.names.isOwnerColumn(column) === 'owner');
  if (owner !== undefined) return owner;
  for (const other of context.getAccesses()) {
    if (!isSameResource(other, access)) continue;
    for (const field of [...other.where, ...other.sets].map((part) => part.field))
      if (context.names.isOwnerColumn(field) === 'owner') return field;
  }
  return undefined;
}
