/**
 * What a finding can be repaired with: text edits of the linted file, each set a suggestion of its own.
 */
import type { Access, RootResult } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Range } from '../languages/program.ts';
import type { TableSchema } from '../schema/table-schema.ts';

export type RemedyKind =
  'addOwner' | 'addGuard' | 'computeInStatement' | 'lockRow' | 'checkCount' | 'useTransaction' | 'addExpiry';

/** Replaces `range` of the file by `text`; an insertion where the range is empty. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** The edits of one remedy do not overlap, and are made all together. */
export interface Remedy {
  readonly kind: RemedyKind;
  /** What the message of its kind mentions. */
  readonly data: Readonly<Record<string, string>>;
  readonly edits: readonly TextEdit[];
}

/** What remedies need of the analysis (which fits as it is). */
export interface RemedyContext {
  /** The linted file: nothing else is edited. */
  readonly module: EvaluatedModule | undefined;
  getRoots(): readonly RootResult[];
  findTable(access: Access): TableSchema | undefined;
}

/** Titles of the suggestions. */
export const remedyMessages: Readonly<Record<RemedyKind, string>> = {
  addOwner: 'Add {{condition}} to the condition of the write',
  addGuard: 'Add {{condition}} to the condition of the write',
  computeInStatement: 'Let the store compute {{expression}}',
  lockRow: 'Lock the row where it is read, with {{lock}}',
  checkCount: 'Check whether a row was written',
  useTransaction: 'Run the statement on {{handle}}',
  addExpiry: 'Let the token expire after {{expiry}}',
};
