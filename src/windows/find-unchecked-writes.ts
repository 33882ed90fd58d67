/**
 * Guarded writes whose count is ignored: no row may have matched, and the answer is a success all the same.
 */
import type { Names } from '../catalog/names.ts';
import type { Access, AccessCondition } from '../evaluation/domain/access.ts';
import type { WindowContext } from './reason.ts';
import type { UncheckedWrite } from './finding.ts';
import { isEquality, isIdentityValue, isKeyField, isOwnerCondition, isSameResource } from './relate-accesses.ts';

export function findUncheckedWrites({ root, names }: WindowContext): readonly UncheckedWrite[] {
  const found: UncheckedWrite[] = [];
  for (const access of root.accesses) {
    // A delete that finds nothing has done what was asked.
    if (
      access.kind !== 'write' ||
      access.operation !== 'update' ||
      access.whenMissing !== 'outcome' ||
      access.outcomeUsed ||
      access.entity !== undefined
    )
      continue;
    const key = access.where.find((condition) => isRowKey(names, access, condition));
    const guard =
      key === undefined
        ? undefined
        : access.where.find((condition) => condition !== key && isGuard(names, access, condition));
    if (guard === undefined || isKnownToExist(root.accesses, access, guard)) continue;
    const isHandler = root.kind === 'handler' && root.authentication !== undefined;
    found.push({
      kind: 'unchecked',
      access,
      guardField: guard.field,
      certainty: isHandler && access.certainty === 'certain' ? 'certain' : 'possible',
    });
  }
  return found;
}

/** The condition that picks the row: its key, or another column, compared with what the client sent. */
function isRowKey(names: Names, access: Access, condition: AccessCondition): boolean {
  if (!isEquality(condition) || isIdentityValue(names, condition.value)) return false;
  return (
    isKeyField(condition.field, access.resource, access.store.dialect?.primaryKeys ?? ['id']) ||
    condition.value.sources.some((source) => source.kind === 'request')
  );
}

/** Whose row it must be, or in which state. */
function isGuard(names: Names, access: Access, condition: AccessCondition): boolean {
  if (condition.operator === 'or') return false;
  if (isOwnerCondition(names, condition) && isIdentityValue(names, condition.value)) return true;
  return access.sets.some((set) => set.field === condition.field);
}

/** The row is read before or after under the same conditions: what that finds answers the request. */
function isKnownToExist(accesses: readonly Access[], access: Access, guard: AccessCondition): boolean {
  return accesses.some(
    (other) =>
      other.kind === 'read' &&
      isSameResource(other, access) &&
      other.where.some((condition) => condition.field === guard.field),
  );
}
