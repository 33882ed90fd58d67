import { parseExpression } from './parse-expression.ts';
import type { Placeholder, Row } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `(1, 2)`, MySQL's `ROW(1, 2)`, or a placeholder for one or more of them. */
export function parseRow(cursor: TokenCursor): Row | Placeholder {
  const { start } = cursor;
  const placeholder = cursor.takePlaceholder();
  if (placeholder !== undefined) {
    return placeholder;
  }
  cursor.take('ROW');
  const items = cursor.parenthesizedList(() => parseExpression(cursor));
  return { kind: 'row', items, range: cursor.rangeFrom(start) };
}
