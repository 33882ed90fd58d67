/** Flags and fresh values: whichever request wins, the row is the same. Each beside a twin in which it is not. */
import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler } from './handlers.ts';

describe('the same flag, whoever sets it', () => {
  it('is none: a boolean, a null, the time', () => {
    const route = (set: string): string =>
      inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT pinned, pinned_at FROM notes WHERE id = $1', [req.params.id]);
      if (note.pinned) return res.sendStatus(204);
      await pool.query('UPDATE notes SET ${set} WHERE id = $1', [req.params.id, new Date()]);
    `);
    expect(findWindows(route('pinned = true'))).toEqual([]);
    expect(findWindows(route('pinned = true, pinned_at = $2'))).toEqual([]);
    expect(findWindows(route('pinned = true, reminder = NULL'))).toEqual([]);
  });

  it('is none: who set it is who names the row (SHAPES 31, a secret cleared by its owner)', () => {
    const route = (by: string): string =>
      inPgHandler(`
      const { rows: [user] } = await pool.query('SELECT totp_secret FROM users WHERE id = $1', [req.user.id]);
      if (!user.totp_secret) return res.sendStatus(409);
      await pool.query('UPDATE users SET totp_secret = NULL, updated_by = $2 WHERE id = $1', [req.user.id, ${by}]);
    `);
    expect(findWindows(route('req.user.id'))).toEqual([]);
    expect(findWindows(route('req.body.helper'))).toEqual(['guard certain totp_secret: read 2, written 4']);
  });

  it('is one where the value names a state that others move on from', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [order] } = await pool.query('SELECT state FROM orders WHERE id = $1', [req.params.id]);
      if (order.state !== 'paid') return res.sendStatus(409);
      await pool.query("UPDATE orders SET state = 'sent' WHERE id = $1", [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain state: read 2, written 4']);
  });

  it('is one where a number is counted with it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [coupon] } = await pool.query('SELECT used FROM promotions WHERE id = $1', [req.params.id]);
      if (coupon.used) return res.sendStatus(409);
      await pool.query('UPDATE promotions SET used = true, uses = uses + 1 WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain used: read 2, written 4']);
  });

  it('is one where the request says what is written with it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [task] } = await pool.query('SELECT taken FROM tasks WHERE id = $1', [req.params.id]);
      if (task.taken) return res.sendStatus(409);
      await pool.query('UPDATE tasks SET taken = true, worker_id = $2 WHERE id = $1', [req.params.id, req.user.id]);
    `),
      ),
    ).toEqual(['guard certain taken: read 2, written 4']);
  });

  it('is one where something is given away for it', () => {
    const route = (grant: string): string =>
      inPgHandler(`
      const { rows: [bonus] } = await pool.query('SELECT claimed FROM bonuses WHERE id = $1', [req.params.id]);
      if (bonus.claimed) return res.sendStatus(409);
      await pool.query('UPDATE bonuses SET claimed = true WHERE id = $1', [req.params.id]);
      ${grant}
    `);
    expect(
      findWindows(
        route("await pool.query('UPDATE wallets SET balance = balance + 50 WHERE user_id = $1', [req.user.id]);"),
      ),
    ).toEqual(['guard certain claimed: read 2, written 4']);
    expect(findWindows(route("await pool.query('INSERT INTO payouts (user_id) VALUES ($1)', [req.user.id]);"))).toEqual(
      ['guard certain claimed: read 2, written 4'],
    );
    expect(
      findWindows(
        route('res.json({ token: jwt.sign({ id: req.user.id }, secret) });').replace(
          'const pool',
          "import jwt from 'jsonwebtoken'; const pool",
        ),
      ),
    ).toEqual(['guard certain claimed: read 2, written 4']);
    expect(findWindows(route('res.sendStatus(204);'))).toEqual([]);
  });

  it('is none where it is only written down (SHAPES 31, read to audit)', () => {
    const route = (table: string): string =>
      inPgHandler(`
      const { rows: [bonus] } = await pool.query('SELECT claimed FROM bonuses WHERE id = $1', [req.params.id]);
      if (bonus.claimed) return res.sendStatus(409);
      await pool.query('UPDATE bonuses SET claimed = true WHERE id = $1', [req.params.id]);
      await pool.query('INSERT INTO ${table} (user_id) VALUES ($1)', [req.user.id]);
    `);
    expect(findWindows(route('audit_logs'))).toEqual([]);
    expect(findWindows(route('payouts'))).toEqual(['guard certain claimed: read 2, written 4']);
  });

  it('is none where the other write does not depend on the check', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [bonus] } = await pool.query('SELECT seen FROM bonuses WHERE id = $1', [req.params.id]);
      await pool.query('INSERT INTO visits (user_id) VALUES ($1)', [req.user.id]);
      if (bonus.seen) return res.sendStatus(204);
      await pool.query('UPDATE bonuses SET seen = true WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual([]);
  });
});

