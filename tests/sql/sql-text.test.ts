import { describe, expect, test } from 'vitest';

import {
  findTextSpan,
  getHoleOffsets,
  getJoinedOffset,
  joinSqlText,
  locateInTexts,
  sqlTextOf,
} from '../../src/sql/sql-text.ts';
import type { SqlText } from '../../src/sql/statement.ts';

// Joined: `a = ` 0-4, hole 4, ` AND b = ` 5-14, hole 14, hole 15, empty text at 16.
const text: SqlText = { texts: ['a = ', ' AND b = ', '', ''] };

describe('sql text', () => {
  test('joins with one character for each hole', () => {
    expect(joinSqlText(text)).toBe('a = \uFFFC AND b = \uFFFC\uFFFC');
    expect(getHoleOffsets(text)).toEqual([4, 14, 15]);
    expect(joinSqlText(sqlTextOf('a = 1'))).toBe('a = 1');
    expect(getHoleOffsets(sqlTextOf('a = 1'))).toEqual([]);
  });

  test.each([
    [0, 0, 0],
    [4, 0, 4],
    [5, 1, 0],
    [14, 1, 9],
    [15, 2, 0],
    [16, 3, 0],
  ])('offset %i lies in text %i at %i, and back', (offset, textIndex, offsetInText) => {
    expect(locateInTexts(text, offset)).toEqual({ textIndex, offsetInText });
    expect(getJoinedOffset(text, { textIndex, offsetInText })).toBe(offset);
  });

  test('offsets outside are clamped', () => {
    expect(locateInTexts(text, -3)).toEqual({ textIndex: 0, offsetInText: 0 });
    expect(locateInTexts(text, 99)).toEqual({ textIndex: 3, offsetInText: 0 });
    expect(locateInTexts({ texts: [] }, 1)).toEqual({ textIndex: 0, offsetInText: 0 });
  });

  test('a range is in one text, or cannot be edited', () => {
    expect(findTextSpan(text, [5, 9])).toEqual({ textIndex: 1, start: 0, end: 4 });
    expect(findTextSpan(text, [14, 14])).toEqual({ textIndex: 1, start: 9, end: 9 });
    expect(findTextSpan(text, [0, 5])).toBeUndefined();
    expect(findTextSpan(text, [3, 9])).toBeUndefined();
    expect(findTextSpan(text, [9, 3])).toBeUndefined();
  });
});
