/**
 * The text of a statement that a value holds.
 */
import type { SqlText } from '../../sql/statement.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

/** Undefined where the value is no text. Concatenations become texts with holes. */
export function getSqlText(value: Value): { readonly text: SqlText; readonly holes: readonly Value[] } | undefined {
  const { what } = findTarget(value);
  switch (what.kind) {
    case 'constant':
      return typeof what.value === 'string' ? { text: { texts: [what.value] }, holes: [] } : undefined;
    case 'text':
      return { text: { texts: what.texts }, holes: what.values };
    case 'operation': {
      if (what.operator !== '+') return undefined;
      const texts: string[] = [''];
      const holes: Value[] = [];
      let hasText = false;
      for (const operand of what.operands) {
        const part = getSqlText(operand);
        if (part === undefined) {
          holes.push(operand);
          texts.push('');
          continue;
        }
        hasText = true;
        const [first = '', ...more] = part.text.texts;
        texts.push((texts.pop() ?? '') + first, ...more);
        holes.push(...part.holes);
      }
      return hasText ? { text: { texts }, holes } : undefined;
    }
    default:
      return undefined;
  }
}
