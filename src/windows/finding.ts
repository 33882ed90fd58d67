/**
 * What the analysis reports besides race windows: statements that leave their transaction, writes that anybody may make,
 * and guarded writes whose outcome nobody looks at.
 */
import type { Access, Authentication, Certainty, Connection, Scope } from '../evaluation/domain/access.ts';

/** A statement inside a transaction that runs on the outer client. */
export interface Escape {
  readonly kind: 'escape';
  readonly access: Access;
  readonly scope: Extract<Scope, { kind: 'transaction' }>;
  /** The connection it should have used, and how the code names it. */
  readonly connection: Connection | undefined;
  readonly certainty: Certainty;
}

/** A row named by the client is written, and nothing ties it to the caller. */
export interface UnscopedWrite {
  readonly kind: 'unscoped';
  readonly access: Access;
  /** The condition that names the row. */
  readonly keyField: string;
  /** A column of the table that says whose the row is; undefined where none is known. */
  readonly ownerField: string | undefined;
  readonly authentication: Authentication;
  readonly certainty: Certainty;
}

/** An owner-scoped or guarded write whose count is ignored: it answers success whether or not a row matched. */
export interface UncheckedWrite {
  readonly kind: 'unchecked';
  readonly access: Access;
  /** The condition besides the key. */
  readonly guardField: string;
  readonly certainty: Certainty;
}
