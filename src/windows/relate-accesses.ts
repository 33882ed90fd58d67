/**
 * Whether two accesses are about the same table, and the same row of it.
 */
import type { Names } from '../catalog/names.ts';
import { getSingular, remember } from '../catalog/naming.ts';
import type { Access, AccessCondition } from '../evaluation/domain/access.ts';
import type { Source, Value } from '../evaluation/domain/value.ts';

/** Names of one table in code and in SQL: `OrderItem`, `orderItem`, `order_items`. */
export const normaliseResource: (name: string) => string = remember((name) =>
  getSingular(name.replace(/[_\-\s]/g, '').toLowerCase()),
);

export function isSameResource(a: Access, b: Access): boolean {
  if (a.store.name !== b.store.name || a.resource === undefined || b.resource === undefined) return false;
  return a.resource === b.resource || normaliseResource(a.resource) === normaliseResource(b.resource);
}

/** `ownerId`, `owner_id` and `owner` are one column. */
export const normaliseField: (field: string) => string = remember((field) => field.replace(/[_-]/g, '').toLowerCase());

/** The names on the way to a field; places in a list are none. */
const splitPath: (path: string) => readonly string[] = remember((path) =>
  path
    .split('.')
    .filter((part) => part !== '*' && !/^\d+$/.test(part))
    .map(normaliseField),
);

/** Paths of one field: `items.*.quantity` and `items.0.quantity`, `profile` and `profile.name`. */
export function isSameField(a: string, b: string): boolean {
  if (a === b) return true;
  const left = splitPath(a);
  const right = splitPath(b);
  if (left.length === 0 || right.length === 0) return false;
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  return shorter.every((part, index) => part === longer[index]);
}

const MAX_KEYS = 3;

/** The key of a row found by its key is that key: `user.id` after `findById(id)` is `id`. */
export function resolveKey(value: Value, depth = 0): Value {
  const [source] = value.sources;
  if (source?.kind !== 'read' || value.sources.length !== 1 || depth >= MAX_KEYS || value.what.kind === 'operation')
    return value;
  const { access, path } = source;
  const keys = access.store.dialect?.primaryKeys ?? ['id'];
  const isKey = isKeyField(path, access.resource, keys);
  const condition = access.where.find(
    (own) => own.operator === '=' && (own.field === path || (isKey && isKeyField(own.field, access.resource, keys))),
  );
  return condition === undefined ? value : resolveKey(condition.value, depth + 1);
}

export function isSameValue(left: Value, right: Value): boolean {
  const a = resolveKey(left);
  const b = resolveKey(right);
  if (a === b || a.what === b.what) return true;
  if (a.what.kind === 'constant' && b.what.kind === 'constant') return a.what.value === b.what.value;
  if (a.what.kind === 'operation' || b.what.kind === 'operation') return false;
  if (a.sources.length === 0 || a.sources.length !== b.sources.length) {
    return (
      a.what.kind === 'unknown' && b.what.kind === 'unknown' && a.what.path !== undefined && a.what.path === b.what.path
    );
  }
  return a.sources.every((source, index) => isSameSource(source, b.sources[index]));
}

function isSameSource(a: Source, b: Source | undefined): boolean {
  if (a.kind !== b?.kind) return false;
  switch (a.kind) {
    case 'read':
    case 'write':
      return (b.kind === 'read' || b.kind === 'write') && a.access === b.access && a.path === b.path;
    case 'request':
      return b.kind === 'request' && a.part === b.part && a.path === b.path && a.path !== '';
    case 'identity':
      return b.kind === 'identity' && a.path === b.path;
    case 'parameter':
      return b.kind === 'parameter' && a.name === b.name && a.path === b.path;
    default:
      return false;
  }
}

