import type { Expression, Query, Statement, TableReference } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/**
 * What the files of the parser need of files above them. SQL is recursive by nature: a query holds expressions, and an
 * expression may hold a query. A file imports what lies below it; for the rest it asks the cursor's grammar, which
 * `parse-tree.ts` puts together, and nobody else.
 */
export interface Grammar {
  /** An expression of operators that bind at least as tightly as `minimum`; without it, of any. */
  parseExpression(cursor: TokenCursor, minimum?: number): Expression;
  /** A table and those joined to it. */
  parseJoinedTables(cursor: TokenCursor): TableReference;
  /** A query with its WITH, its UNIONs and what is written behind them. */
  parseQuery(cursor: TokenCursor): Query;
  /** What comes behind a query that was read already, and starts at `start`. */
  continueQuery(cursor: TokenCursor, first: Query, start: number): Query;
  /** Any statement that reads or writes rows. */
  parseStatement(cursor: TokenCursor): Statement;
}
