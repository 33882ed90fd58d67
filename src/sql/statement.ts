/**
 * What a SQL text says, as far as race analysis needs it. Made by `parse-sql.ts`, cached by text.
 *
 * Offsets (`SqlRange`) are UTF-16 positions in the SQL text that was parsed, in which each template hole stands as
 * one placeholder; `SqlText` maps them back to the source.
 *
 * Invariant: a statement that could not be parsed, or whose table is not a plain name, has `table: undefined`.
 */

export type SqlRange = readonly [start: number, end: number];

/** A SQL text with holes: `texts.length === holes + 1`. A plain string has one text and no hole. */
export interface SqlText {
  readonly texts: readonly string[];
}

export type SqlValue =
  /** `?` (position counted from 0 over the statement text), `$1` (index 0), `:name` / `@name` / `$name`, or template hole n. */
  | {
      readonly kind: 'placeholder';
      readonly style: 'positional' | 'numbered' | 'named' | 'hole';
      readonly index: number;
      readonly name: string | undefined;
      readonly range: SqlRange;
    }
  /** A column of the statement's own row, or of another table (then with that table's name; `excluded` for the row an upsert proposes). */
  | { readonly kind: 'column'; readonly name: string; readonly table: string | undefined; readonly range: SqlRange }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null; readonly range: SqlRange }
  /** Anything composed: the values it mentions, in order. `operator` is set for a plain binary operation. */
  | {
      readonly kind: 'expression';
      readonly operator: string | undefined;
      readonly operands: readonly SqlValue[];
      readonly range: SqlRange;
    }
  /** A subquery: `select` is what it reads. */
  | { readonly kind: 'subquery'; readonly select: SqlStatement | undefined; readonly range: SqlRange };

/** One conjunct of a WHERE: `column operator value`. Operators are upper case (`=`, `>=`, `IN`, `IS`, `IS NOT`, `LIKE`, `BETWEEN`, …), `<>` is `!=`. */
export interface SqlCondition {
  readonly column: string;
  readonly operator: string;
  readonly value: SqlValue;
  readonly range: SqlRange;
}

/**
 * `column = value` of an UPDATE, an upsert's DO UPDATE, or an INSERT (by position). `relative`: the value mentions a column of the row itself.
 * The column `*` stands for columns that only the placeholder in `value` knows: mysql's `SET ?`, postgres.js' `SET ${sql(row)}`.
 */
export interface SqlAssignment {
  readonly column: string;
  readonly value: SqlValue;
  readonly relative: boolean;
  /** True for the assignments of an upsert that apply where the row exists already: DO UPDATE, ON DUPLICATE KEY UPDATE. */
  readonly onConflict: boolean;
  readonly range: SqlRange;
}

export interface SqlStatement {
  readonly kind:
    | 'select'
    | 'insert'
    | 'update'
    | 'delete'
    | 'begin'
    | 'commit'
    | 'rollback'
    | 'savepoint'
    | 'set-isolation'
    | 'other';
  /** The table written, or the first one read; without schema and quotes. Undefined where it is not a plain name. */
  readonly table: string | undefined;
  /** Every table read through FROM, JOIN, WITH or a subquery, the first one included. */
  readonly tablesRead: readonly string[];
  /** Select list, or RETURNING list of a write: column names, `*` (also for a hole), or aggregates as `count`, `sum`, `max`, `min`, `avg`, `exists`. */
  readonly columns: readonly string[];
  /** `SELECT sum(x) AS total`: under which name a column of `columns` is read from the row. */
  readonly aliases: readonly { readonly alias: string; readonly column: string }[];
  /** For `count(*)`, `sum(x)`, … with no GROUP BY: which one. */
  readonly aggregate: string | undefined;
  /** The AND-ed conditions on the statement's own row. */
  readonly where: readonly SqlCondition[];
  /** False where the WHERE holds more than `where` says (OR, functions, subqueries, fragments in holes). True for no WHERE at all. */
  readonly whereIsComplete: boolean;
  /** Where a condition can be appended: offset after the last condition (or where ` WHERE` would go), undefined for inserts. */
  readonly whereEnd: number | undefined;
  readonly hasWhere: boolean;
  readonly assignments: readonly SqlAssignment[];
  /** Row lock of a SELECT: as written, upper case (`UPDATE`, `NO KEY UPDATE`, `SHARE`, `KEY SHARE`). */
  readonly lock: string | undefined;
  /** Offset where ` FOR UPDATE` goes, for a SELECT. */
  readonly lockAt: number | undefined;
  readonly returning: boolean;
  /** ON CONFLICT / ON DUPLICATE KEY / INSERT IGNORE / OR REPLACE. `columns` is the target as far as stated. */
  readonly conflict:
    { readonly action: 'nothing' | 'update' | 'replace'; readonly columns: readonly string[] } | undefined;
  /** BEGIN / SET TRANSACTION: the isolation level in upper case, `IMMEDIATE`/`EXCLUSIVE` for SQLite. */
  readonly isolation: string | undefined;
  /** Advisory lock functions called, such as `pg_advisory_xact_lock`, `pg_try_advisory_lock`, `GET_LOCK`, with their first argument. */
  readonly advisoryLocks: readonly { readonly function: string; readonly key: SqlValue | undefined }[];
  /** `INSERT … SELECT … WHERE`, `WHERE NOT EXISTS (…)`: an insert that carries its own guard. */
  readonly isGuardedInsert: boolean;
  readonly range: SqlRange;
}
