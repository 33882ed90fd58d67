import type { Node } from 'sql-parser-cst';

import { findPlaceholderNumber } from './normalise-sql.ts';
import { getChildren, walkTree } from './tree.ts';

/** One entry of FROM, USING or a join. */
export interface TableSource {
  /** Without schema and quotes; undefined for subqueries, functions and names in holes. */
  readonly table: string | undefined;
  /** The name that qualifies its columns. */
  readonly alias: string | undefined;
}

/** Which names mean which tables, where a value or a condition is read. */
export interface TableScope {
  /** Qualifiers of the statement's own row, lower case. */
  readonly own: ReadonlySet<string>;
  /** Qualifiers of other tables, lower case; undefined for subqueries. */
  readonly others: ReadonlyMap<string, string | undefined>;
}

/** A plain name; undefined for one in a hole. */
export function readName(node: Node | undefined): string | undefined {
  switch (node?.type) {
    case 'identifier':
      return findPlaceholderNumber(node.name) === undefined ? node.name : undefined;
    case 'member_expr':
      return readName(node.property);
    default:
      return undefined;
  }
}

/** The tables that a FROM clause or a join names, left to right. */
export function readSources(node: Node): readonly TableSource[] {
  switch (node.type) {
    case 'identifier':
      // DUAL is a table only where the dialect does not know it for what it is.
      return node.text.toUpperCase() === 'DUAL' ? [] : [{ table: readName(node), alias: undefined }];
    case 'dual_table':
      return [];
    case 'member_expr':
      return [{ table: readName(node), alias: undefined }];
    case 'alias': {
      const [source, ...rest] = readSources(node.expr);
      return [{ table: source?.table, alias: node.alias.name }, ...rest];
    }
    case 'join_expr':
      return [...readSources(node.left), ...readSources(node.right)];
    case 'list_expr':
      return node.items.flatMap(readSources);
    case 'paren_expr':
      return isQuery(node.expr) ? [{ table: undefined, alias: undefined }] : readSources(node.expr);
    case 'indexed_table':
    case 'not_indexed_table':
    case 'partitioned_table':
    case 'table_with_inheritance':
    case 'table_without_inheritance':
      return readSources(node.table);
    case 'tablesample_expr':
    case 'for_system_time_as_of_expr':
      return readSources(node.left);
    default:
      return [{ table: undefined, alias: undefined }];
  }
}

export function isQuery(node: Node): boolean {
  return (
    node.type === 'select_stmt' ||
    node.type === 'compound_select_stmt' ||
    (node.type === 'paren_expr' && isQuery(node.expr))
  );
}

/** The scope of a statement whose own row is of `own`, inside of `outer`. `commonTables` are the names WITH defines: they are not tables. */
export function createScope(
  own: TableSource | undefined,
  others: readonly TableSource[],
  outer: TableScope | undefined,
): TableScope {
  const names = new Map(outer?.others);
  for (const name of outer?.own ?? []) {
    names.set(name, name);
  }
  for (const other of others) {
    const name = other.alias ?? other.table;
    if (name !== undefined) {
      names.set(name.toLowerCase(), other.table);
    }
  }
  const ownName = own?.alias ?? own?.table;
  return { own: new Set(ownName === undefined ? [] : [ownName.toLowerCase()]), others: names };
}

/** Names of the common table expressions anywhere in `node`, lower case. */
export function readCommonTableNames(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walkTree(node, (child) => {
    if (child.type === 'common_table_expr') {
      names.add(child.table.name.toLowerCase());
    }
    return true;
  });
  return names;
}

/** Every table that `node` reads, each once, in source order. Data-changing common table expressions are statements of their own. */
export function readTablesRead(node: Node, commonTables: ReadonlySet<string>): readonly string[] {
  const tables = new Set<string>();
  const add = (sources: readonly TableSource[]): void => {
    for (const { table } of sources) {
      if (table !== undefined && !commonTables.has(table.toLowerCase())) {
        tables.add(table);
      }
    }
  };
  walkTree(node, (child) => {
    if (child.type === 'from_clause') {
      add(readSources(child.expr));
    } else if (child.type === 'table_clause') {
      add(readSources(child.table));
    } else if (child.type === 'update_clause') {
      // MySQL's `UPDATE a, b SET …`: all but the first are read.
      add(readSources(child.tables).slice(1));
    } else if (child.type === 'merge_clause') {
      add(readSources(child.source));
    }
    return !(child.type === 'common_table_expr' && child !== node && isDataChange(child.expr.expr));
  });
  return [...tables];
}

export function isDataChange(node: Node): boolean {
  return node.type === 'update_stmt' || node.type === 'insert_stmt' || node.type === 'delete_stmt';
}

/** Whether an outer join is among the tables: PostgreSQL cannot lock the rows of its optional side. */
export function hasOuterJoin(node: Node): boolean {
  if (
    node.type === 'join_expr' &&
    Array.isArray(node.operator) &&
    node.operator.some((word) => /^(?:LEFT|RIGHT|FULL)$/.test(word.name))
  ) {
    return true;
  }
  return (
    (node.type === 'join_expr' || node.type === 'alias' || node.type === 'paren_expr') &&
    getChildren(node).some(hasOuterJoin)
  );
}
