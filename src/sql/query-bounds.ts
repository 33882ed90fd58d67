import type { Select } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Of a query with nothing behind it. */
export const NO_TAIL: Pick<Select, 'orderBy' | 'limits' | 'locks'> = { orderBy: [], limits: [], locks: [] };

const QUERY_STARTS: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'TABLE', 'VALUES']);

/** Words that put queries together. */
export const SET_OPERATORS: readonly string[] = ['UNION', 'EXCEPT', 'INTERSECT', 'MINUS'];

/** Whether a query starts `distance` tokens ahead. */
export function startsQuery(cursor: TokenCursor, distance: number): boolean {
  const token = cursor.peek(distance);
  return (
    token?.kind === 'word' && QUERY_STARTS.has(token.text) && !(token.text === 'VALUES' && cursor.valuesIsFunction)
  );
}

const CONTINUATIONS: ReadonlySet<string> = new Set([...SET_OPERATORS, 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR']);

/** Whether what comes next goes on with a query in parentheses. */
export function atQueryContinuation(cursor: TokenCursor): boolean {
  return cursor.atAny(CONTINUATIONS);
}
