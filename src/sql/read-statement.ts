import type {
  CompoundSelectStmt,
  DeleteStmt,
  InsertStmt,
  Node,
  SelectStmt,
  Statement,
  UpdateStmt,
} from 'sql-parser-cst';

import type { NormalisedSql } from './normalise-sql.ts';
import { readAdvisoryLocks } from './read-advisory-locks.ts';
import { readAssignments, readInsertAssignments } from './read-assignments.ts';
import { readSelectList } from './read-select-list.ts';
import {
  createScope,
  hasOuterJoin,
  isDataChange,
  isQuery,
  readCommonTableNames,
  readName,
  readSources,
  readTablesRead,
  type TableScope,
  type TableSource,
} from './read-tables.ts';
import { getOriginalRange, type ReadContext } from './read-value.ts';
import { readWhere } from './read-where.ts';
import type { SqlRange, SqlStatement } from './statement.ts';
import { getKeywordText, walkTree } from './tree.ts';

type ClauseOf<S extends { readonly clauses: readonly Node[] }, T extends Node['type']> = Extract<
  S['clauses'][number],
  { type: T }
>;

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

/** Reads a parsed statement; the data-changing statements in its WITH come first. Empty where it is no SQL after all ("Select a file"). */
export function readStatements(tree: Statement, source: NormalisedSql): readonly SqlStatement[] {
  const commonTables = readCommonTableNames(tree);
  const inner: SqlStatement[] = [];
  walkTree(tree, (node) => {
    if (node !== tree && isDataChange(node)) {
      inner.push(readStatement(node, source, commonTables, undefined));
    }
    return true;
  });
  if (isBareWords(tree, source)) {
    return [];
  }
  return [...inner, { ...readStatement(tree, source, commonTables, undefined), range: source.range }];
}

/** Prose such as "Select a value" parses as columns of no table. */
function isBareWords(tree: Statement, source: NormalisedSql): boolean {
  if (tree.type !== 'select_stmt' || findClause(tree, 'from_clause') !== undefined || source.fragments.length > 0) {
    return false;
  }
  const items = findClause(tree, 'select_clause')?.columns?.items ?? [];
  return items.length > 0 && items.every((item) => readName(item.type === 'alias' ? item.expr : item) !== undefined);
}

function readStatement(
  tree: Node,
  source: NormalisedSql,
  commonTables: ReadonlySet<string>,
  outer: TableScope | undefined,
): SqlStatement {
  const readQuery = (query: Node, scope: TableScope): SqlStatement => readStatement(query, source, commonTables, scope);
  const contextOf = (own: TableSource | undefined, others: readonly TableSource[]): ReadContext => ({
    source,
    scope: createScope(own, others, outer),
    readQuery,
  });
  const range = getOriginalRange(tree, source);
  const tablesRead = readTablesRead(tree, commonTables);
  switch (tree.type) {
    case 'paren_expr':
      return isQuery(tree.expr)
        ? { ...readStatement(tree.expr, source, commonTables, outer), lockAt: undefined, range }
        : createStatement('other', range);
    case 'select_stmt':
      return readSelect(tree, { ...createStatement('select', range), tablesRead }, contextOf, commonTables);
    case 'compound_select_stmt':
      return readCompound(tree, { ...createStatement('select', range), tablesRead }, contextOf);
    case 'update_stmt':
      return readUpdate(tree, { ...createStatement('update', range), tablesRead }, contextOf);
    case 'delete_stmt':
      return readDelete(tree, { ...createStatement('delete', range), tablesRead }, contextOf);
    case 'insert_stmt':
      return readInsert(tree, { ...createStatement('insert', range), tablesRead }, contextOf);
    case 'merge_stmt': {
      const target = findClause(tree, 'merge_clause')?.target;
      return {
        ...createStatement('other', range),
        table: target === undefined ? undefined : readSources(target)[0]?.table,
        tablesRead,
        whereIsComplete: false,
      };
    }
    default:
      return createStatement('other', range);
  }
}

type ContextOf = (own: TableSource | undefined, others: readonly TableSource[]) => ReadContext;