describe('a fresh value over the old one', () => {
  const route = (value: string): string =>
    inPgHandler(`
    const { rows: [account] } = await pool.query('SELECT reset_token FROM accounts WHERE id = $1', [req.params.id]);
    if (account.reset_token !== null) return res.sendStatus(409);
    await pool.query('UPDATE accounts SET reset_token = $2 WHERE id = $1', [req.params.id, ${value}]);
  `).replace('const pool', "import { randomBytes, randomUUID } from 'node:crypto'; const pool");

  it('is none', () => {
    expect(findWindows(route("randomBytes(32).toString('hex')"))).toEqual([]);
    expect(findWindows(route('randomUUID()'))).toEqual([]);
  });

  it('is one where the request says what it is', () => {
    expect(findWindows(route('req.body.token'))).toEqual(['token certain reset_token: read 2, written 4']);
  });
});

describe('a value that is fresh, and says more than when', () => {
  it('is one beside a flag', () => {
    const route = (column: string): string =>
      inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT shared FROM notes WHERE id = $1', [req.params.id]);
      if (note.shared) return res.sendStatus(409);
      await pool.query('UPDATE notes SET shared = true, ${column} = $2 WHERE id = $1', [req.params.id, randomUUID()]);
    `).replace('const pool', "import { randomUUID } from 'node:crypto'; const pool");
    expect(findWindows(route('share_key'))).toEqual(['guard certain shared: read 2, written 4']);
  });

  it('is one beside a time that the client chose', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT shared FROM notes WHERE id = $1', [req.params.id]);
      if (note.shared) return res.sendStatus(409);
      await pool.query('UPDATE notes SET shared = true, shared_at = $2 WHERE id = $1', [req.params.id, req.body.time]);
    `),
      ),
    ).toEqual(['guard certain shared: read 2, written 4']);
  });

  it('is one where the time is what was checked', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT last_gift_at FROM accounts WHERE id = $1', [req.params.id]);
      if (account.last_gift_at > Date.now() - 86400000) return res.sendStatus(429);
      await pool.query('UPDATE accounts SET last_gift_at = $2, gifts = gifts + 1 WHERE id = $1', [req.params.id, new Date()]);
    `),
      ),
    ).toEqual(['guard certain last_gift_at: read 2, written 4']);
  });
});

describe('the same flag, and what else is done', () => {
  const route = (other: string): string =>
    inPgHandler(`
    const { rows: [note] } = await pool.query('SELECT pinned FROM notes WHERE id = $1', [req.params.id]);
    if (note.pinned) return res.sendStatus(204);
    await pool.query('UPDATE notes SET pinned = true WHERE id = $1', [req.params.id]);
    ${other}
  `);

  it('is none where another row gets one', () => {
    expect(
      findWindows(route("await pool.query('UPDATE notes SET pinned = false WHERE id = $1', [req.body.other]);")),
    ).toEqual([]);
  });

  it('is one where another row is counted up', () => {
    expect(
      findWindows(route("await pool.query('UPDATE notes SET rank = rank + 1 WHERE id = $1', [req.body.other]);")),
    ).toEqual(['guard certain pinned: read 2, written 4']);
  });

  it('is one where a row is added', () => {
    expect(findWindows(route("await pool.query('INSERT INTO notes (text) VALUES ($1)', [req.body.text]);"))).toEqual([
      'guard certain pinned: read 2, written 4',
    ]);
  });
});

describe('a field that must be there, and is written anew', () => {
  const route = (check: string, value: string): string =>
    inPgHandler(`
    const { rows: [user] } = await pool.query('SELECT name FROM users WHERE id = $1', [req.params.id]);
    if (${check}) return res.sendStatus(409);
    await pool.query("UPDATE users SET name = ${value} WHERE id = $1", [req.params.id, req.body.name]);
  `);

  it('is none: it is there before and after', () => {
    expect(findWindows(route('!user.name', '$2'))).toEqual([]);
  });

  it('is one where it must not be there yet, must be something, or is given up', () => {
    expect(findWindows(route('user.name', '$2'))).toEqual(['guard certain name: read 2, written 4']);
    expect(findWindows(route("user.name !== 'guest'", '$2'))).toEqual(['guard certain name: read 2, written 4']);
    expect(findWindows(route('!user.name', "'none'"))).toEqual(['guard certain name: read 2, written 4']);
  });
});

describe('constants that are chosen by the old value', () => {
  const route = (condition: string): string =>
    inMongooseHandler(
      '{ admin: Boolean }',
      `
      const item = await Item.findById(req.params.id);
      const isInGroup = groups.includes(req.body.group);
      item.admin = ${condition};
      await item.save();
    `,
    );

  it('are a change of it where nothing else is asked', () => {
    expect(findWindows(route('item.admin ? false : true'))).toEqual(['value certain admin: read 2, written 5']);
    expect(findWindows(route('!item || item.admin ? false : true'))).toEqual([
      'value certain admin: read 2, written 5',
    ]);
  });

  it('are no change of it where something else decides, and the old one only spares a write (SHAPES 31, a flag set to a constant)', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ admin: Boolean }',
          `
      const item = await Item.findById(req.params.id);
      const isInGroup = groups.includes(req.body.group);
      if (item.admin && !isInGroup) {
        item.admin = false;
      } else if (isInGroup && !item.admin) {
        item.admin = true;
      }
      await item.save();
    `,
        ),
      ),
    ).toEqual(['guard possible admin: read 2, written 9']);
  });
});
