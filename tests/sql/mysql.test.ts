import { describe, expect, test } from 'vitest';

import { mysqlStatements } from './cases/mysql.ts';
import { describeSql, unindent } from './describe-statement.ts';

describe('MySQL', () => {
  test.each(mysqlStatements)('statements: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
