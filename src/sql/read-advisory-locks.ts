import { readName } from './read-tables.ts';
import { readValue, type ReadContext } from './read-value.ts';
import type { SqlStatement } from './statement.ts';
import type { SyntaxNode } from './syntax.ts';
import { walkTree } from './walk-tree.ts';

const POSTGRESQL_LOCK = /^pg_(?:try_)?advisory_(?:xact_)?lock(?:_shared)?$/i;

/** Calls of advisory lock functions, in the database's own spelling. Functions that release a lock are not among them. */
export function readAdvisoryLocks(tree: SyntaxNode, context: ReadContext): SqlStatement['advisoryLocks'] {
  const locks: SqlStatement['advisoryLocks'][number][] = [];
  walkTree(tree, (node) => {
    if (node.kind === 'call') {
      const name = readName(node.name);
      const spelled = name === undefined ? undefined : spellLock(name);
      if (spelled !== undefined) {
        const [key] = node.args;
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
