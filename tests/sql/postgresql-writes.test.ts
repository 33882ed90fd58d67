import { describe, expect, test } from 'vitest';

import { postgresqlWrites } from './cases/postgresql-writes.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('PostgreSQL', () => {
  test.each(postgresqlWrites)('writes: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
