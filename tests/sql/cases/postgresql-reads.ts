import type { SqlCase } from '../describe-statement.ts';

export const postgresqlReads: readonly SqlCase[] = [
  [
    'SELECT balance FROM accounts WHERE id = $1',
    `
      select accounts
      reads: accounts
      columns: balance
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 42
      lock would go: 42
    `,
  ],
  [
    'SELECT a.balance AS available, a.owner_id FROM public.accounts a WHERE a.id = $1 AND a.owner_id = $2::uuid FOR UPDATE',
    `
      select accounts
      reads: accounts
      columns: balance, owner_id
      alias: available of balance
      where: id = numbered 0 ‹$1› | a.id = $1
      where: owner_id = numbered 1 ‹$2› | a.owner_id = $2::uuid
      where ends: 106
      lock: UPDATE
    `,
  ],
  [
    'SELECT * FROM "accounts" WHERE "ownerId" = $1 FOR NO KEY UPDATE OF accounts NOWAIT;',
    `
      select accounts
      range: SELECT * FROM "accounts" WHERE "ownerId" = $1 FOR NO KEY UPDATE OF accounts NOWAIT
      reads: accounts
      columns: *
      where: ownerId = numbered 0 ‹$1› | "ownerId" = $1
      where ends: 45
      lock: NO KEY UPDATE
    `,
  ],
  [
    "SELECT id FROM jobs WHERE status = 'queued' ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED",
    `
      select jobs
      reads: jobs
      columns: id
      where: status = "queued" | status = 'queued'
      where ends: 43
      lock: UPDATE
    `,
  ],
  [
    'SELECT id FROM jobs FOR SHARE',
    `
      select jobs
      reads: jobs
      columns: id
      where would go: 19
      lock: SHARE
    `,
  ],
  [
    'SELECT id FROM jobs WHERE id = 7 FOR KEY SHARE',
    `
      select jobs
      reads: jobs
      columns: id
      where: id = 7 | id = 7
      where ends: 32
      lock: KEY SHARE
    `,
  ],
  [
    "SELECT * FROM files WHERE data ? 'owner' AND data->>'owner' = $1",
    `
      select files
      reads: files
      columns: *
      where: and more
      where ends: 64
      lock would go: 64
    `,
  ],
  [
    'SELECT * FROM posts TABLESAMPLE SYSTEM (1) WHERE id = $1',
    `
      select posts
      reads: posts
      columns: *
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 56
      lock would go: 56
    `,
  ],
  [
    "SELECT E'it\\'s', $$body$$ FROM notes WHERE id = $1",
    `
      select notes
      reads: notes
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 50
      lock would go: 50
    `,
  ],
  [
    'SELECT DISTINCT ON (user_id) * FROM orders WHERE user_id = $1',
    `
      select orders
      reads: orders
      columns: *
      where: user_id = numbered 0 ‹$1› | user_id = $1
      where ends: 61
    `,
  ],
  [
    'SELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE o.id = $1',
    `
      select orders
      reads: orders, users
      columns: id
      where: id = numbered 0 ‹$1› | o.id = $1
      where ends: 79
    `,
  ],
  [
    'SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = $1 AND u.active',
    `
      select orders
      reads: orders, users
      columns: id
      where: id = numbered 0 ‹$1› | o.id = $1
      where: and more
      where ends: 87
      lock would go: 87
    `,
  ],
  [
    'SELECT id FROM a UNION ALL SELECT id FROM b WHERE x = $1',
    `
      select a
      reads: a, b
      columns: id
      where: and more
    `,
  ],
  [
    '(SELECT id FROM a WHERE id = $1)',
    `
      select a
      reads: a
      columns: id
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 31
    `,
  ],
  [
    'TABLE accounts',
    `
      select accounts
      reads: accounts
      columns: *
      lock would go: 14
    `,
  ],
  [
    `SELECT substring(name FROM '^x') AS y, extract(epoch FROM at) AS z FROM t WHERE id = ANY(ARRAY[:ids]::uuid[])`,
    `
      select t
      reads: t
      columns: name, at
      alias: y of name
      alias: z of at
      where: id IN of(named 0 ids ‹:ids›) | id = ANY(ARRAY[:ids]::uuid[])
      where ends: 109
      lock would go: 109
    `,
  ],
  [
    'SELECT * FROM ((SELECT id FROM a WHERE id = $1) UNION ALL (SELECT id FROM b)) c',
    `
      select ?
      reads: a, b
      columns: *
      where would go: 79
    `,
  ],
  [
    `SELECT id FROM t WHERE at < now() AT TIME ZONE 'UTC' AND (x).y = 1 AND code COLLATE "C" = $1`,
    `
      select t
      reads: t
      columns: id
      where: at < AT TIME ZONE(of(); "UTC") | at < now() AT TIME ZONE 'UTC'
      where: code = numbered 0 ‹$1› | code COLLATE "C" = $1
      where: and more
      where ends: 92
      lock would go: 92
    `,
  ],
];
