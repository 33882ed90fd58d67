import type { SqlCase } from '../describe-statement.ts';

export const postgresqlWrites: readonly SqlCase[] = [
  [
    'UPDATE accounts SET balance = $1 WHERE id = $2',
    `
      update accounts
      set: balance = numbered 0 ‹$1› | balance = $1
      where: id = numbered 1 ‹$2› | id = $2
      where ends: 46
    `,
  ],
  [
    'UPDATE accounts a SET balance = a.balance - $1 WHERE a.id = $2 AND a.balance >= $1 RETURNING balance',
    `
      update accounts
      returning: balance
      set: balance = -(balance ‹a.balance›; numbered 0 ‹$1›), relative | balance = a.balance - $1
      where: id = numbered 1 ‹$2› | a.id = $2
      where: balance >= numbered 0 ‹$1› | a.balance >= $1
      where ends: 82
    `,
  ],
  [
    'UPDATE ONLY accounts AS a SET balance = $1::numeric, updated_at = now() WHERE (a.id = $2)',
    `
      update accounts
      set: balance = numbered 0 ‹$1› | balance = $1::numeric
      set: updated_at = of() | updated_at = now()
      where: id = numbered 1 ‹$2› | a.id = $2
      where ends: 89
    `,
  ],
  [
    'UPDATE "public"."accounts" SET ("balance", "version") = ($1, "version" + 1) WHERE "id" = $2 AND "version" = $3',
    `
      update accounts
      set: balance = numbered 0 ‹$1› | ("balance", "version") = ($1, "version" + 1)
      set: version = +(version ‹"version"›; 1), relative | ("balance", "version") = ($1, "version" + 1)
      where: id = numbered 1 ‹$2› | "id" = $2
      where: version = numbered 2 ‹$3› | "version" = $3
      where ends: 110
    `,
  ],
  [
    'UPDATE users u SET credit = u.credit - o.total FROM orders o WHERE o.user_id = u.id AND o.id = $1',
    `
      update users
      reads: orders
      set: credit = -(credit ‹u.credit›; total of orders ‹o.total›), relative | credit = u.credit - o.total
      where: id = user_id of orders ‹o.user_id› | o.user_id = u.id
      where: and more
      where ends: 97
    `,
  ],
  [
    "UPDATE tickets SET status = 'closed' WHERE id IN (SELECT ticket_id FROM queue WHERE done)",
    `
      update tickets
      reads: queue
      set: status = "closed" | status = 'closed'
      where: id IN query on queue ‹(SELECT ticket_id FROM queue WHERE done)› | id IN (SELECT ticket_id FROM queue WHERE done)
      where ends: 89
    `,
  ],
  [
    'DELETE FROM tokens WHERE token = $1 AND expires_at > now() RETURNING user_id AS owner, token',
    `
      delete tokens
      returning: user_id, token
      alias: owner of user_id
      where: token = numbered 0 ‹$1› | token = $1
      where: expires_at > of() | expires_at > now()
      where ends: 58
    `,
  ],
  [
    'DELETE FROM sessions s USING users u WHERE s.user_id = u.id AND u.blocked',
    `
      delete sessions
      reads: users
      where: user_id = id of users ‹u.id› | s.user_id = u.id
      where: and more
      where ends: 73
    `,
  ],
  [
    'INSERT INTO orders (user_id, total) VALUES ($1, $2) RETURNING id',
    `
      insert orders
      returning: id
      set: user_id = numbered 0 ‹$1› | $1
      set: total = numbered 1 ‹$2› | $2
    `,
  ],
  [
    'INSERT INTO seats (id, taken) VALUES ($1, true), ($2, DEFAULT)',
    `
      insert seats
      set: id = numbered 0 ‹$1› | $1
      set: taken = true | true
      set: id = numbered 1 ‹$2› | $2
      set: taken = of() | DEFAULT
    `,
  ],
  [
    'INSERT INTO counters (key, n) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET n = counters.n + EXCLUDED.n WHERE counters.n < $2',
    `
      insert counters
      set: key = numbered 0 ‹$1› | $1
      set: n = 1 | 1
      set on conflict: n = +(n ‹counters.n›; n of excluded ‹EXCLUDED.n›), relative | n = counters.n + EXCLUDED.n
      where: n < numbered 1 ‹$2› | counters.n < $2
      where ends: undefined
      conflict: update (key)
    `,
  ],
  [
    'INSERT INTO users (email) VALUES ($1) ON CONFLICT DO NOTHING',
    `
      insert users
      set: email = numbered 0 ‹$1› | $1
      conflict: nothing ()
    `,
  ],
  [
    'INSERT INTO users (email) VALUES ($1) ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING',
    `
      insert users
      set: email = numbered 0 ‹$1› | $1
      conflict: nothing ()
    `,
  ],
  [
    'INSERT INTO coupons_used (coupon, user_id) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM coupons_used WHERE coupon = $1)',
    `
      insert coupons_used
      reads: coupons_used
      set: coupon = numbered 0 ‹$1› | $1
      set: user_id = numbered 1 ‹$2› | $2
      where: and more
      guarded insert
    `,
  ],
  [
    'INSERT INTO invoices (number) SELECT max(i.number) + 1 FROM invoices i',
    `
      insert invoices
      reads: invoices
      set: number = +(of(number of invoices ‹i.number›); 1) | max(i.number) + 1
    `,
  ],
  [
    'WITH spent AS (UPDATE accounts SET balance = balance - $1 WHERE id = $2 RETURNING *) SELECT * FROM spent',
    `
      update accounts
      range: UPDATE accounts SET balance = balance - $1 WHERE id = $2 RETURNING *
      returning: *
      set: balance = -(balance ‹balance›; numbered 0 ‹$1›), relative | balance = balance - $1
      where: id = numbered 1 ‹$2› | id = $2
      where ends: 71
    `,
    `
      select ?
      columns: *
      where would go: 104
    `,
  ],
  [
    "WITH next AS (SELECT id FROM jobs WHERE status = 'queued' LIMIT 1 FOR UPDATE SKIP LOCKED) UPDATE jobs SET status = 'running' FROM next WHERE jobs.id = next.id RETURNING jobs.*",
    `
      update jobs
      reads: jobs
      returning: *
      set: status = "running" | status = 'running'
      where: id = id of next ‹next.id› | jobs.id = next.id
      where ends: 158
    `,
  ],
  [
    'WITH gone AS (DELETE FROM carts WHERE id = $1 RETURNING *) INSERT INTO orders (cart_id) SELECT id FROM gone',
    `
      delete carts
      range: DELETE FROM carts WHERE id = $1 RETURNING *
      returning: *
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 45
    `,
    `
      insert orders
      set: cart_id = id of gone ‹id› | id
    `,
  ],
  [
    'MERGE INTO stock s USING orders o ON s.id = o.id WHEN MATCHED THEN UPDATE SET n = 1',
    `
      other stock
      reads: orders
      where: and more
    `,
  ],
  [
    'UPDATE docs SET tags[1] = $1, body = body || $2 WHERE id = $3',
    `
      update docs
      set: tags = numbered 0 ‹$1› | tags[1] = $1
      set: body = ||(body ‹body›; numbered 1 ‹$2›), relative | body = body || $2
      where: id = numbered 2 ‹$3› | id = $3
      where ends: 61
    `,
  ],
  [
    'INSERT INTO counters AS c (key, n) VALUES ($1, 1) ON CONFLICT (key) WHERE live DO UPDATE SET n = c.n + 1',
    `
      insert counters
      set: key = numbered 0 ‹$1› | $1
      set: n = 1 | 1
      set on conflict: n = +(n ‹c.n›; 1), relative | n = c.n + 1
      conflict: update (key)
    `,
  ],
  [
    'MERGE INTO stock USING orders o ON stock.id = o.id WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED THEN DO NOTHING RETURNING stock.id',
    `
      other stock
      reads: orders
      where: and more
    `,
  ],
  [
    'UPDATE t SET (a, b) = (SELECT c, d FROM u WHERE u.id = t.id) WHERE id = $1',
    `
      update t
      reads: u
      set: a = query on u ‹(SELECT c, d FROM u WHERE u.id = t.id)› | (a, b) = (SELECT c, d FROM u WHERE u.id = t.id)
      set: b = query on u ‹(SELECT c, d FROM u WHERE u.id = t.id)› | (a, b) = (SELECT c, d FROM u WHERE u.id = t.id)
      where: id = numbered 0 ‹$1› | id = $1
      where ends: 74
    `,
  ],
];
