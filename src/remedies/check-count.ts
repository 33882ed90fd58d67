/**
 * Makes the code look at how many rows a write matched, and refuse where there was none.
 */
import type { Guard } from '../evaluation/domain/access.ts';
import { findCallPlace, findFreeName, isTested } from './enclosing-statement.ts';
import { getParent } from './program-tree.ts';
import { findRefusal, indentRefusal } from './refusal.ts';
import type { TextEdit } from './remedy.ts';
import type { Target } from './requirement.ts';

/** What the call gives, and how to ask it whether a row matched. */
export interface Outcome {
  readonly awaits: boolean;
  /** `updated` gives `updated.rowCount === 0`. */
  readonly isNone: (name: string) => string;
  /** What stands on the left of `= await …`: the name, or a pattern with it. */
  readonly bind: (name: string) => string;
}

/** No edits where the code looks already; undefined where there is no place for the check. */
export function addCheck(
  target: Target,
  outcome: Outcome | undefined,
  guard: Guard | undefined,
): readonly TextEdit[] | undefined {
  const { module, write } = target;
  const { call } = write;
  if (call === undefined) return undefined;
  if (isChecked(target)) return [];
  if (outcome === undefined) return undefined;
  const place = findCallPlace(module, call, outcome.awaits);
  if (place.kind === 'other') return undefined;
  const { statement } = place;
  const name =
    place.kind === 'named'
      ? place.name
      : findFreeName(module, call, write.operation === 'delete' ? 'deleted' : 'updated');
  // A value that was unpacked is no longer what `isNone` asks.
  if (place.kind === 'named' && outcome.bind(name) !== name) return undefined;
  const refusal = indentRefusal(findRefusal(target, guard), statement.indent);
  const end = findLineEnd(module.text, statement.range[1]);
  const check: TextEdit = {
    range: [end, end],
    text: `\n${statement.indent}if (${outcome.isNone(name)}) ${statement.semicolon === '' && !refusal.endsWith('}') ? refusal.replace(/;$/, '') : refusal}`,
  };
  return place.kind === 'named'
    ? [check]
    : [{ range: [place.range[0], place.range[0]], text: `const ${outcome.bind(name)} = ` }, check];
}

/** The result is bound, and something is decided by it; or it is what the function returns. */
function isChecked({ module, write }: Target): boolean {
  if (!write.outcomeUsed || write.call === undefined) return false;
  let node = getParent(module, write.call);
  while (
    node !== undefined &&
    (node.kind === 'suspend' || node.kind === 'member' || node.kind === 'operation' || node.kind === 'choice')
  ) {
    if (node.kind === 'choice') return true;
    node = getParent(module, node);
  }
  if (node?.kind === 'let') return isTested(module, node);
  return node?.kind === 'return' || node?.kind === 'if';
}

/** Past a comment on the same line, which belongs to the statement. */
function findLineEnd(text: string, from: number): number {
  return from + (/^[ \t]*\/\/[^\n\r]*/.exec(text.slice(from))?.[0].length ?? 0);
}
