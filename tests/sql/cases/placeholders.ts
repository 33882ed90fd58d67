import type { SqlCase } from '../describe-statement.ts';

export const placeholders: readonly SqlCase[] = [
  [
    'UPDATE t SET a = ?, b = ? WHERE id = ?',
    `
      update t
      set: a = positional 0 ‹?› | a = ?
      set: b = positional 1 ‹?› | b = ?
      where: id = positional 2 ‹?› | id = ?
      where ends: 38
    `,
  ],
  [
    'UPDATE t SET a=?,b=?+1 WHERE id=?AND c=?',
    `
      update t
      set: a = positional 0 ‹?› | a=?
      set: b = +(positional 1 ‹?›; 1) | b=?+1
      where: id = positional 2 ‹?› | id=?
      where: c = positional 3 ‹?› | c=?
      where ends: 40
    `,
  ],
  [
    'UPDATE t SET a = $2 WHERE id = $1 AND b = $2',
    `
      update t
      set: a = numbered 1 ‹$2› | a = $2
      where: id = numbered 0 ‹$1› | id = $1
      where: b = numbered 1 ‹$2› | b = $2
      where ends: 44
    `,
  ],
  [
    'UPDATE t SET a = :a, b = :b WHERE id = :id AND c = :a',
    `
      update t
      set: a = named 0 a ‹:a› | a = :a
      set: b = named 1 b ‹:b› | b = :b
      where: id = named 2 id ‹:id› | id = :id
      where: c = named 0 a ‹:a› | c = :a
      where ends: 53
    `,
  ],
  [
    'UPDATE t SET a = @a WHERE id = @id',
    `
      update t
      set: a = named 0 a ‹@a› | a = @a
      where: id = named 1 id ‹@id› | id = @id
      where ends: 34
    `,
  ],
  [
    'UPDATE t SET a = $a WHERE id = $id',
    `
      update t
      set: a = named 0 a ‹$a› | a = $a
      where: id = named 1 id ‹$id› | id = $id
      where ends: 34
    `,
  ],
  [
    "UPDATE t SET a = %s, b = b - %s WHERE id = %(id)s AND c = '%s'",
    `
      update t
      set: a = positional 0 ‹%s› | a = %s
      set: b = -(b ‹b›; positional 1 ‹%s›), relative | b = b - %s
      where: id = named 0 id ‹%(id)s› | id = %(id)s
      where: c = positional 2 ‹'%s'› | c = '%s'
      where ends: 62
    `,
  ],
  [
    'UPDATE ?? SET ?? = ? WHERE id = ?',
    `
      update ?
      set: * = positional 2 ‹?› | ?? = ?
      where: id = positional 3 ‹?› | id = ?
      where ends: 33
    `,
  ],
  [
    'UPDATE t SET a = ?2 WHERE id = ?1',
    `
      update t
      set: a = numbered 1 ‹?2› | a = ?2
      where: id = numbered 0 ‹?1› | id = ?1
      where ends: 33
    `,
  ],
  [
    'UPDATE t SET a = :2 WHERE id = :1',
    `
      update t
      set: a = numbered 1 ‹:2› | a = :2
      where: id = numbered 0 ‹:1› | id = :1
      where ends: 33
    `,
  ],
  [
    'UPDATE $1:name SET a = $2 WHERE id IN ($3:csv)',
    `
      update ?
      set: a = numbered 1 ‹$2› | a = $2
      where: id IN of(numbered 2 ‹$3:csv›) | id IN ($3:csv)
      where ends: 46
    `,
  ],
  [
    'UPDATE $<table:name> SET a = ${a} WHERE id = $[id] AND b = $/b/ AND c = $(c)',
    `
      update ?
      set: a = named 1 a ‹\${a}› | a = \${a}
      where: id = named 2 id ‹$[id]› | id = $[id]
      where: b = named 3 b ‹$/b/› | b = $/b/
      where: c = named 4 c ‹$(c)› | c = $(c)
      where ends: 76
    `,
  ],
  [
    'UPDATE :table: SET a = :a::int[] WHERE id IN (:...ids)',
    `
      update ?
      set: a = named 1 a ‹:a› | a = :a::int[]
      where: id IN of(named 2 ids ‹:...ids›) | id IN (:...ids)
      where ends: 54
    `,
  ],
  [
    'UPDATE t SET a = CAST(:a AS int) WHERE id = ($1)::int',
    `
      update t
      set: a = named 0 a ‹:a› | a = CAST(:a AS int)
      where: id = numbered 0 ‹$1› | id = ($1)::int
      where ends: 53
    `,
  ],
  [
    "SELECT id FROM t WHERE id IN ? AND name LIKE ?||'%' AND tags[1:2] = :tags",
    `
      select t
      reads: t
      columns: id
      where: id IN of(positional 0 ‹?›) | id IN ?
      where: name LIKE ||(positional 1 ‹?›; "%") | name LIKE ?||'%'
      where: and more
      where ends: 73
      lock would go: 73
    `,
  ],
  [
    "SELECT id FROM t WHERE name = '?' AND b = ? -- is it :this?",
    `
      select t
      range: SELECT id FROM t WHERE name = '?' AND b = ?
      reads: t
      columns: id
      where: name = "?" | name = '?'
      where: b = positional 0 ‹?› | b = ?
      where ends: 43
      lock would go: 43
    `,
  ],
  [
    "SELECT id /* ? */ FROM t WHERE a = ? AND b = 'it''s ?' AND c = ?",
    `
      select t
      reads: t
      columns: id
      where: a = positional 0 ‹?› | a = ?
      where: b = "it's ?" | b = 'it''s ?'
      where: c = positional 1 ‹?› | c = ?
      where ends: 64
      lock would go: 64
    `,
  ],
];
