import { describe, expect, test } from 'vitest';

import { holes } from './cases/holes.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('template holes', () => {
  test.each(holes)('holes: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
