/**
 * Statements that run outside the transaction they stand in.
 */
import type { Access, Scope } from '../evaluation/domain/access.ts';
import type { WindowContext } from './reason.ts';
import type { Escape } from './finding.ts';
import { isSameResource } from './relate-accesses.ts';

type Transaction = Extract<Scope, { kind: 'transaction' }>;

export function findEscapes({ root }: WindowContext): readonly Escape[] {
  const escapes: Escape[] = [];
  for (const access of root.accesses) {
    const scope = access.scopes.findLast(
      (held): held is Transaction =>
        held.kind === 'transaction' && held.connection !== undefined && held.certainty === 'certain',
    );
    if (scope?.connection === undefined || isInside(access, scope)) continue;
    // A read outside is as good as one before the transaction, unless the transaction writes what was read.
    if (
      access.kind === 'read' &&
      !root.accesses.some(
        (other) => other.kind === 'write' && other.scopes.includes(scope) && isSameResource(other, access),
      )
    )
      continue;
    escapes.push({ kind: 'escape', access, scope, connection: scope.connection, certainty: access.certainty });
  }
  return escapes;
}

/** On the transaction's connection, on one opened inside it, on another store, or on a handle that a caller gave or may have given. */
function isInside(access: Access, scope: Transaction): boolean {
  if (access.connection === scope.connection || access.store !== scope.store) return true;
  if (access.connection === undefined) return access.store.defaultIsolation === undefined;
  return (
    access.connection.kind === 'parameter' ||
    access.connection.kind === 'ambient' ||
    (access.connection.kind === 'transaction' && access.connection !== scope.connection)
  );
}
