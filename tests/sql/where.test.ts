import { describe, expect, test } from 'vitest';

import { conditions } from './cases/where.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('WHERE', () => {
  test.each(conditions)('conditions: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
