import { TIME_UNITS } from './reserved-words.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Second words of types that have two: `double precision`, `character varying`. */
const SECOND_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['DOUBLE', new Set(['PRECISION'])],
  ['CHARACTER', new Set(['VARYING'])],
  ['CHAR', new Set(['VARYING'])],
  ['BIT', new Set(['VARYING'])],
  ['NATIONAL', new Set(['CHAR', 'CHARACTER', 'VARCHAR'])],
  ['SIGNED', new Set(['INTEGER', 'INT'])],
  ['UNSIGNED', new Set(['INTEGER', 'INT'])],
]);
const INTEGER_SIGNS: readonly string[] = ['UNSIGNED', 'SIGNED', 'ZEROFILL'];

/** Steps over the name of a type, with its length, time zone and array bounds. */
export function expectType(cursor: TokenCursor): void {
  cursor.take('SETOF');
  const first = cursor.token?.text ?? '';
  cursor.expectName();
  while (cursor.take('.')) {
    cursor.expectName();
  }
  const seconds = SECOND_WORDS.get(first);
  if (seconds !== undefined && cursor.atAny(seconds)) {
    cursor.advance();
  }
  if (first === 'INTERVAL') {
    takeIntervalFields(cursor);
  }
  if (cursor.at('(')) {
    cursor.skipParentheses();
  }
  if (first === 'TIME' || first === 'TIMESTAMP') {
    if (cursor.takeAny('WITH', 'WITHOUT') !== undefined && !cursor.takeAll('TIME', 'ZONE')) {
      cursor.fail();
    }
  }
  if (cursor.takeAny(...INTEGER_SIGNS) !== undefined) {
    cursor.takeAny(...INTEGER_SIGNS);
  }
  if (cursor.takeAll('CHARACTER', 'SET')) {
    cursor.expectName();
  }
  takeArrayBounds(cursor);
}

/** `DAY`, `DAY TO SECOND`, `DAY_HOUR`. */
export function takeIntervalFields(cursor: TokenCursor): void {
  if (cursor.atAny(TIME_UNITS)) {
    cursor.advance();
    if (cursor.take('TO')) {
      cursor.expectName();
    }
    if (cursor.at('(')) {
      cursor.skipParentheses();
    }
  }
}

function takeArrayBounds(cursor: TokenCursor): void {
  cursor.take('ARRAY');
  while (cursor.take('[')) {
    if (!cursor.at(']')) {
      cursor.advance();
    }
    cursor.expect(']');
  }
}
