/**
 * The option with which a user says how sure a finding has to be.
 */
import type { Certainty } from '../evaluation/domain/access.ts';

export interface CertaintyOptions {
  readonly certainty?: Certainty;
}

export const certaintySchema: { readonly type: 'string'; readonly enum: Certainty[]; readonly description: string } = {
  type: 'string',
  enum: ['certain', 'possible'],
  description:
    '`certain` reports what is known for sure, `possible` also what rests on a name or on code that was not seen.',
};

export function isSureEnough(
  finding: { readonly certainty: Certainty },
  options: CertaintyOptions | undefined,
): boolean {
  return finding.certainty === 'certain' || options?.certainty === 'possible';
}
