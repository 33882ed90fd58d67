/**
 * What each family of stores can do to a write. All answer with undefined where they are not sure.
 */
import type { Access, Guard } from '../evaluation/domain/access.ts';
import type { TextEdit } from './remedy.ts';
import type { Requirement, Target } from './requirement.ts';

export interface ChangeWrite {
  /** Conditions the write is to carry. */
  readonly requirements: readonly Requirement[];
  /** The field whose new value the store is to compute; undefined where none is computed. */
  readonly field: string | undefined;
  /** The check whose answer fits where no row matches any more. */
  readonly guard: Guard | undefined;
}

export interface ChangedWrite {
  /** What was added, as people would say it. */
  readonly condition: string;
  readonly expression: string;
  readonly edits: readonly TextEdit[];
}

export interface StoreRemedies {
  change(target: Target, change: ChangeWrite): ChangedWrite | undefined;
  /** A check of how many rows the write matched; no edits where there is one. */
  check(target: Target): readonly TextEdit[] | undefined;
  lockRow?(read: Access, target: Target): { readonly lock: string; readonly edits: readonly TextEdit[] } | undefined;
}
