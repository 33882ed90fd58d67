import type { SqlRange, SqlStatement } from './statement.ts';

/** A statement about which nothing but its kind is known. */
export function createStatement(kind: SqlStatement['kind'], range: SqlRange): SqlStatement {
  return {
    kind,
    table: undefined,
    tablesRead: [],
    columns: [],
    aliases: [],
    aggregate: undefined,
    where: [],
    whereIsComplete: true,
    whereEnd: undefined,
    hasWhere: false,
    assignments: [],
    lock: undefined,
    lockAt: undefined,
    returning: false,
    conflict: undefined,
    isolation: undefined,
    advisoryLocks: [],
    isGuardedInsert: false,
    range,
  };
}
