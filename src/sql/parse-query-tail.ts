import type { Expression, RowLock } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** `ORDER BY a DESC NULLS LAST, b`: the expressions. */
export function takeOrderBy(cursor: TokenCursor): readonly Expression[] {
  if (!cursor.takeAll('ORDER', 'BY')) {
    return [];
  }
  cursor.clause = 'ORDER';
  return cursor.list(() => {
    const expression = cursor.grammar.parseExpression(cursor);
    if (cursor.takeAny('ASC', 'DESC') === undefined && cursor.take('USING')) {
      cursor.advance();
    }
    if (cursor.take('NULLS') && cursor.takeAny('FIRST', 'LAST') === undefined) {
      cursor.fail();
    }
    cursor.takeFragments();
    return expression;
  });
}

/** LIMIT, OFFSET or FETCH, if one is next. */
export function takeLimit(cursor: TokenCursor): readonly Expression[] | undefined {
  if (cursor.take('LIMIT')) {
    cursor.clause = 'LIMIT';
    return cursor.take('ALL') ? [] : cursor.list(() => cursor.grammar.parseExpression(cursor));
  }
  if (cursor.take('OFFSET')) {
    cursor.clause = 'OFFSET';
    const offset = cursor.grammar.parseExpression(cursor);
    cursor.takeAny('ROW', 'ROWS');
    return [offset];
  }
  if (!cursor.take('FETCH')) {
    return undefined;
  }
  cursor.clause = 'FETCH';
  if (cursor.takeAny('FIRST', 'NEXT') === undefined) {
    return cursor.fail();
  }
  const count = cursor.at('ROW') || cursor.at('ROWS') ? [] : [cursor.grammar.parseExpression(cursor)];
  if (cursor.takeAny('ROW', 'ROWS') === undefined || !(cursor.take('ONLY') || cursor.takeAll('WITH', 'TIES'))) {
    return cursor.fail();
  }
  return count;
}

/** A locking clause of any dialect, if one is next. */
export function takeRowLock(cursor: TokenCursor): RowLock | undefined {
  const { start } = cursor;
  if (cursor.takeAll('LOCK', 'IN')) {
    cursor.clause = 'FOR';
    cursor.expect('SHARE');
    cursor.expect('MODE');
    return { kind: 'row-lock', strength: 'SHARE', range: cursor.rangeFrom(start) };
  }
  if (!cursor.take('FOR')) {
    return undefined;
  }
  cursor.clause = 'FOR';
  const strength = takeStrength(cursor);
  if (cursor.take('OF')) {
    cursor.list(() => {
      cursor.expectName();
      while (cursor.take('.')) {
        cursor.expectName();
      }
    });
  }
  if (!cursor.take('NOWAIT') && !cursor.takeAll('SKIP', 'LOCKED') && cursor.take('WAIT')) {
    cursor.advance();
  }
  return { kind: 'row-lock', strength, range: cursor.rangeFrom(start) };
}

function takeStrength(cursor: TokenCursor): RowLock['strength'] {
  if (cursor.take('UPDATE')) {
    return 'UPDATE';
  }
  if (cursor.take('SHARE')) {
    return 'SHARE';
  }
  if (cursor.takeAll('NO', 'KEY', 'UPDATE')) {
    return 'NO KEY UPDATE';
  }
  return cursor.takeAll('KEY', 'SHARE') ? 'KEY SHARE' : cursor.fail();
}
