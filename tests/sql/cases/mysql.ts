import type { SqlCase } from '../describe-statement.ts';

export const mysqlStatements: readonly SqlCase[] = [
  [
    'SELECT `balance` FROM `accounts` WHERE `id` = ? AND `status` = "active" LIMIT 0, 1',
    `
      select accounts
      reads: accounts
      columns: balance
      where: id = positional 0 ‹?› | \`id\` = ?
      where: status = "active" | \`status\` = "active"
      where ends: 71
      lock would go: 82
    `,
  ],
  [
    'SELECT balance FROM accounts WHERE id = ? LOCK IN SHARE MODE',
    `
      select accounts
      reads: accounts
      columns: balance
      where: id = positional 0 ‹?› | id = ?
      where ends: 41
      lock: SHARE
    `,
  ],
  [
    'SELECT balance FROM accounts WHERE id = ? FOR SHARE NOWAIT',
    `
      select accounts
      reads: accounts
      columns: balance
      where: id = positional 0 ‹?› | id = ?
      where ends: 41
      lock: SHARE
    `,
  ],
  [
    'SELECT SQL_NO_CACHE * FROM accounts FORCE INDEX (owner) WHERE owner_id = ? FOR UPDATE WAIT 5',
    `
      select accounts
      reads: accounts
      columns: *
      where: owner_id = positional 0 ‹?› | owner_id = ?
      where ends: 74
      lock: UPDATE
    `,
  ],
  [
    'UPDATE accounts SET balance = balance - ?, spent = IF(spent > 0, spent + ?, ?) WHERE id = ? LIMIT 1',
    `
      update accounts
      set: balance = -(balance ‹balance›; positional 0 ‹?›), relative | balance = balance - ?
      set: spent = of(>(spent ‹spent›; 0); +(spent ‹spent›; positional 1 ‹?›); positional 2 ‹?›), relative | spent = IF(spent > 0, spent + ?, ?)
      where: id = positional 3 ‹?› | id = ?
      where ends: 91
    `,
  ],
  [
    'UPDATE accounts a INNER JOIN owners o ON o.id = a.owner_id SET a.balance = ?, o.seen = 1 WHERE a.id = ?',
    `
      update accounts
      reads: owners
      set: balance = positional 0 ‹?› | a.balance = ?
      where: id = positional 1 ‹?› | a.id = ?
      where: and more
      where ends: 103
    `,
  ],
  [
    'UPDATE ?? SET ? WHERE id = ?',
    `
      update ?
      set: * = positional 1 ‹?› | ?
      where: id = positional 2 ‹?› | id = ?
      where ends: 28
    `,
  ],
  [
    'INSERT INTO users SET ?',
    `
      insert users
      set: * = positional 0 ‹?› | ?
    `,
  ],
  [
    "INSERT INTO users SET email = ?, name = 'x'",
    `
      insert users
      set: email = positional 0 ‹?› | email = ?
      set: name = "x" | name = 'x'
    `,
  ],
  [
    'INSERT INTO users (email, name) VALUES ?',
    `
      insert users
      set: * = positional 0 ‹?› | ?
    `,
  ],
  [
    'INSERT IGNORE INTO users (email) VALUES (?)',
    `
      insert users
      set: email = positional 0 ‹?› | ?
      conflict: nothing ()
    `,
  ],
  [
    'REPLACE INTO settings (name, value) VALUES (?, ?)',
    `
      insert settings
      set: name = positional 0 ‹?› | ?
      set: value = positional 1 ‹?› | ?
      conflict: replace ()
    `,
  ],
  [
    'INSERT INTO counters (name, n) VALUES (?, 1) ON DUPLICATE KEY UPDATE n = n + VALUES(n)',
    `
      insert counters
      set: name = positional 0 ‹?› | ?
      set: n = 1 | 1
      set on conflict: n = +(n ‹n›; n of excluded ‹VALUES(n)›), relative | n = n + VALUES(n)
      conflict: update ()
    `,
  ],
  [
    'INSERT INTO counters (name, n) VALUES (?, 1) AS fresh ON DUPLICATE KEY UPDATE n = counters.n + fresh.n',
    `
      insert counters
      set: name = positional 0 ‹?› | ?
      set: n = 1 | 1
      set on conflict: n = +(n ‹counters.n›; n of excluded ‹fresh.n›), relative | n = counters.n + fresh.n
      conflict: update ()
    `,
  ],
  [
    'INSERT INTO a (x) SELECT ? FROM DUAL WHERE NOT EXISTS (SELECT * FROM a WHERE x = ?)',
    `
      insert a
      reads: a
      set: x = positional 0 ‹?› | ?
      where: and more
      guarded insert
    `,
  ],
  [
    'DELETE s FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ?',
    `
      delete sessions
      reads: sessions, users
      where: id = positional 0 ‹?› | s.id = ?
      where ends: 72
    `,
  ],
  [
    "DELETE FROM sessions WHERE name = 'it\\'s' AND id = ?",
    `
      delete sessions
      where: name = "it's" | name = 'it\\'s'
      where: id = positional 0 ‹?› | id = ?
      where ends: 52
    `,
  ],
  [
    'SELECT * FROM user WHERE id = ? AND name <=> ?',
    `
      select user
      reads: user
      columns: *
      where: id = positional 0 ‹?› | id = ?
      where: name IS NOT DISTINCT FROM positional 1 ‹?› | name <=> ?
      where ends: 46
      lock would go: 46
    `,
  ],
  [
    'INSERT INTO users (email) VALUES (?) RETURNING id',
    `
      insert users
      returning: id
      set: email = positional 0 ‹?› | ?
    `,
  ],
  [
    'UPDATE LOW_PRIORITY IGNORE coupons SET used = 1 WHERE code = ?',
    `
      update coupons
      set: used = 1 | used = 1
      where: code = positional 0 ‹?› | code = ?
      where ends: 62
    `,
  ],
  [
    `SELECT CAST(n AS UNSIGNED), CONVERT(n, SIGNED), _utf8mb4'x' AS s FROM t WHERE BINARY code = ?`,
    `
      select t
      reads: t
      columns: n
      where: code = positional 0 ‹?› | BINARY code = ?
      where ends: 93
      lock would go: 93
    `,
  ],
  [
    'INSERT INTO t (a, n) VALUES (?, 1) ON DUPLICATE KEY UPDATE n = (VALUES(n) + 1)',
    `
      insert t
      set: a = positional 0 ‹?› | ?
      set: n = 1 | 1
      set on conflict: n = +(n of excluded ‹VALUES(n)›; 1) | n = (VALUES(n) + 1)
      conflict: update ()
    `,
  ],
  [
    'SELECT IF(a = "x", 1, 0) FROM t WHERE b = "y"',
    `
      select t
      reads: t
      columns: a
      where: b = "y" | b = "y"
      where ends: 45
      lock would go: 45
    `,
  ],
  [
    'SELECT a FROM t USE INDEX FOR ORDER BY (i) WHERE id = ? ORDER BY a LIMIT 5, 10',
    `
      select t
      reads: t
      columns: a
      where: id = positional 0 ‹?› | id = ?
      where ends: 55
      lock would go: 78
    `,
  ],
];
