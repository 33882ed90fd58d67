/**
 * Race windows: a read, a write of the same state that the read decides, and what protects the pair.
 */
import type { Access, Authentication, Certainty, Guard, Scope } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Range } from '../languages/program.ts';

/** Where a finding is shown: the write, or the call that leads to it, in the innermost function that holds both ends. */
export interface Place {
  readonly module: EvaluatedModule;
  readonly range: Range;
}

export type WindowKind =
  /** The owner is compared in code (or asked for by the read), the write names the row by id alone. */
  | 'ownership'
  /** A single-use credential is read, then consumed in a second step. */
  | 'token'
  /** A field is written that was computed from what was read. */
  | 'value'
  /** The write runs only because of what was read. */
  | 'guard';

export type Protection =
  | { readonly kind: 'statement' }
  | { readonly kind: 'compare-and-set' }
  | { readonly kind: 'row-lock' }
  | { readonly kind: 'serializable' }
  | { readonly kind: 'transaction'; readonly scope: Extract<Scope, { kind: 'transaction' }> | undefined }
  | { readonly kind: 'lock'; readonly scope: Extract<Scope, { kind: 'lock' }> }
  | { readonly kind: 'unique-key' }
  | { readonly kind: 'optimistic-version' }
  | { readonly kind: 'synchronous' };

export interface Window {
  readonly kind: WindowKind;
  readonly read: Access;
  readonly write: Access;
  /** The field read that decides: compared, or computed on. Undefined where the row itself is looked for. */
  readonly field: string | undefined;
  /** The condition that decides, for all kinds but `value`. */
  readonly guard: Guard | undefined;
  /** Rows are counted or looked for, then one is inserted. */
  readonly isInsert: boolean;
  readonly certainty: Certainty;
  readonly protections: readonly Protection[];
  readonly place: Place;
  readonly authentication: Authentication | undefined;
}
