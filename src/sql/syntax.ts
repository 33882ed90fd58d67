/**
 * The syntax tree of one SQL statement, as `parse-tree.ts` makes it: one grammar for PostgreSQL, MySQL, MariaDB and SQLite.
 *
 * Invariants:
 * - Every node has the range of what is written, from its first to its last token, parentheses included where they are its own.
 *   A hole that may hold anything (`WHERE a = 1 ${more}`) belongs to no node: see `SqlFragment`.
 * - Chains of `AND`, `OR`, UNION and JOIN are one node with all their parts, however long they are; what else nests is
 *   bounded by the parser. So recursion over a tree is safe.
 * - Words that say nothing about rows or values (types, index hints, frames of windows) have no nodes.
 */
import type { Expression, NamePart, Placeholder, QualifiedName, Ranged, Row, Window } from './expression-syntax.ts';

export type * from './expression-syntax.ts';

export type Query = Select | CompoundQuery | ValuesQuery | TableQuery | NestedQuery | Placeholder;

/** What may stand behind any query, of which a select has most. */
interface QueryTail {
  readonly orderBy: readonly Expression[];
  /** LIMIT, OFFSET, FETCH. */
  readonly limits: readonly Expression[];
  readonly locks: readonly RowLock[];
}

export interface Select extends Ranged, QueryTail {
  readonly kind: 'select';
  readonly with: With | undefined;
  readonly isDistinct: boolean;
  /** The expressions of `DISTINCT ON (…)`. */
  readonly distinctOn: readonly Expression[];
  readonly items: readonly SelectItem[];
  readonly from: From | undefined;
  readonly where: Where | undefined;
  readonly groupBy: readonly Expression[] | undefined;
  readonly having: Expression | undefined;
  readonly windows: readonly Window[];
}

/** UNION, EXCEPT and INTERSECT, of at least two queries. */
export interface CompoundQuery extends Ranged, QueryTail {
  readonly kind: 'compound';
  readonly with: With | undefined;
  readonly queries: readonly Query[];
}

export interface ValuesQuery extends Ranged, QueryTail {
  readonly kind: 'values';
  readonly with: With | undefined;
  /** A row each, or a placeholder for several (`VALUES ?`). */
  readonly rows: readonly (Row | Placeholder)[];
}

/** `TABLE accounts`. */
export interface TableQuery extends Ranged, QueryTail {
  readonly kind: 'table-query';
  readonly with: With | undefined;
  readonly table: NamedTable;
}

/** A query in parentheses, with what is written behind them. */
export interface NestedQuery extends Ranged, QueryTail {
  readonly kind: 'nested';
  readonly with: With | undefined;
  readonly query: Query;
}

export interface SelectItem extends Ranged {
  readonly kind: 'select-item';
  readonly expression: Expression;
  readonly alias: NamePart | undefined;
}

export interface With extends Ranged {
  readonly kind: 'with';
  readonly tables: readonly CommonTable[];
}

export interface CommonTable extends Ranged {
  readonly kind: 'common-table';
  readonly name: NamePart;
  readonly statement: Statement;
}

export interface From extends Ranged {
  readonly kind: 'from';
  readonly tables: readonly TableReference[];
}

export interface Where extends Ranged {
  readonly kind: 'where';
  /** Undefined for `WHERE CURRENT OF cursor`. */
  readonly condition: Expression | undefined;
}

/** `strength` in upper case; `LOCK IN SHARE MODE` is `SHARE`. */
export interface RowLock extends Ranged {
  readonly kind: 'row-lock';
  readonly strength: 'UPDATE' | 'NO KEY UPDATE' | 'SHARE' | 'KEY SHARE';
}

export type TableReference = NamedTable | DerivedTable | TableFunction | NestedTables | JoinedTables;

export interface NamedTable extends Ranged {
  readonly kind: 'table';
  readonly name: QualifiedName;
  readonly alias: NamePart | undefined;
  /** Whether a hint of SQL Server locks the rows: `WITH (UPDLOCK)`. */
  readonly isLocked: boolean;
}

export interface DerivedTable extends Ranged {
  readonly kind: 'derived-table';
  readonly query: Query;
  readonly alias: NamePart | undefined;
}

export interface TableFunction extends Ranged {
  readonly kind: 'table-function';
  readonly args: readonly Expression[];
  readonly alias: NamePart | undefined;
}

/** Tables in parentheses. */
export interface NestedTables extends Ranged {
  readonly kind: 'nested-tables';
  readonly tables: readonly TableReference[];
  readonly alias: NamePart | undefined;
}

