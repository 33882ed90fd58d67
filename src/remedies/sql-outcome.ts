/**
 * How many rows a statement matched, for each driver.
 */
import type { Access } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Outcome } from './check-count.ts';

/** The member that holds the count. */
const COUNTS: Readonly<Record<string, { readonly member: string; readonly awaits: boolean }>> = {
  pg: { member: 'rowCount', awaits: true },
  postgres: { member: 'count', awaits: true },
  sqlite: { member: 'changes', awaits: true },
  'better-sqlite3': { member: 'changes', awaits: false },
  'node-sqlite': { member: 'changes', awaits: false },
};

export function findSqlOutcome(write: Access, module: EvaluatedModule): Outcome | undefined {
  const { call, store } = write;
  if (call === undefined) return undefined;
  const method = call.callee.kind === 'member' ? call.callee.property : undefined;
  if (store.name === 'prisma')
    return method === '$executeRaw'
      ? { awaits: true, bind: (name) => name, isNone: (name) => `${name} === 0` }
      : undefined;
  if (store.name === 'mysql2-promise') {
    // The result is a union until its type is given.
    const isTyped =
      /\.[cm]?jsx?$/.test(module.file) ||
      /^\s*<\s*(?:\w+\.)?ResultSetHeader\s*>/.test(module.text.slice(call.callee.range[1]));
    return isTyped
      ? { awaits: true, bind: (name) => `[${name}]`, isNone: (name) => `${name}.affectedRows === 0` }
      : undefined;
  }
  const count = COUNTS[store.name];
  if (count === undefined || (store.name.includes('sqlite') && method !== 'run')) return undefined;
  return { awaits: count.awaits, bind: (name) => name, isNone: (name) => `${name}.${count.member} === 0` };
}
