import type { SqlCase } from '../describe-statement.ts';

export const holes: readonly SqlCase[] = [
  [
    'UPDATE ¤ SET balance = ¤ WHERE id = ¤',
    `
      update ?
      set: balance = hole 1 ‹¤› | balance = ¤
      where: id = hole 2 ‹¤› | id = ¤
      where ends: 37
    `,
  ],
  [
    'UPDATE accounts SET ¤ = ¤ WHERE ¤ = ¤',
    `
      update accounts
      set: * = hole 1 ‹¤› | ¤ = ¤
      where: and more
      where ends: 37
    `,
  ],
  [
    'UPDATE accounts SET balance = balance - ¤ WHERE id = ¤ AND balance >= ¤',
    `
      update accounts
      set: balance = -(balance ‹balance›; hole 0 ‹¤›), relative | balance = balance - ¤
      where: id = hole 1 ‹¤› | id = ¤
      where: balance >= hole 2 ‹¤› | balance >= ¤
      where ends: 71
    `,
  ],
  [
    'UPDATE accounts SET balance = ¤ WHERE ¤',
    `
      update accounts
      set: balance = hole 0 ‹¤› | balance = ¤
      where: and more
      where ends: 39
    `,
  ],
  [
    'UPDATE accounts SET ¤ WHERE id = ¤',
    `
      update accounts
      set: * = hole 0 ‹¤› | ¤
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 34
    `,
  ],
  [
    'UPDATE accounts SET a = 1, ¤ WHERE id = ¤',
    `
      update accounts
      set: a = 1 | a = 1
      set: * = hole 0 ‹¤› | ¤
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 41
    `,
  ],
  [
    'UPDATE accounts SET a = 1 ¤ WHERE id = ¤',
    `
      update accounts
      set: a = 1 | a = 1
      set: * = hole 0 ‹¤› | ¤
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 40
    `,
  ],
  [
    'UPDATE accounts SET a = 1 WHERE id = ¤ ¤',
    `
      update accounts
      set: a = 1 | a = 1
      where: id = hole 0 ‹¤› | id = ¤
      where: and more
      where ends: 38
    `,
  ],
  [
    `UPDATE ¤.accounts SET a = '¤' WHERE id = "¤" AND b LIKE '%¤%'`,
    `
      update accounts
      set: a = hole 1 ‹¤› | a = '¤'
      where: id = hole 2 ‹¤› | id = "¤"
      where: b LIKE of(hole 3 ‹¤›) | b LIKE '%¤%'
      where ends: 61
    `,
  ],
  [
    'UPDATE accounts_¤ SET a = 1 WHERE x_¤ = 2',
    `
      update ?
      set: a = 1 | a = 1
      where: and more
      where ends: 41
    `,
  ],
  [
    'UPDATE "¤" SET a = 1 WHERE id = $1',
    `
      update ?
      set: a = 1 | a = 1
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 34
    `,
  ],
  [
    'UPDATE accounts SET a = $¤ WHERE id = $¤',
    `
      update accounts
      set: a = hole 0 ‹¤› | a = $¤
      where: id = hole 1 ‹¤› | id = $¤
      where ends: 40
    `,
  ],
  [
    'SELECT ¤ FROM accounts WHERE id = ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 35
      lock would go: 35
    `,
  ],
  [
    'SELECT * FROM accounts ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: and more
    `,
  ],
  [
    'SELECT * FROM accounts ¤ WHERE id = 1',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = 1 | id = 1
      where: and more
      where ends: 37
      lock would go: 37
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ¤ AND status IN (¤)',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 0 ‹¤› | id = ¤
      where: status IN of(hole 1 ‹¤›) | status IN (¤)
      where: and more
      where ends: 53
      lock would go: 53
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id IN ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id IN of(hole 0 ‹¤›) | id IN ¤
      where: and more
      where ends: 36
      lock would go: 36
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id IN (¤, ¤)',
    `
      select accounts
      reads: accounts
      columns: *
      where: id IN of(hole 0 ‹¤›; hole 1 ‹¤›) | id IN (¤, ¤)
      where ends: 41
      lock would go: 41
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ANY(¤)',
    `
      select accounts
      reads: accounts
      columns: *
      where: id IN hole 0 ‹¤› | id = ANY(¤)
      where ends: 40
      lock would go: 40
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ¤ ORDER BY created ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 0 ‹¤› | id = ¤
      where ends: 35
      lock would go: 54
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ¤ ORDER BY ¤ LIMIT ¤ OFFSET ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 0 ‹¤› | id = ¤
      where ends: 35
      lock would go: 63
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ¤ LIMIT 1 ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 0 ‹¤› | id = ¤
      where ends: 35
    `,
  ],
  [
    'SELECT * FROM accounts WHERE id = ¤ FOR UPDATE ¤',
    `
      select accounts
      reads: accounts
      columns: *
      where: id = hole 0 ‹¤› | id = ¤
      where ends: 35
      lock: UPDATE
    `,
  ],
  [
    'SELECT * FROM accounts WHERE price * ¤ > 5 AND (¤)',
    `
      select accounts
      reads: accounts
      columns: *
      where: and more
      where ends: 50
      lock would go: 50
    `,
  ],
  [
    'SELECT * FROM (¤) t WHERE t.id = 1',
    `
      select ?
      columns: *
      where: id = 1 | t.id = 1
      where ends: 34
    `,
  ],
  [
    'WITH t AS (¤) SELECT * FROM t',
    `
      select ?
      columns: *
      where would go: 29
    `,
  ],
  [
    'INSERT INTO users ¤',
    `
      insert users
      set: * = hole 0 ‹¤› | ¤
    `,
  ],
  [
    'INSERT INTO users ¤ RETURNING *',
    `
      insert users
      returning: *
      set: * = hole 0 ‹¤› | ¤
    `,
  ],
  [
    'INSERT INTO users ¤ VALUES ¤',
    `
      insert users
      set: * = hole 1 ‹¤› | ¤
    `,
  ],
  [
    'INSERT INTO users (¤) VALUES (¤)',
    `
      insert users
      set: * = hole 1 ‹¤› | ¤
    `,
  ],
  [
    'INSERT INTO users (a, b) VALUES (¤, ¤) ¤',
    `
      insert users
      set: a = hole 0 ‹¤› | ¤
      set: b = hole 1 ‹¤› | ¤
      where: and more
    `,
  ],
  [
    'INSERT INTO users (a, b) ¤',
    `
      insert users
      set: * = hole 0 ‹¤› | ¤
    `,
  ],
  [
    'INSERT INTO ¤ (a) VALUES (¤)',
    `
      insert ?
      set: a = hole 1 ‹¤› | ¤
    `,
  ],
  [
    'DELETE FROM ¤ WHERE id = ¤',
    `
      delete ?
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 26
    `,
  ],
  [
    'WITH ¤, old AS (SELECT id FROM jobs) SELECT * FROM old',
    `
      select ?
      reads: jobs
      columns: *
      where: and more
    `,
  ],
  [
    'WITH old AS (¤ UNION SELECT id FROM jobs) DELETE FROM jobs WHERE id = ¤',
    `
      delete jobs
      reads: jobs
      where: id = hole 1 ‹¤› | id = ¤
      where ends: 71
    `,
  ],
  [
    'SELECT ¤ j.id AS id, ¤ count(*) AS n FROM jobs j',
    `
      select jobs
      reads: jobs
      columns: *, id, count
      alias: id of id
      alias: n of count
      aggregate: count
      where would go: 48
    `,
  ],
  [
    'SELECT id FROM jobs WHERE tries ¤ 5 AND state = ¤',
    `
      select jobs
      reads: jobs
      columns: id
      where: state = hole 1 ‹¤› | state = ¤
      where: and more
      where ends: 49
      lock would go: 49
    `,
  ],
  [
    'SELECT id FROM jobs WHERE id = ¤ FOR ¤',
    `
      select jobs
      reads: jobs
      columns: id
      where: id = hole 0 ‹¤› | id = ¤
      where ends: 32
      lock: UPDATE
    `,
  ],
  [
    'SELECT CASE ¤ ELSE 5 END AS age FROM jobs',
    `
      select jobs
      reads: jobs
      where: and more
      lock would go: 41
    `,
  ],
  [
    'UPDATE ¤ SET ¤.a = 1, b = ¤ WHERE ¤.id = 2',
    `
      update ?
      set: a = 1 | ¤.a = 1
      set: b = hole 2 ‹¤› | b = ¤
      where: and more
      where ends: 42
    `,
  ],
  [
    'SELECT * FROM jobs WHERE EXISTS (¤) AND id = 1',
    `
      select jobs
      reads: jobs
      columns: *
      where: id = 1 | id = 1
      where: and more
      where ends: 46
      lock would go: 46
    `,
  ],
  [
    'INSERT INTO users (a) ¤',
    `
      insert users
      set: * = hole 0 ‹¤› | ¤
    `,
  ],
  [
    'SELECT a.id, ¤ FROM (SELECT id FROM accounts WHERE id = ¤) a',
    `
      select ?
      reads: accounts
      columns: id, *
      where would go: 60
    `,
  ],
];
