import { parseExpression } from './parse-expression.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Whether a word that could be an alias begins a hint instead. */
export function startsHint(cursor: TokenCursor): boolean {
  switch (cursor.token?.text) {
    case 'FORCE':
    case 'USE':
    case 'IGNORE':
      return cursor.at('INDEX', 1) || cursor.at('KEY', 1);
    case 'INDEXED':
      return cursor.at('BY', 1);
    case 'LOCK':
      return cursor.at('IN', 1);
    case 'PARTITION':
      return cursor.at('(', 1);
    default:
      return false;
  }
}

/** Steps over what databases let one say about a table; true where it locks the rows. */
export function takeHints(cursor: TokenCursor): boolean {
  let isLocked = false;
  for (;;) {
    if (cursor.at('WITH') && cursor.at('(', 1)) {
      cursor.advance();
      isLocked ||= cursor.parenthesized(() => takeTableHints(cursor));
    } else if (cursor.at('TABLESAMPLE')) {
      takeSample(cursor);
    } else if (cursor.takeAll('INDEXED', 'BY')) {
      cursor.expectName();
    } else if (cursor.takeAll('FOR', 'SYSTEM_TIME', 'AS', 'OF')) {
      parseExpression(cursor);
    } else if (startsHint(cursor) && !cursor.at('LOCK')) {
      takeIndexHint(cursor);
    } else if (!cursor.takeAll('NOT', 'INDEXED')) {
      return isLocked;
    }
  }
}

/** SQL Server's `WITH (UPDLOCK, ROWLOCK, INDEX (i))`. */
function takeTableHints(cursor: TokenCursor): boolean {
  const hints = cursor.list(() => {
    const word = cursor.token?.text;
    cursor.expectName();
    if (cursor.at('(')) {
      cursor.skipParentheses();
    }
    return word;
  });
  return hints.includes('UPDLOCK') || hints.includes('XLOCK');
}

function takeSample(cursor: TokenCursor): void {
  cursor.expect('TABLESAMPLE');
  cursor.expectName();
  cursor.parenthesizedList(() => parseExpression(cursor));
  if (cursor.take('REPEATABLE')) {
    cursor.parenthesizedList(() => parseExpression(cursor));
  }
}

/** MySQL's `FORCE INDEX FOR ORDER BY (a, b)`, `PARTITION (p0)`. */
function takeIndexHint(cursor: TokenCursor): void {
  const word = cursor.advance().text;
  if (word !== 'PARTITION') {
    cursor.advance();
    if (
      cursor.take('FOR') &&
      !cursor.take('JOIN') &&
      !cursor.takeAll('ORDER', 'BY') &&
      !cursor.takeAll('GROUP', 'BY')
    ) {
      cursor.fail();
    }
  }
  cursor.skipParentheses();
}
