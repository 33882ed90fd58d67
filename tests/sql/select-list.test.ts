import { describe, expect, test } from 'vitest';

import { selectLists } from './cases/select-list.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('select lists', () => {
  test.each(selectLists)('select lists: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
