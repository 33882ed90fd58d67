import { describe, expect, test } from 'vitest';

import { postgresqlReads } from './cases/postgresql-reads.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('PostgreSQL', () => {
  test.each(postgresqlReads)('reads: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