/** A table and those joined to it, in order. */
export interface JoinedTables extends Ranged {
  readonly kind: 'joined-tables';
  readonly first: TableReference;
  readonly joins: readonly Join[];
}

export interface Join extends Ranged {
  readonly kind: 'join';
  /** Whether rows may be missing on one side: LEFT, RIGHT, FULL. */
  readonly isOuter: boolean;
  readonly table: TableReference;
  readonly condition: Expression | undefined;
}

export type DataChange = Insert | Update | Delete | Merge;
export type Statement = Query | DataChange;

export interface Insert extends Ranged {
  readonly kind: 'insert';
  readonly with: With | undefined;
  /** In upper case: of SQLite's `INSERT OR REPLACE`, MySQL's `INSERT IGNORE` and `REPLACE`. */
  readonly alternative: string | undefined;
  readonly table: NamedTable;
  readonly columns: readonly Expression[];
  /** Undefined for DEFAULT VALUES; SetClause is MySQL's `INSERT INTO t SET a = 1`. */
  readonly source: Query | SetClause | undefined;
  /** MySQL's name for the row that is inserted: `VALUES (…) AS fresh`. */
  readonly rowAlias: NamePart | undefined;
  readonly conflicts: readonly (OnConflict | OnDuplicateKey)[];
  readonly returning: Returning | undefined;
}

/** `ON CONFLICT`; `set` is undefined for DO NOTHING. */
export interface OnConflict extends Ranged {
  readonly kind: 'on-conflict';
  /** Columns and expressions of the index that may conflict. */
  readonly target: readonly Expression[];
  /** Which rows a partial index is about. */
  readonly targetWhere: Where | undefined;
  readonly set: SetClause | undefined;
  readonly where: Where | undefined;
}

export interface OnDuplicateKey extends Ranged {
  readonly kind: 'on-duplicate-key';
  readonly set: SetClause;
}

export interface Update extends Ranged {
  readonly kind: 'update';
  readonly with: With | undefined;
  readonly tables: readonly TableReference[];
  readonly set: SetClause;
  readonly from: From | undefined;
  readonly where: Where | undefined;
  readonly orderBy: readonly Expression[];
  readonly limits: readonly Expression[];
  readonly returning: Returning | undefined;
}

export interface Delete extends Ranged {
  readonly kind: 'delete';
  readonly with: With | undefined;
  /** What rows are deleted from; MySQL names several, by their aliases. */
  readonly targets: readonly TableReference[];
  /** USING, or the FROM behind MySQL's targets. */
  readonly from: From | undefined;
  readonly where: Where | undefined;
  readonly orderBy: readonly Expression[];
  readonly limits: readonly Expression[];
  readonly returning: Returning | undefined;
}

export interface Merge extends Ranged {
  readonly kind: 'merge';
  readonly with: With | undefined;
  readonly target: TableReference;
  readonly source: TableReference;
  readonly condition: Expression;
  readonly actions: readonly MergeAction[];
  readonly returning: Returning | undefined;
}

/** One WHEN of a MERGE. */
export interface MergeAction extends Ranged {
  readonly kind: 'merge-action';
  readonly condition: Expression | undefined;
  /** Of UPDATE. */
  readonly set: SetClause | undefined;
  /** Of INSERT. */
  readonly columns: readonly Expression[];
  readonly values: Row | undefined;
}

export interface SetClause extends Ranged {
  readonly kind: 'set';
  readonly assignments: readonly Assignment[];
}

/** `target` is a column, several as a row, or part of one (`tags[1]`). A placeholder for all of `a = 1, b = 2` is both target and value. */
export interface Assignment extends Ranged {
  readonly kind: 'assignment';
  readonly target: Expression;
  readonly value: Expression;
}

export interface Returning extends Ranged {
  readonly kind: 'returning';
  readonly items: readonly SelectItem[];
}

export type SyntaxNode =
  | Expression
  | Statement
  | Window
  | SelectItem
  | With
  | CommonTable
  | From
  | Where
  | RowLock
  | TableReference
  | Join
  | OnConflict
  | OnDuplicateKey
  | MergeAction
  | SetClause
  | Assignment
  | Returning;

/** A hole outside of every node, which may hold anything: conditions, joins, `FOR UPDATE`, a sort direction. */
export interface SqlFragment {
  readonly start: number;
  /** The clause it stands in, by its first word in upper case; empty in parentheses that hold an expression. */
  readonly clause: string;
}
