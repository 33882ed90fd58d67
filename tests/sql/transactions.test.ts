import { describe, expect, test } from 'vitest';

import { describeSql, unindent, type SqlCase } from './describe-statement.ts';

const transactions: readonly SqlCase[] = [
  [
    'BEGIN',
    `
      begin ?
    `,
  ],
  [
    'begin transaction;',
    `
      begin ?
      range: begin transaction
    `,
  ],
  [
    'BEGIN ISOLATION LEVEL SERIALIZABLE',
    `
      begin ?
      isolation: SERIALIZABLE
    `,
  ],
  [
    'BEGIN IMMEDIATE',
    `
      begin ?
      isolation: IMMEDIATE
    `,
  ],
  [
    'BEGIN EXCLUSIVE TRANSACTION',
    `
      begin ?
      isolation: EXCLUSIVE
    `,
  ],
  [
    'BEGIN DEFERRED',
    `
      begin ?
    `,
  ],
  [
    'START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE',
    `
      begin ?
      isolation: REPEATABLE READ
    `,
  ],
  [
    'START TRANSACTION WITH CONSISTENT SNAPSHOT',
    `
      begin ?
    `,
  ],
  [
    'START TRANSACTION READ ONLY',
    `
      begin ?
    `,
  ],
  [
    'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
    `
      set-isolation ?
      isolation: READ COMMITTED
    `,
  ],
  [
    'SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    `
      set-isolation ?
      isolation: SERIALIZABLE
    `,
  ],
  [
    'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    `
      set-isolation ?
      isolation: SERIALIZABLE
    `,
  ],
  [
    'SET TRANSACTION ISOLATION LEVEL ¤',
    `
      set-isolation ?
    `,
  ],
  [
    'COMMIT',
    `
      commit ?
    `,
  ],
  [
    'COMMIT WORK',
    `
      commit ?
    `,
  ],
  [
    'END;',
    `
      commit ?
      range: END
    `,
  ],
  [
    'ROLLBACK',
    `
      rollback ?
    `,
  ],
  [
    'ABORT',
    `
      rollback ?
    `,
  ],
  [
    'ROLLBACK TO SAVEPOINT before_write',
    `
      savepoint ?
    `,
  ],
  [
    'ROLLBACK TO ¤',
    `
      savepoint ?
    `,
  ],
  [
    'SAVEPOINT s¤',
    `
      savepoint ?
    `,
  ],
  [
    'RELEASE SAVEPOINT s1',
    `
      savepoint ?
    `,
  ],
  ['SET search_path TO x'],
  [
    'BEGIN; UPDATE t SET a = 1 WHERE id = 2; COMMIT;',
    `
      begin ?
      range: BEGIN
    `,
    `
      update t
      range: UPDATE t SET a = 1 WHERE id = 2
      set: a = 1 | a = 1
      where: id = 2 | id = 2
      where ends: 38
    `,
    `
      commit ?
      range: COMMIT
    `,
  ],
];

const otherStatements: readonly SqlCase[] = [
  [
    'CREATE TABLE t (id int primary key)',
    `
      other ?
      where: and more
    `,
  ],
  [
    'CREATE TRIGGER x AFTER UPDATE ON t BEGIN UPDATE u SET a = 1; DELETE FROM v; END',
    `
      other ?
      where: and more
    `,
  ],
  [
    'TRUNCATE t',
    `
      other ?
      where: and more
    `,
  ],
  [
    'LOCK TABLE t IN EXCLUSIVE MODE',
    `
      other ?
      where: and more
    `,
  ],
  [
    'SELECT FROM WHERE FROM',
    `
      select ?
      where: and more
    `,
  ],
  [
    'UPDATE t SET SET a = 1',
    `
      update ?
      where: and more
    `,
  ],
  [
    'INSERT INTO t VALUES VALUES',
    `
      insert ?
      where: and more
    `,
  ],
  [
    'DELETE FROM FROM t',
    `
      delete ?
      where: and more
    `,
  ],
  [
    'WITH x AS SELECT',
    `
      other ?
      where: and more
    `,
  ],
];

const noSQL: readonly SqlCase[] = [
  ['Update your profile'],
  ['Select a value from the list'],
  ['Delete this comment'],
  ['select a file'],
  ['Insert coin'],
  ['Create a new account'],
  ['hello world'],
  ['¤ WHERE id = 1'],
  ['-- only a comment'],
  ['/* unclosed'],
  ['https://example.com/update'],
  ['set up'],
  ['Delete a key pair from your account.'],
  ['Delete the item (by id), then set x = 1 from it.'],
  ['Merge another config into self, "keeping" values.'],
];

describe('statements known by their words', () => {
  test.each(transactions)('transactions: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });

  test.each(otherStatements)('other statements: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });

  test.each(noSQL)('no SQL: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