function readSelect(
  tree: SelectStmt,
  empty: SqlStatement,
  contextOf: ContextOf,
  commonTables: ReadonlySet<string>,
): SqlStatement {
  const inner = findClause(tree, 'paren_expr')?.expr;
  if (inner !== undefined) {
    // `(SELECT …) ORDER BY …`: nothing can be added behind the parenthesis.
    const context = contextOf(undefined, []);
    return { ...(context.readQuery(inner, context.scope) ?? empty), lockAt: undefined, range: empty.range };
  }
  const from = findClause(tree, 'from_clause')?.expr ?? findClause(tree, 'table_clause')?.table;
  const sources = from === undefined ? [] : readSources(from);
  const [own, ...others] = sources;
  const context = contextOf(own, others);
  const items = findClause(tree, 'select_clause')?.columns?.items ?? [];
  const list = readSelectList(items);
  const lifted = from === undefined ? liftQuery(items, context) : undefined;
  if (lifted !== undefined) {
    const aggregate = list.aggregate === 'exists' ? 'exists' : lifted.aggregate;
    const columns = aggregate === 'exists' ? ['exists'] : lifted.columns;
    const [column] = columns;
    const aliases =
      items[0]?.type === 'alias' && column !== undefined ? [{ alias: items[0].alias.name, column }] : lifted.aliases;
    return {
      ...lifted,
      columns,
      aliases,
      aggregate,
      lockAt: undefined,
      range: empty.range,
      tablesRead: empty.tablesRead,
    };
  }
  const isGrouped = findClause(tree, 'group_by_clause') !== undefined;
  const isDistinct =
    findClause(tree, 'select_clause')?.modifiers.some(
      (modifier) => modifier.type !== 'select_all' && modifier.type !== 'mysql_modifier',
    ) ?? false;
  const lock = readLock(tree) ?? context.source.lockHint;
  const isPlain = !isGrouped && !isDistinct && list.aggregate === undefined && !hasWindowFunction(items);
  const isLockable =
    own?.table !== undefined && lock === undefined && isPlain && from !== undefined && !hasOuterJoin(from);
  const endsInFragment = context.source.fragments.some(
    (fragment) => fragment.start >= empty.range[1] && fragment.clause !== 'ORDER',
  );
  const isCommonTable = own?.table !== undefined && commonTables.has(own.table.toLowerCase());
  return {
    ...empty,
    ...readConditions(tree, findClause(tree, 'from_clause'), context, empty.range),
    table: isCommonTable ? undefined : own?.table,
    columns: list.columns.length === 0 && findClause(tree, 'table_clause') !== undefined ? ['*'] : list.columns,
    aliases: list.aliases,
    aggregate: isGrouped ? undefined : list.aggregate,
    lock,
    lockAt: isLockable && !isCommonTable && !endsInFragment ? getLockOffset(empty.range, context.source) : undefined,
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

function hasWindowFunction(items: readonly Node[]): boolean {
  let found = false;
  for (const item of items) {
    walkTree(item, (node) => {
      found ||= node.type === 'over_arg';
      return !found && !isQuery(node);
    });
  }
  return found;
}

/** After the statement, and after a sort direction that stands in a hole. */
function getLockOffset(range: SqlRange, source: NormalisedSql): number {
  const isLast = source.fragments.some((fragment) => fragment.start >= range[1]);
  return isLast ? source.range[1] : range[1];
}

/** `SELECT EXISTS (SELECT … FROM users …)` reads what its subquery reads. */
function liftQuery(items: readonly Node[], context: ReadContext): SqlStatement | undefined {
  const [item] = items;
  if (item === undefined || items.length > 1) {
    return undefined;
  }
  const queries: Node[] = [];
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

/** UNION and the like: of the first query, with conditions that hold for it alone. */
function readCompound(tree: CompoundSelectStmt, empty: SqlStatement, contextOf: ContextOf): SqlStatement {
  const context = contextOf(undefined, []);
  const first = context.readQuery(tree.left, context.scope);
  return {
    ...(first ?? empty),
    whereIsComplete: false,
    whereEnd: undefined,
    lockAt: undefined,
    range: empty.range,
    tablesRead: empty.tablesRead,
  };
}

function readUpdate(tree: UpdateStmt, empty: SqlStatement, contextOf: ContextOf): SqlStatement {
  const clause = findClause(tree, 'update_clause');
  const from = findClause(tree, 'from_clause');
  const [own, ...others] = [
    ...(clause === undefined ? [] : readSources(clause.tables)),
    ...(from === undefined ? [] : readSources(from.expr)),
  ];
  const context = contextOf(own, others);
  const set = findClause(tree, 'set_clause');
  return {
    ...empty,
    ...readConditions(tree, from ?? set, context, empty.range),
    ...readReturning(findClause(tree, 'returning_clause')),
    table: own?.table,
    assignments: set === undefined ? [] : readAssignments(set.assignments.items, context, false),
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

function readDelete(tree: DeleteStmt, empty: SqlStatement, contextOf: ContextOf): SqlStatement {
  const clause = findClause(tree, 'delete_clause');
  const from = findClause(tree, 'from_clause');
  const [target, ...targets] = clause === undefined ? [] : readSources(clause.tables);
  const named = from === undefined ? [] : readSources(from.expr);
  // MySQL's `DELETE u FROM users u JOIN …` names the target by its alias.
  const own = named.find((source) => source.alias !== undefined && source.alias === target?.table) ?? target;
  const others = [...targets, ...named].filter((source) => source !== own);
  const context = contextOf(own, others);
  return {
    ...empty,
    ...readConditions(tree, from ?? clause, context, empty.range),
    ...readReturning(findClause(tree, 'returning_clause')),
    table: own?.table,
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

function readInsert(tree: InsertStmt, empty: SqlStatement, contextOf: ContextOf): SqlStatement {
  const clause = findClause(tree, 'insert_clause');
  const [own] = clause === undefined ? [] : readSources(clause.table);
  const rowAlias = findClause(tree, 'row_alias_clause');
  const proposed = rowAlias === undefined ? [] : [{ table: 'excluded', alias: rowAlias.rowAlias.name }];
  const context = contextOf(own, [{ table: 'excluded', alias: 'excluded' }, ...proposed]);
  const upsert = findClause(tree, 'upsert_clause');
  const duplicate = findClause(tree, 'on_duplicate_key_update_clause');
  const action = upsert?.action.type === 'upsert_action_update' ? upsert.action : undefined;
  const updates = action?.set.assignments.items ?? duplicate?.assignments.items ?? [];
  const where = action?.where === undefined ? undefined : readWhere(action.where.expr, context);
  const query = tree.clauses.find(isQuery);
  const isGuardedInsert = query?.type === 'select_stmt' && findClause(query, 'where_clause') !== undefined;
  const hasFragment = context.source.fragments.some((fragment) => fragment.canHoldConditions);
  return {
    ...empty,
    ...readReturning(findClause(tree, 'returning_clause')),
    table: own?.table,
    where: where?.conditions ?? [],
    whereIsComplete: (where?.isComplete ?? true) && !isGuardedInsert && !hasFragment,
    hasWhere: where !== undefined,
    assignments: [...readInsertAssignments(tree, context), ...readAssignments(updates, context, true)],
    conflict: readConflict(tree),
    advisoryLocks: readAdvisoryLocks(tree, context),
    isGuardedInsert,
  };
}

function readConflict(tree: InsertStmt): SqlStatement['conflict'] {
  const clause = findClause(tree, 'insert_clause');
  const upsert = findClause(tree, 'upsert_clause');
  if (upsert !== undefined) {
    const target = upsert.conflictTarget?.type === 'paren_expr' ? upsert.conflictTarget.expr.items : [];
    const columns = target.flatMap((item) => readName(item.expr) ?? []);
    return { action: upsert.action.type === 'upsert_action_update' ? 'update' : 'nothing', columns };
  }
  if (findClause(tree, 'on_duplicate_key_update_clause') !== undefined) {
    return { action: 'update', columns: [] };
  }
  const alternative = clause?.orAction?.actionKw.name;
  if (clause?.insertKw.name === 'REPLACE' || alternative === 'REPLACE') {
    return { action: 'replace', columns: [] };
  }
  const isIgnored =
    alternative === 'IGNORE' || clause?.modifiers.some((modifier) => modifier.modifierKw.name === 'IGNORE');
  return isIgnored === true ? { action: 'nothing', columns: [] } : undefined;
}

function readReturning(
  clause: ClauseOf<UpdateStmt, 'returning_clause'> | undefined,
): Pick<SqlStatement, 'returning' | 'columns' | 'aliases'> {
  const list = readSelectList(clause?.columns.items ?? []);
  return { returning: clause !== undefined, columns: list.columns, aliases: list.aliases };
}

function readLock(tree: SelectStmt): string | undefined {
  const clause = findClause(tree, 'for_clause');
  if (clause !== undefined) {
    return getKeywordText(clause.lockStrengthKw);
  }
  return findClause(tree, 'lock_in_share_mode_clause') === undefined ? undefined : 'SHARE';
}

/** The WHERE of a statement. `before` is the clause that a WHERE would follow where there is none. */
function readConditions(
  tree: SelectStmt | UpdateStmt | DeleteStmt,
  before: Node | undefined,
  context: ReadContext,
  range: SqlRange,
): Pick<SqlStatement, 'where' | 'whereIsComplete' | 'whereEnd' | 'hasWhere'> {
  const clause = tree.clauses.find((other) => other.type === 'where_clause');
  const isCursor = tree.clauses.some((other) => other.type === 'where_current_of_clause');
  // A fragment behind a subquery may be that of the statement around it: counted for both.
  const hasFragment = context.source.fragments.some(
    (fragment) => fragment.canHoldConditions && fragment.start >= range[0],
  );
  if (clause === undefined) {
    const whereEnd =
      before === undefined || hasFragment || isCursor ? undefined : getOriginalRange(before, context.source)[1];
    return { where: [], whereIsComplete: !hasFragment && !isCursor, whereEnd, hasWhere: isCursor };
  }
  const facts = readWhere(clause.expr, context);
  return {
    where: facts.conditions,
    whereIsComplete: facts.isComplete && !hasFragment,
    whereEnd: getOriginalRange(clause.expr, context.source)[1],
    hasWhere: true,
  };
}

function findClause<S extends { readonly clauses: readonly Node[] }, T extends S['clauses'][number]['type']>(
  tree: S,
  type: T,
): ClauseOf<S, T> | undefined {
  return tree.clauses.find((clause): clause is ClauseOf<S, T> => clause.type === type);
}
