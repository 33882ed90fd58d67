import type { SqlCase } from '../describe-statement.ts';

export const conditions: readonly SqlCase[] = [
  [
    'SELECT a FROM t WHERE $1 = id AND 5 <= balance AND 3 > n',
    `
      select t
      reads: t
      columns: a
      where: id = numbered 0 ‹$1› | $1 = id
      where: balance >= 5 | 5 <= balance
      where: n < 3 | 3 > n
      where ends: 56
      lock would go: 56
    `,
  ],
  [
    'SELECT a FROM t WHERE ((a = 1) AND (b <> 2)) AND c != 3',
    `
      select t
      reads: t
      columns: a
      where: a = 1 | a = 1
      where: b != 2 | b <> 2
      where: c != 3 | c != 3
      where ends: 55
      lock would go: 55
    `,
  ],
  [
    'SELECT a FROM t WHERE a = 1 OR b = 2',
    `
      select t
      reads: t
      columns: a
      where: and more
      where ends: 36
      lock would go: 36
    `,
  ],
  [
    'SELECT a FROM t WHERE a = 1 AND (b = 2 OR c = 3)',
    `
      select t
      reads: t
      columns: a
      where: a = 1 | a = 1
      where: and more
      where ends: 48
      lock would go: 48
    `,
  ],
  [
    'SELECT a FROM t WHERE a IN (1, 2) AND b NOT IN ($1) AND c = ANY($2) AND d <> ALL(ARRAY[1, 2]) AND e > ANY($3)',
    `
      select t
      reads: t
      columns: a
      where: a IN of(1; 2) | a IN (1, 2)
      where: b NOT IN of(numbered 0 ‹$1›) | b NOT IN ($1)
      where: c IN numbered 1 ‹$2› | c = ANY($2)
      where: d NOT IN of(1; 2) | d <> ALL(ARRAY[1, 2])
      where: and more
      where ends: 109
      lock would go: 109
    `,
  ],
  [
    'SELECT a FROM t WHERE a IS NULL AND b IS NOT NULL AND c IS TRUE AND d ISNULL AND e NOTNULL',
    `
      select t
      reads: t
      columns: a
      where: a IS null | a IS NULL
      where: b IS NOT null | b IS NOT NULL
      where: c IS true | c IS TRUE
      where: d IS null | d ISNULL
      where: e IS NOT null | e NOTNULL
      where ends: 90
      lock would go: 90
    `,
  ],
  [
    'SELECT a FROM t WHERE a BETWEEN 1 AND $1 AND b NOT BETWEEN 2 AND 3',
    `
      select t
      reads: t
      columns: a
      where: a BETWEEN of(1; numbered 0 ‹$1›) | a BETWEEN 1 AND $1
      where: b NOT BETWEEN of(2; 3) | b NOT BETWEEN 2 AND 3
      where ends: 66
      lock would go: 66
    `,
  ],
  [
    'SELECT a FROM t WHERE active AND NOT used AND NOT (b = 1) AND NOT (c AND d)',
    `
      select t
      reads: t
      columns: a
      where: active = true | active
      where: used = false | NOT used
      where: b != 1 | NOT (b = 1)
      where: and more
      where ends: 75
      lock would go: 75
    `,
  ],
  [
    "SELECT a FROM t WHERE a LIKE 'x%' AND b NOT ILIKE $1 AND c ~* 'y'",
    `
      select t
      reads: t
      columns: a
      where: a LIKE "x%" | a LIKE 'x%'
      where: b NOT ILIKE numbered 0 ‹$1› | b NOT ILIKE $1
      where: c ~* "y" | c ~* 'y'
      where ends: 65
      lock would go: 65
    `,
  ],
  [
    'SELECT a FROM t WHERE balance - $1 >= 0 AND used + 1 <= $2 AND 0 <= stock - 1',
    `
      select t
      reads: t
      columns: a
      where: balance >= numbered 0 ‹$1› | balance - $1 >= 0
      where: used <= -(numbered 1 ‹$2›; 1) | used + 1 <= $2
      where: stock >= 1 | 0 <= stock - 1
      where ends: 77
      lock would go: 77
    `,
  ],
  [
    'SELECT a FROM t WHERE lower(email) = $1 AND id = $2',
    `
      select t
      reads: t
      columns: a
      where: id = numbered 1 ‹$2› | id = $2
      where: and more
      where ends: 51
      lock would go: 51
    `,
  ],
  [
    'SELECT a FROM t WHERE (a, b) = ($1, $2)',
    `
      select t
      reads: t
      columns: a
      where: a = numbered 0 ‹$1› | (a, b) = ($1, $2)
      where: b = numbered 1 ‹$2› | (a, b) = ($1, $2)
      where ends: 39
      lock would go: 39
    `,
  ],
  [
    'SELECT a FROM t WHERE 1 = 1 AND TRUE AND a = 1',
    `
      select t
      reads: t
      columns: a
      where: a = 1 | a = 1
      where ends: 46
      lock would go: 46
    `,
  ],
  [
    'SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.t_id = t.id) AND NOT EXISTS (SELECT 1 FROM v)',
    `
      select t
      reads: t, u, v
      columns: a
      where: and more
      where ends: 99
      lock would go: 99
    `,
  ],
  [
    'SELECT a FROM t WHERE a = (SELECT max(b) FROM u)',
    `
      select t
      reads: t, u
      columns: a
      where: a = query on u ‹(SELECT max(b) FROM u)› | a = (SELECT max(b) FROM u)
      where ends: 48
      lock would go: 48
    `,
  ],
  [
    'SELECT a FROM t WHERE spent < quota AND t.a IS DISTINCT FROM other.b',
    `
      select t
      reads: t
      columns: a
      where: spent < quota ‹quota› | spent < quota
      where: a IS DISTINCT FROM b of other ‹other.b› | t.a IS DISTINCT FROM other.b
      where ends: 68
      lock would go: 68
    `,
  ],
  [
    'SELECT a FROM t WHERE a = -5 AND b = 1.5 AND c = FALSE AND d = NULL',
    `
      select t
      reads: t
      columns: a
      where: a = -5 | a = -5
      where: b = 1.5 | b = 1.5
      where: c = false | c = FALSE
      where: d = null | d = NULL
      where ends: 67
      lock would go: 67
    `,
  ],
  [
    "SELECT a FROM t WHERE expires > now() - INTERVAL '1 day'",
    `
      select t
      reads: t
      columns: a
      where: expires > -(of(); of("1 day")) | expires > now() - INTERVAL '1 day'
      where ends: 56
      lock would go: 56
    `,
  ],
  [
    'DELETE FROM t WHERE CURRENT OF c',
    `
      delete t
      where: and more
      where ends: undefined
    `,
  ],
];
