import type { NamePart, QualifiedName, SyntaxNode, TableReference } from './syntax.ts';
import { getChildren, isDataChange, walkTree } from './walk-tree.ts';

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

/** The last part of a name; undefined for one in a hole. */
export function readName(name: QualifiedName): string | undefined {
  const last = name.at(-1);
  return last?.kind === 'name' ? last.name : undefined;
}

/** The tables that a FROM clause or a join names, left to right. */
export function readSources(reference: TableReference): readonly TableSource[] {
  switch (reference.kind) {
    case 'table': {
      const table = readName(reference.name);
      return table?.toUpperCase() === 'DUAL' ? [] : [{ table, alias: readAlias(reference.alias) }];
    }
    case 'derived-table':
    case 'table-function':
      return [{ table: undefined, alias: readAlias(reference.alias) }];
    case 'nested-tables': {
      const sources = reference.tables.flatMap(readSources);
      const [first, ...rest] = sources;
      const alias = readAlias(reference.alias);
      return alias === undefined ? sources : [{ table: first?.table, alias }, ...rest];
    }
    case 'joined-tables':
      return [...readSources(reference.first), ...reference.joins.flatMap((join) => readSources(join.table))];
  }
}

function readAlias(alias: NamePart | undefined): string | undefined {
  return alias?.kind === 'name' ? alias.name : undefined;
}

/** The scope of a statement whose own row is of `own`, inside of `outer`. */
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

/** Names of the common table expressions anywhere in `node`, lower case: they are not tables. */
export function readCommonTableNames(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkTree(node, (child) => {
    if (child.kind === 'common-table' && child.name.kind === 'name') {
      names.add(child.name.name.toLowerCase());
    }
    return true;
  });
  return names;
}

/** Every table that `node` reads, each once, in source order. Data-changing common table expressions are statements of their own. */
export function readTablesRead(node: SyntaxNode, commonTables: ReadonlySet<string>): readonly string[] {
  const tables = new Set<string>();
  const add = (sources: readonly TableSource[]): void => {
    for (const { table } of sources) {
      if (table !== undefined && !commonTables.has(table.toLowerCase())) {
        tables.add(table);
      }
    }
  };
  walkTree(node, (child) => {
    if (child.kind === 'from') {
      add(child.tables.flatMap(readSources));
    } else if (child.kind === 'table-query') {
      add(readSources(child.table));
    } else if (child.kind === 'update') {
      // MySQL's `UPDATE a, b SET …`: all but the first are read.
      add(child.tables.flatMap(readSources).slice(1));
    } else if (child.kind === 'merge') {
      add(readSources(child.source));
    }
    return !(child.kind === 'common-table' && isDataChange(child.statement));
  });
  return [...tables];
}

/** Whether an outer join is among the tables: PostgreSQL cannot lock the rows of its optional side. */
export function hasOuterJoin(node: SyntaxNode): boolean {
  switch (node.kind) {
    case 'join':
      return node.isOuter || hasOuterJoin(node.table);
    case 'from':
    case 'joined-tables':
    case 'nested-tables':
      return getChildren(node).some(hasOuterJoin);
    default:
      return false;
  }
}
