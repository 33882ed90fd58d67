import { createStatement } from './create-statement.ts';
import type { ParsedTree } from './parse-tree.ts';
import { readAdvisoryLocks } from './read-advisory-locks.ts';
import { readAssignments, readInsertAssignments } from './read-assignments.ts';
import { createContext, mayHoldConditions, readConditions, type ReadSource } from './read-context.ts';
import { readQuery } from './read-query.ts';
import { readSelectList } from './read-select-list.ts';
import { readCommonTableNames, readName, readSources, readTablesRead } from './read-tables.ts';
import { readWhere } from './read-where.ts';
import type { SqlRange, SqlStatement } from './statement.ts';
import type { Delete, Insert, Merge, OnConflict, Returning, Statement, Update } from './syntax.ts';
import { isDataChange, walkTree } from './walk-tree.ts';

/**
 * Reads a parsed statement of the range `range`; the data-changing statements in its WITH come first. Empty where it is no
 * SQL after all ("Select a file").
 */
export function readStatements({ tree, fragments }: ParsedTree, range: SqlRange): readonly SqlStatement[] {
  if (fragments.length === 0 && isBareWords(tree)) {
    return [];
  }
  const source: ReadSource = { fragments, commonTables: readCommonTableNames(tree), range, readQuery };
  const inner: SqlStatement[] = [];
  walkTree(tree, (node) => {
    if (node !== tree && isDataChange(node)) {
      inner.push(readStatement(node, source));
    }
    return true;
  });
  return [...inner, { ...readStatement(tree, source), range }];
}

/** Prose such as "Select a value" parses as columns of no table. */
function isBareWords(tree: Statement): boolean {
  return (
    tree.kind === 'select' &&
    tree.from === undefined &&
    tree.items.length > 0 &&
    tree.items.every(({ expression }) => expression.kind === 'column' && readName(expression.name) !== undefined)
  );
}

function readStatement(tree: Statement, source: ReadSource): SqlStatement {
  switch (tree.kind) {
    case 'update':
      return readUpdate(tree, source);
    case 'delete':
      return readDelete(tree, source);
    case 'insert':
      return readInsert(tree, source);
    case 'merge':
      return readMerge(tree, source);
    default:
      return readQuery(tree, source, undefined) ?? createStatement('other', tree.range);
  }
}

function createEmpty(
  kind: SqlStatement['kind'],
  tree: Update | Delete | Insert | Merge,
  { commonTables }: ReadSource,
): SqlStatement {
  return { ...createStatement(kind, tree.range), tablesRead: readTablesRead(tree, commonTables) };
}

function readUpdate(tree: Update, source: ReadSource): SqlStatement {
  const { tables, set, from, where, returning, range } = tree;
  const [own, ...others] = [...tables, ...(from?.tables ?? [])].flatMap(readSources);
  const context = createContext(source, own, others, undefined);
  const conditions = readConditions(where, from ?? set, context, source, range[0]);
  // MySQL's `UPDATE a JOIN b ON …`: the condition of the join is one on the row.
  const isJoined = tables.some((table) => table.kind === 'joined-tables');
  return {
    ...createEmpty('update', tree, source),
    ...conditions,
    ...readReturning(returning),
    whereIsComplete: conditions.whereIsComplete && !isJoined,
    table: own?.table,
    assignments: readAssignments(set, context, false),
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

function readDelete(tree: Delete, source: ReadSource): SqlStatement {
  const { targets, from, where, returning, range } = tree;
  const [target, ...furtherTargets] = targets.flatMap(readSources);
  const named = from?.tables.flatMap(readSources) ?? [];
  // MySQL's `DELETE u FROM users u JOIN …` names the target by its alias.
  const own = named.find(({ alias }) => alias !== undefined && alias === target?.table) ?? target;
  const others = [...furtherTargets, ...named].filter((other) => other !== own);
  const context = createContext(source, own, others, undefined);
  return {
    ...createEmpty('delete', tree, source),
    ...readConditions(where, from ?? targets.at(-1), context, source, range[0]),
    ...readReturning(returning),
    table: own?.table,
    advisoryLocks: readAdvisoryLocks(tree, context),
  };
}

function readInsert(tree: Insert, source: ReadSource): SqlStatement {
  const [own] = readSources(tree.table);
  const rowAlias = tree.rowAlias?.kind === 'name' ? tree.rowAlias.name : undefined;
  const proposed = rowAlias === undefined ? [] : [{ table: 'excluded', alias: rowAlias }];
  const context = createContext(source, own, [{ table: 'excluded', alias: 'excluded' }, ...proposed], undefined);
  const update = tree.conflicts.find((conflict) => conflict.set !== undefined);
  const condition = update?.kind === 'on-conflict' ? update.where?.condition : undefined;
  const where = condition === undefined ? undefined : readWhere(condition, context);
  const isGuardedInsert = tree.source?.kind === 'select' && tree.source.where !== undefined;
  return {
    ...createEmpty('insert', tree, source),
    ...readReturning(tree.returning),
    table: own?.table,
    where: where?.conditions ?? [],
    whereIsComplete: (where?.isComplete ?? true) && !isGuardedInsert && !mayHoldConditions(source, 0),
    hasWhere: where !== undefined,
    assignments: [...readInsertAssignments(tree, context), ...readAssignments(update?.set, context, true)],
    conflict: readConflict(tree),
    advisoryLocks: readAdvisoryLocks(tree, context),
    isGuardedInsert,
  };
}

function readConflict({ conflicts, alternative }: Insert): SqlStatement['conflict'] {
  const conflict = conflicts.find(({ set }) => set !== undefined) ?? conflicts[0];
  switch (conflict?.kind) {
    case 'on-conflict':
      return { action: conflict.set === undefined ? 'nothing' : 'update', columns: readTargetColumns(conflict) };
    case 'on-duplicate-key':
      return { action: 'update', columns: [] };
    case undefined:
  }
  switch (alternative) {
    case 'REPLACE':
      return { action: 'replace', columns: [] };
    case 'IGNORE':
      return { action: 'nothing', columns: [] };
    default:
      return undefined;
  }
}

function readTargetColumns({ target }: OnConflict): readonly string[] {
  return target.flatMap((expression) => (expression.kind === 'column' ? (readName(expression.name) ?? []) : []));
}

function readMerge(tree: Merge, source: ReadSource): SqlStatement {
  return {
    ...createEmpty('other', tree, source),
    table: readSources(tree.target)[0]?.table,
    whereIsComplete: false,
  };
}

function readReturning(clause: Returning | undefined): Pick<SqlStatement, 'returning' | 'columns' | 'aliases'> {
  const list = readSelectList(clause?.items ?? []);
  return { returning: clause !== undefined, columns: list.columns, aliases: list.aliases };
}
