import { createStatement } from './create-statement.ts';
import { readAdvisoryLocks } from './read-advisory-locks.ts';
import { createContext, readConditions, type ReadSource } from './read-context.ts';
import { readSelectList } from './read-select-list.ts';
import { hasOuterJoin, readSources, readTablesRead, type TableScope } from './read-tables.ts';
import type { ReadContext } from './read-value.ts';
import type { SqlRange, SqlStatement } from './statement.ts';
import type { CompoundQuery, Query, Select, SelectItem, SyntaxNode, TableQuery } from './syntax.ts';
import { isQuery, walkTree } from './walk-tree.ts';

/** Reads a query inside of the scope `outer`; undefined for one that stands in a hole. */
export function readQuery(query: Query, source: ReadSource, outer: TableScope | undefined): SqlStatement | undefined {
  if (query.kind === 'placeholder') {
    return undefined;
  }
  const empty = {
    ...createStatement('select', query.range),
    tablesRead: readTablesRead(query, source.commonTables),
  };
  switch (query.kind) {
    case 'select':
      return readSelect(query, empty, source, outer);
    case 'table-query':
      return readTableQuery(query, empty, source);
    case 'compound':
      return readCompound(query, empty, source, outer);
    case 'nested': {
      // Nothing can be added behind the parenthesis.
      const inner = readQuery(query.query, source, outer) ?? empty;
      const lock = inner.lock ?? query.locks[0]?.strength;
      return { ...inner, tablesRead: empty.tablesRead, lock, lockAt: undefined, range: query.range };
    }
    case 'values':
      return empty;
  }
}

function readSelect(
  tree: Select,
  empty: SqlStatement,
  source: ReadSource,
  outer: TableScope | undefined,
): SqlStatement {
  const { items, from } = tree;
  const [own, ...others] = from?.tables.flatMap(readSources) ?? [];
  const context = createContext(source, own, others, outer);
  const list = readSelectList(items);
  const lifted = from === undefined ? liftQuery(items, context) : undefined;
  if (lifted !== undefined) {
    return readLifted(lifted, items, list.aggregate === 'exists', empty);
  }
  const isGrouped = tree.groupBy !== undefined;
  const lock = tree.locks[0]?.strength ?? (from !== undefined && hasLockHint(from) ? 'UPDATE' : undefined);
  const isPlain = !isGrouped && !tree.isDistinct && list.aggregate === undefined && !hasWindowFunction(items);
  const isCommonTable = own?.table !== undefined && source.commonTables.has(own.table.toLowerCase());
  const isLockable =
    own?.table !== undefined &&
    !isCommonTable &&
    lock === undefined &&
    isPlain &&
    from !== undefined &&
    !hasOuterJoin(from);
  return {
    ...empty,
    ...readConditions(tree.where, from, context, source, empty.range[0]),
    table: isCommonTable ? undefined : own?.table,
    columns: list.columns,
    aliases: list.aliases,
    aggregate: isGrouped ? undefined : list.aggregate,
    lock,
    lockAt: isLockable ? findLockOffset(empty.range, source) : undefined,
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

/** `SELECT EXISTS (SELECT … FROM users …)` is about what its subquery reads. */
function readLifted(
  lifted: SqlStatement,
  items: readonly SelectItem[],
  isExistence: boolean,
  empty: SqlStatement,
): SqlStatement {
  const columns = isExistence ? ['exists'] : lifted.columns;
  const [column] = columns;
  const alias = items[0]?.alias;
  return {
    ...lifted,
    columns,
    aliases: alias?.kind === 'name' && column !== undefined ? [{ alias: alias.name, column }] : lifted.aliases,
    aggregate: isExistence ? 'exists' : lifted.aggregate,
    lockAt: undefined,
    range: empty.range,
    tablesRead: empty.tablesRead,
  };
}

/** The statement of the only query among the items; undefined where there is none, several, or one that reads no table. */
function liftQuery(items: readonly SelectItem[], context: ReadContext): SqlStatement | undefined {
  const [item] = items;
  if (item === undefined || items.length > 1) {
    return undefined;
  }
  const queries: Query[] = [];
  walkTree(item, (node) => {
    if (isQuery(node)) {
      queries.push(node);
      return false;
    }
    return true;
  });
  const [query] = queries;
  const lifted = query === undefined || queries.length > 1 ? undefined : context.readQuery(query, context.scope);
  return lifted?.table === undefined ? undefined : lifted;
}

function hasWindowFunction(items: readonly SelectItem[]): boolean {
  let found = false;
  for (const item of items) {
    walkTree(item, (node) => {
      found ||= node.kind === 'window';
      return !found && !isQuery(node);
    });
  }
  return found;
}

function hasLockHint(from: SyntaxNode): boolean {
  let found = false;
  walkTree(from, (node) => {
    found ||= node.kind === 'table' && node.isLocked;
    return !found && !isQuery(node);
  });
  return found;
}

/** After the query, and after a sort direction that stands in a hole. Undefined where a hole behind it may hold a lock already. */
function findLockOffset([, end]: SqlRange, { fragments, range }: ReadSource): number | undefined {
  const behind = fragments.filter((fragment) => fragment.start >= end);
  if (behind.some((fragment) => fragment.clause !== 'ORDER')) {
    return undefined;
  }
  return behind.length > 0 ? range[1] : end;
}

function readTableQuery(tree: TableQuery, empty: SqlStatement, source: ReadSource): SqlStatement {
  const [own] = readSources(tree.table);
  const isCommonTable = own?.table !== undefined && source.commonTables.has(own.table.toLowerCase());
  const table = isCommonTable ? undefined : own?.table;
  const lock = tree.locks[0]?.strength;
  return {
    ...empty,
    table,
    columns: ['*'],
    whereIsComplete: source.fragments.length === 0,
    lock,
    lockAt: table === undefined || lock !== undefined ? undefined : findLockOffset(empty.range, source),
  };
}

/** UNION and the like: of the first query, with conditions that hold for it alone. */
function readCompound(
  tree: CompoundQuery,
  empty: SqlStatement,
  source: ReadSource,
  outer: TableScope | undefined,
): SqlStatement {
  const [left] = tree.queries;
  const first = left === undefined ? undefined : readQuery(left, source, outer);
  return {
    ...(first ?? empty),
    whereIsComplete: false,
    whereEnd: undefined,
    lockAt: undefined,
    range: empty.range,
    tablesRead: empty.tablesRead,
  };
}
