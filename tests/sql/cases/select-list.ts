import type { SqlCase } from '../describe-statement.ts';

export const selectLists: readonly SqlCase[] = [
  [
    'SELECT count(*) FROM t WHERE a = 1',
    `
      select t
      reads: t
      columns: count
      aggregate: count
      where: a = 1 | a = 1
      where ends: 34
    `,
  ],
  [
    'SELECT COUNT(DISTINCT a)::int AS n, b FROM t',
    `
      select t
      reads: t
      columns: count, b
      alias: n of count
      aggregate: count
      where would go: 44
    `,
  ],
  [
    'SELECT COALESCE(SUM(amount), 0) AS total FROM t',
    `
      select t
      reads: t
      columns: sum
      alias: total of sum
      aggregate: sum
      where would go: 47
    `,
  ],
  [
    'SELECT max(seq) + 1 FROM t',
    `
      select t
      reads: t
      columns: max
      aggregate: max
      where would go: 26
    `,
  ],
  [
    'SELECT count(*) FROM t GROUP BY a',
    `
      select t
      reads: t
      columns: count
      where would go: 22
    `,
  ],
  [
    'SELECT min(a), avg(b) FROM t',
    `
      select t
      reads: t
      columns: min, avg
      aggregate: min
      where would go: 28
    `,
  ],
  [
    'SELECT count(*) OVER () AS total, a FROM t',
    `
      select t
      reads: t
      columns: a
      where would go: 42
    `,
  ],
  [
    'SELECT EXISTS (SELECT 1 FROM t WHERE a = $1) AS taken',
    `
      select t
      reads: t
      columns: exists
      alias: taken of exists
      aggregate: exists
      where: a = numbered 0 ‹$1› | a = $1
      where ends: 43
    `,
  ],
  [
    'SELECT (SELECT count(*) FROM t WHERE a = $1) AS n',
    `
      select t
      reads: t
      columns: count
      alias: n of count
      aggregate: count
      where: a = numbered 0 ‹$1› | a = $1
      where ends: 43
    `,
  ],
  [
    'SELECT 1 FROM t WHERE a = $1',
    `
      select t
      reads: t
      where: a = numbered 0 ‹$1› | a = $1
      where ends: 28
      lock would go: 28
    `,
  ],
  [
    'SELECT t.*, u.name FROM t, u',
    `
      select t
      reads: t, u
      columns: *, name
      where would go: 28
      lock would go: 28
    `,
  ],
  [
    'SELECT a + b AS c, COALESCE(d, 0) AS e, CASE WHEN f THEN g END, $1 AS h, 5 FROM t',
    `
      select t
      reads: t
      columns: a, b, d, f, g
      alias: e of d
      where would go: 81
      lock would go: 81
    `,
  ],
  [
    'SELECT x.a FROM (SELECT a FROM t WHERE b = 1) x',
    `
      select ?
      reads: t
      columns: a
      where would go: 47
    `,
  ],
  [
    'SELECT now()',
    `
      select ?
    `,
  ],
  [
    'SELECT 1',
    `
      select ?
    `,
  ],
  [
    'SELECT pg_advisory_xact_lock(hashtext($1), 2)',
    `
      select ?
      advisory lock: pg_advisory_xact_lock of(numbered 0 ‹$1›)
    `,
  ],
  [
    'SELECT pg_try_advisory_lock(42) AS locked, pg_advisory_unlock(41)',
    `
      select ?
      advisory lock: pg_try_advisory_lock 42
    `,
  ],
  [
    "SELECT GET_LOCK(CONCAT('order', ?), 10), RELEASE_LOCK('x')",
    `
      select ?
      advisory lock: GET_LOCK of("order"; positional 0 ‹?›)
    `,
  ],
  [
    'UPDATE t SET a = 1 WHERE pg_try_advisory_xact_lock(id)',
    `
      update t
      set: a = 1 | a = 1
      where: and more
      where ends: 54
      advisory lock: pg_try_advisory_xact_lock id ‹id›
    `,
  ],
];
