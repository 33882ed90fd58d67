/**
 * Small questions about values that several passes ask.
 */
import type { Value } from './value.ts';

/** An SQL expression built by the store's own function (`sequelize.literal('n - 1')`, `knex.raw('n - ?')`, `sql\`…\``): the statement computes it from the row. */
export function isAppendSource(value: Value): boolean {
  const { what } = value;
  return what.kind === 'handle' && what.entry.kind === 'store' && what.sql !== undefined;
}
