/**
 * The suggestions for a finding, best first. A remedy is offered only where every piece of it is exactly known.
 */
import type { Signing } from '../evaluation/access.ts';
import type { Escape, UncheckedWrite, UnscopedWrite } from '../windows/finding.ts';
import type { Window } from '../windows/window.ts';
import type { Remedy, RemedyContext } from './remedy.ts';

export type { Remedy, RemedyContext, RemedyKind } from './remedy.ts';
export { remedyMessages } from './remedy.ts';

export function findRemedies(_context: RemedyContext, _finding: Window | Escape | UnscopedWrite | UncheckedWrite | Signing): readonly Remedy[] {
  return [];
}
