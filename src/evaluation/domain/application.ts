/**
 * Applications and routers, compared by what they were made from.
 */
import { findTarget } from './value.ts';
import type { HandleWhat, Value } from './value.ts';

/** What an application and its plugins were made from: what is put on one of them is on all. */
export function getOrigin(what: HandleWhat): object {
  let { connection } = what;
  while (connection?.parent !== undefined) connection = connection.parent;
  return connection ?? what;
}

/** The router a chain (`router.route('/x').get(f)`) started from. */
export function getRouter(receiver: Value | undefined): object | undefined {
  if (receiver === undefined) return undefined;
  const { what } = findTarget(receiver);
  return what.kind === 'handle' ? (what.connection ?? what) : what;
}
