import { CLAUSES_AFTER_WHERE } from './keywords.ts';
import { createScope, type TableScope, type TableSource } from './read-tables.ts';
import type { ReadContext } from './read-value.ts';
import { readWhere } from './read-where.ts';
import type { SqlRange, SqlStatement } from './statement.ts';
import type { Query, SqlFragment, SyntaxNode, Where } from './syntax.ts';

/** What holds for a statement and everything in it. */
export interface ReadSource {
  readonly fragments: readonly SqlFragment[];
  /** Names that WITH defines, lower case: they are not tables. */
  readonly commonTables: ReadonlySet<string>;
  /** The whole statement, and holes at its very end included. */
  readonly range: SqlRange;
  readonly readQuery: (query: Query, source: ReadSource, outer: TableScope | undefined) => SqlStatement | undefined;
}

/** How values and conditions are read in a statement on `own`, with `others` in reach, inside of `outer`. */
export function createContext(
  source: ReadSource,
  own: TableSource | undefined,
  others: readonly TableSource[],
  outer: TableScope | undefined,
): ReadContext {
  return {
    scope: createScope(own, others, outer),
    readQuery: (query, scope) => source.readQuery(query, source, scope),
  };
}

/** Whether a hole may hold conditions of the statement that starts at `start`. One behind a subquery may be that of the statement around it: counted for both. */
export function mayHoldConditions({ fragments }: ReadSource, start: number): boolean {
  return fragments.some((fragment) => fragment.start >= start && !CLAUSES_AFTER_WHERE.has(fragment.clause));
}

/** The WHERE of a statement that starts at `start`. `before` is the clause that a WHERE would follow where there is none. */
export function readConditions(
  where: Where | undefined,
  before: SyntaxNode | undefined,
  context: ReadContext,
  source: ReadSource,
  start: number,
): Pick<SqlStatement, 'where' | 'whereIsComplete' | 'whereEnd' | 'hasWhere'> {
  const hasFragment = mayHoldConditions(source, start);
  if (where === undefined) {
    return {
      where: [],
      whereIsComplete: !hasFragment,
      whereEnd: hasFragment ? undefined : before?.range[1],
      hasWhere: false,
    };
  }
  const { condition } = where;
  if (condition === undefined) {
    return { where: [], whereIsComplete: false, whereEnd: undefined, hasWhere: true };
  }
  const facts = readWhere(condition, context);
  return {
    where: facts.conditions,
    whereIsComplete: facts.isComplete && !hasFragment,
    whereEnd: condition.range[1],
    hasWhere: true,
  };
}
