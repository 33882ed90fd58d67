import type { Node } from 'sql-parser-cst';

import { readValue, type ReadContext } from './read-value.ts';
import type { SqlStatement } from './statement.ts';
import { walkTree } from './tree.ts';

const POSTGRESQL_LOCK = /^pg_(?:try_)?advisory_(?:xact_)?lock(?:_shared)?$/i;

/** Calls of advisory lock functions, in the database's own spelling. Functions that release a lock are not among them. */
export function readAdvisoryLocks(tree: Node, context: ReadContext): SqlStatement['advisoryLocks'] {
  const locks: SqlStatement['advisoryLocks'][number][] = [];
  walkTree(tree, (node) => {
    if (node.type === 'func_call') {
      const name = node.name.type === 'identifier' ? node.name : node.name.property;
      const spelled = name.type === 'identifier' ? spellLock(name.name) : undefined;
      if (spelled !== undefined) {
        const [key] = node.args?.expr.args.items ?? [];
        locks.push({ function: spelled, key: key === undefined ? undefined : readValue(key, context) });
      }
    }
    return true;
  });
  return locks;
}

function spellLock(name: string): string | undefined {
  if (POSTGRESQL_LOCK.test(name)) {
    return name.toLowerCase();
  }
  return name.toUpperCase() === 'GET_LOCK' ? 'GET_LOCK' : undefined;
}
