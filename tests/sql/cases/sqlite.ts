import type { SqlCase } from '../describe-statement.ts';

export const sqliteStatements: readonly SqlCase[] = [
  [
    'INSERT OR IGNORE INTO users (email) VALUES (?1)',
    `
      insert users
      set: email = numbered 0 ‹?1› | ?1
      conflict: nothing ()
    `,
  ],
  [
    'INSERT OR REPLACE INTO users (email) VALUES (@email)',
    `
      insert users
      set: email = named 0 email ‹@email› | @email
      conflict: replace ()
    `,
  ],
  [
    'INSERT OR ABORT INTO users (email) VALUES ($email)',
    `
      insert users
      set: email = named 0 email ‹$email› | $email
    `,
  ],
  [
    'UPDATE OR IGNORE users SET email = :email WHERE id == :id',
    `
      update users
      set: email = named 0 email ‹:email› | email = :email
      where: id = named 1 id ‹:id› | id == :id
      where ends: 57
    `,
  ],
  [
    "SELECT * FROM [order items] WHERE [id] = ? AND name GLOB 'a*'",
    `
      select order items
      reads: order items
      columns: *
      where: id = positional 0 ‹?› | [id] = ?
      where: name GLOB "a*" | name GLOB 'a*'
      where ends: 61
      lock would go: 61
    `,
  ],
  [
    'INSERT INTO t (k, n) VALUES (?, 1) ON CONFLICT (k) DO UPDATE SET n = n + 1',
    `
      insert t
      set: k = positional 0 ‹?› | ?
      set: n = 1 | 1
      set on conflict: n = +(n ‹n›; 1), relative | n = n + 1
      conflict: update (k)
    `,
  ],
  [
    'DELETE FROM t INDEXED BY i WHERE id = ?',
    `
      delete t
      where: id = positional 0 ‹?› | id = ?
      where ends: 39
    `,
  ],
  [
    `SELECT id FROM t WHERE name LIKE ? ESCAPE '\\' AND age > 3`,
    `
      select t
      reads: t
      columns: id
      where: name LIKE positional 0 ‹?› | name LIKE ? ESCAPE '\\'
      where: age > 3 | age > 3
      where ends: 57
      lock would go: 57
    `,
  ],
  [
    `DELETE FROM t WHERE at < strftime('%s', 'now') AND id = ?`,
    `
      delete t
      where: at < of("%s"; "now") | at < strftime('%s', 'now')
      where: id = positional 0 ‹?› | id = ?
      where ends: 57
    `,
  ],
  [
    'SELECT IFNULL("a", 0) FROM "t" WHERE "b" = ?',
    `
      select t
      reads: t
      columns: a
      where: b = positional 0 ‹?› | "b" = ?
      where ends: 44
      lock would go: 44
    `,
  ],
  [
    'SELECT id FROM t WHERE (a, b) IN (VALUES (?, ?))',
    `
      select t
      reads: t
      columns: id
      where: and more
      where ends: 48
      lock would go: 48
    `,
  ],
];
