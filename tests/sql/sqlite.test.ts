import { describe, expect, test } from 'vitest';

import { sqliteStatements } from './cases/sqlite.ts';
import { describeSql, unindent, type SqlCase } from './describe-statement.ts';

const sqlServer: readonly SqlCase[] = [
  [
    'SELECT TOP (1) * FROM accounts WITH (UPDLOCK, ROWLOCK) WHERE id = @id',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = named 0 id ‹@id› | id = @id
      where ends: 69
      lock: UPDATE
    `,
  ],
];

describe('SQLite and SQL Server', () => {
  test.each(sqliteStatements)('sqlite: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });

  test.each(sqlServer)('sql server: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