/** Whether something came from the field of this name of what the caller or the client handed over whole: `user.email` of `user`. */
export function isPartOf(part: Source, all: Source, field: string): boolean {
  if (part.weak || all.weak) return false;
  const isSameOrigin =
    (part.kind === 'parameter' && all.kind === 'parameter' && part.name === all.name) ||
    (part.kind === 'request' && all.kind === 'request' && part.part === all.part);
  return isSameOrigin && isSameField(part.path, [all.path, field].filter((name) => name !== '').join('.'));
}

/** Whether the write touches the row (or one of the rows) the read found. */
export function isSameRow(read: Access, write: Access): 'yes' | 'perhaps' | 'no' {
  if (!isSameResource(read, write)) return 'no';
  if (write.entity?.access === read) return 'yes';
  if (write.entity !== undefined && write.where.length === 0)
    return write.entity.access === undefined
      ? 'no'
      : isSameSelection(write.entity.access.where, read.where)
        ? 'perhaps'
        : 'no';
  if (
    write.where.some(
      (condition) =>
        isEquality(condition) &&
        [condition.value, resolveKey(condition.value)].some((value) =>
          value.sources.some((source) => source.kind === 'read' && source.access === read),
        ),
    )
  )
    return 'yes';
  if (isSameSelection(read.where, write.where)) return read.many ? 'perhaps' : 'yes';
  return read.whereIsKnown && write.whereIsKnown ? 'no' : 'perhaps';
}

/** Both ends are known for what they are; saving what was found is unmistakable, whatever the library. */
export function isSurePair(read: Access, write: Access): boolean {
  return (read.certainty === 'certain' && write.certainty === 'certain') || write.entity?.access === read;
}

export function isEquality(condition: AccessCondition): boolean {
  return condition.operator === '=' || condition.operator === 'in' || condition.operator === 'is';
}

/** A column compared with the same value in both, and no column with different values. */
function isSameSelection(a: readonly AccessCondition[], b: readonly AccessCondition[]): boolean {
  let isShared = false;
  for (const left of a) {
    if (!isEquality(left)) continue;
    for (const right of b) {
      if (
        !isEquality(right) ||
        (left.field !== right.field && normaliseField(left.field) !== normaliseField(right.field))
      )
        continue;
      if (!isSameValue(left.value, right.value)) return false;
      isShared ||= left.value.what.kind !== 'constant';
    }
  }
  return isShared;
}

/** A value that says who calls: the verified identity, or a parameter named like one. */
export function isIdentityValue(names: Names, value: Value): boolean {
  return [value, resolveKey(value)].some((candidate) =>
    candidate.sources.some((source) => isIdentitySource(names, source)),
  );
}

function isIdentitySource(names: Names, source: Source): boolean {
  switch (source.kind) {
    case 'identity':
      return true;
    case 'parameter':
      return isIdentityParameter(names, source.name, source.path);
    case 'read':
      // The caller's own row, as `currentUser()` gives it: its key says who calls.
      return (
        source.access.findsCaller &&
        isKeyField(source.path, source.access.resource, source.access.store.dialect?.primaryKeys ?? ['id'])
      );
    default:
      return false;
  }
}

function isIdentityParameter(names: Names, name: string, path: string): boolean {
  const last = path === '' ? name : (path.split('.').at(-1) ?? name);
  return (
    names.isIdentityName(path === '' ? name : last) ||
    names.isIdentityName(name) ||
    names.isOwnerColumn(last) === 'owner'
  );
}

/** A column of the statement's WHERE that says whose row it is. */
export function isOwnerCondition(names: Names, condition: AccessCondition): boolean {
  if (names.isOwnerColumn(condition.field.split('.').at(-1) ?? condition.field) !== undefined) return true;
  return condition.value.sources.some((source) => source.kind === 'identity');
}

/** Primary keys, as far as names tell. */
export function isKeyField(field: string, resource: string | undefined, keys: readonly string[]): boolean {
  const name = normaliseField(field);
  if (name === 'id' || name === '@key' || name === 'uuid' || keys.some((key) => normaliseField(key) === name))
    return true;
  return resource !== undefined && name === `${normaliseResource(resource)}id`;
}
