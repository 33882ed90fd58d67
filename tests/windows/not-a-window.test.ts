/** Pairs that look like races and are none, each beside a twin that is one. */
import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

describe('a check that only spares a write', () => {
  it('is none: the new value differs from the old one', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ email: String }',
          `
      const item = await Item.findById(req.params.id);
      if (item.email !== req.body.email) item.email = req.body.email;
      await item.save();
    `,
        ),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT email FROM accounts WHERE id = $1', [req.params.id]);
      if (account.email === req.body.email) return res.sendStatus(204);
      await pool.query('UPDATE accounts SET email = $2 WHERE id = $1', [req.params.id, req.body.email]);
    `),
      ),
    ).toEqual([]);
  });

  it('is none: the row of the new value was looked up by it (SHAPES 2, a static finder that decodes its argument)', () => {
    const route = (compared: string): string =>
      inPrismaHandler(`
      const device = await prisma.device.findUnique({ where: { id: req.params.id } });
      if (device.snapshotId === ${compared}) return res.sendStatus(204);
      const snapshot = await prisma.snapshot.findUnique({ where: { id: req.body.snapshot } });
      await prisma.device.update({ where: { id: device.id }, data: { snapshotId: snapshot.id } });
    `);
    expect(findWindows(route('req.body.snapshot'))).toEqual([]);
    expect(findWindows(route('req.body.oldSnapshot'))).toEqual(['guard certain snapshotId: read 2, written 5']);
  });

  it('is none: one constant, handed in, is compared and written, and nothing else depends on it (SHAPES 1, a helper one hop away)', () => {
    const route = (after: string, status = 'status'): string =>
      inPgHandler(`
      await setStatus(req.params.id, 'canceled');
      async function setStatus(id, status) {
        const { rows: [row] } = await pool.query('SELECT status FROM subscriptions WHERE id = $1', [id]);
        if (row.status === status) return;
        await pool.query('UPDATE subscriptions SET status = $2 WHERE id = $1', [id, ${status}]);
        ${after}
      }
    `);
    expect(findWindows(route(''))).toEqual([]);
    expect(findWindows(route("await pool.query('INSERT INTO refunds (subscription_id) VALUES ($1)', [id]);"))).toEqual([
      'guard certain status: read 4, written 6',
    ]);
    expect(findWindows(route('', "'unpaid'"))).toEqual(['guard certain status: read 4, written 6']);
  });

  it('is one where the old value is compared with something else', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT email FROM accounts WHERE id = $1', [req.params.id]);
      if (account.email !== req.body.oldEmail) return res.sendStatus(409);
      await pool.query('UPDATE accounts SET email = $2 WHERE id = $1', [req.params.id, req.body.email]);
    `),
      ),
    ).toEqual(['guard certain email: read 2, written 4']);
  });

  it('is one where the values are ordered', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [auction] } = await pool.query('SELECT highest FROM auctions WHERE id = $1', [req.params.id]);
      if (auction.highest >= req.body.bid) return res.sendStatus(409);
      await pool.query('UPDATE auctions SET highest = $2 WHERE id = $1', [req.params.id, req.body.bid]);
    `),
      ),
    ).toEqual(['guard certain highest: read 2, written 4']);
  });
});

describe('whether there is anything to delete', () => {
  it('is none, by the number of rows found', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const sessions = await prisma.session.findMany({ where: { userId: req.user.id } });
      const ids = sessions.map((session) => session.id);
      if (ids.length === 0) return res.sendStatus(204);
      await prisma.session.deleteMany({ where: { id: { in: ids } } });
      await prisma.audit.create({ data: { userId: req.user.id } });
    `),
      ),
    ).toEqual([]);
  });

  it('is one, by the state of the row', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [order] } = await pool.query('SELECT status FROM orders WHERE id = $1', [req.params.id]);
      if (order.status !== 'draft') return res.sendStatus(409);
      await pool.query('DELETE FROM orders WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain status: read 2, written 4']);
  });
});

describe('rows of which there must be some', () => {
  it('are deleted by whoever comes first, whatever was taken from each of them', () => {
    const route = (condition: string): string =>
      inPrismaHandler(`
      const old = await prisma.session.findMany({ where: { userId: req.user.id } });
      const ids = old.map((row) => row.device);
      if (${condition}) await prisma.session.deleteMany({ where: { id: { in: ids } } });
    `);
    expect(findWindows(route('ids.length > 0'))).toEqual([]);
    expect(findWindows(route("ids.includes('phone')"))).toEqual(['guard certain device: read 2, written 4']);
  });
});

describe('rows whose time is up', () => {
  it('are none where their end is written down as well', () => {
    const route = (condition: string): string =>
      inPgHandler(`
      const { rows: [code] } = await pool.query('SELECT expires_at FROM reset_codes WHERE code = $1', [req.body.code]);
      if (${condition}) {
        await pool.query('DELETE FROM reset_codes WHERE code = $1', [req.body.code]);
        await pool.query('INSERT INTO refunds (kind) VALUES ($1)', ['expired']);
      }
    `);
    expect(findWindows(route('code.expires_at < new Date()'))).toEqual([]);
    expect(findWindows(route('code.expires_at > new Date()'))).toEqual(['token certain expires_at: read 2, written 4']);
  });

  it('are no window where whoever comes first removes them', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT token, expires_at FROM invites WHERE id = $1', [req.params.id]);
      if (invite.expires_at < Date.now()) await pool.query('DELETE FROM invites WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT token, expires_at FROM invites WHERE id = $1', [req.params.id]);
      if (Date.now() > invite.expires_at) {
        await pool.query('DELETE FROM invites WHERE id = $1', [req.params.id]);
        await pool.query('INSERT INTO audits (invite_id) VALUES ($1)', [req.params.id]);
      }
    `),
      ),
    ).toEqual([]);
  });

  it('are one where they are removed while they still hold', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT token, expires_at FROM invites WHERE token = $1', [req.body.token]);
      if (invite.expires_at < Date.now()) return res.sendStatus(410);
      await pool.query('DELETE FROM invites WHERE token = $1', [req.body.token]);
      await pool.query('INSERT INTO members (user_id) VALUES ($1)', [req.user.id]);
    `),
      ),
    ).toEqual(['token certain expires_at: read 2, written 4']);
  });
});

describe('an insert that brings its own check', () => {
  const lint = (statement: string): readonly string[] =>
    findWindowsInFolder({
      'src/accounts.ts': inPgHandler(`
      const { rows } = await pool.query('SELECT 1 FROM accounts WHERE email = $1', [req.body.email]);
      if (rows.length > 0) return res.sendStatus(409);
      await pool.query('${statement}', [req.body.email]);
    `),
      'schema.sql': 'CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL);',
    });

  it('is none', () => {
    expect(lint('INSERT INTO accounts (email) VALUES ($1) ON CONFLICT DO NOTHING')).toEqual([]);
    expect(
      lint('INSERT INTO accounts (email) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE email = $1)'),
    ).toEqual([]);
  });

  it('is one without it', () => {
    expect(lint('INSERT INTO accounts (email) VALUES ($1)')).toEqual(['guard certain -: read 2, written 4']);
  });
});

describe('whether there is a row', () => {
  it('is none before an update or a delete by the same key', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      if (!note) return res.sendStatus(404);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
    `),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inPrismaHandler(`
      const note = await prisma.note.findUnique({ where: { id: req.params.id } });
      if (note === null) return res.sendStatus(404);
      await prisma.note.delete({ where: { id: req.params.id } });
    `),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inMongooseHandler(
          '{ title: String }',
          `
      const item = await Item.findById(req.params.id);
      if (!item) return res.sendStatus(404);
      item.title = req.body.title;
      await item.save();
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('is one where the read asks for the owner too, and the write does not', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
      if (!note) return res.sendStatus(404);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
    `),
      ),
    ).toEqual(['ownership certain owner_id: read 2, written 4']);
  });

  it('is one where the read asks for a state that the write changes', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const order = await prisma.order.findFirst({ where: { id: req.params.id, status: 'pending' } });
      if (!order) return res.sendStatus(404);
      await prisma.order.update({ where: { id: req.params.id }, data: { status: 'paid' } });
    `),
      ),
    ).toEqual(['guard certain status: read 2, written 4']);
  });
});

describe('what was read', () => {
  it('is none where it only feeds the answer', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
      res.json({ ...note, title: req.body.title });
    `),
      ),
    ).toEqual([]);
  });

  it('is none where the body overwrites it', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ title: String, text: String }',
          `
      const item = await Item.findById(req.params.id);
      Object.assign(item, { title: req.body.title, text: req.body.text });
      await item.save();
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('is none where it is the default of what the body leaves out', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title ?? note.title]);
    `),
      ),
    ).toEqual([]);
  });

  it('is one where the new value is made of it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, note.title + req.body.title]);
    `),
      ),
    ).toEqual(['value certain title: read 2, written 3']);
  });
});

describe('an insert', () => {
  it('is none where it depends on nothing', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
      await pool.query('INSERT INTO notes (owner_id, title) VALUES ($1, $2)', [req.user.id, req.body.title]);
      res.json(rows);
    `),
      ),
    ).toEqual([]);
  });

  it('is one where too many rows stop it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id]);
      if (rows.length >= 10) return res.sendStatus(402);
      await pool.query('INSERT INTO notes (owner_id, title) VALUES ($1, $2)', [req.user.id, req.body.title]);
    `),
      ),
    ).toEqual(['guard certain #count: read 2, written 4']);
  });

  it('is none where a row must be there for it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [parent] } = await pool.query('SELECT id FROM comments WHERE id = $1', [req.params.id]);
      if (!parent) return res.sendStatus(404);
      await pool.query('INSERT INTO comments (parent_id, text) VALUES ($1, $2)', [req.params.id, req.body.text]);
    `),
      ),
    ).toEqual([]);
  });
});

describe('other rows, other tables', () => {
  it('are none', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [plan] } = await pool.query('SELECT price FROM plans WHERE id = $1', [req.body.planId]);
      await pool.query('UPDATE accounts SET price = $2 WHERE id = $1', [req.params.id, plan.price * 2]);
    `),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [from] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.body.to, from.balance / 2]);
    `),
      ),
    ).toEqual([]);
  });

  it('are one where the row is the same by another name', () => {
    expect(
      findWindows(
        inPgHandler(`
      const id = req.params.id;
      const { rows: [from] } = await pool.query('SELECT id, balance FROM accounts WHERE id = $1', [id]);
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [from.id, from.balance / 2]);
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
  });
});

describe('write first, then look', () => {
  it('is none', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [counter] } = await pool.query('UPDATE counters SET uses = uses + 1 WHERE id = $1 RETURNING uses', [req.params.id]);
      if (counter.uses > 100) {
        await pool.query('UPDATE counters SET uses = uses - 1 WHERE id = $1', [req.params.id]);
        return res.sendStatus(429);
      }
    `),
      ),
    ).toEqual([]);
  });

  it('is one the other way round', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [counter] } = await pool.query('SELECT uses FROM counters WHERE id = $1', [req.params.id]);
      if (counter.uses >= 100) return res.sendStatus(429);
      await pool.query('UPDATE counters SET uses = uses + 1 WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain uses: read 2, written 4']);
  });
});

describe('code that requests do not reach', () => {
  const source = `
    import { Pool } from 'pg';
    const pool = new Pool();
    export async function withdraw(id, amount) {
      const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
    }
  `;
  const found = ['value certain balance: read 4, written 5'];

  it('is none', () => {
    for (const file of [
      'tests/withdraw.ts',
      'src/withdraw.test.ts',
      'migrations/20260101_withdraw.ts',
      'scripts/withdraw.ts',
      'prisma/seed.ts',
      'src/__tests__/withdraw.ts',
    ]) {
      expect(findWindowsInFolder({ [file]: source }), file).toEqual([]);
    }
  });

  it('is one elsewhere', () => {
    for (const file of [
      'src/withdraw.ts',
      'withdraw.ts',
      'src/services/withdraw.ts',
      'app/api/withdraw/route.ts',
      'src/contest/withdraw.ts',
    ]) {
      expect(findWindowsInFolder({ [file]: source }), file).toEqual(found);
    }
  });

  it('is none where nothing exports or registers it', () => {
    expect(findWindows(source.replace('export ', ''))).toEqual([]);
  });
});

describe('a list of rows to delete', () => {
  it('is one where a row of them decides', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const sessions = await prisma.session.findMany({ where: { userId: req.user.id } });
      if (sessions[0].state !== 'closed') return res.sendStatus(204);
      await prisma.session.deleteMany({ where: { id: { in: sessions.map((session) => session.id) } } });
      await prisma.audit.create({ data: { userId: req.user.id } });
    `),
      ),
    ).toEqual(['guard certain state: read 2, written 4']);
  });
});

describe('a time that is left', () => {
  it('is none where it is over', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT expires_at FROM invites WHERE id = $1', [req.params.id]);
      if (invite.expires_at - Date.now() < 0) {
        await pool.query('DELETE FROM invites WHERE id = $1', [req.params.id]);
        await pool.query('INSERT INTO audits (invite_id) VALUES ($1)', [req.params.id]);
      }
    `),
      ),
    ).toEqual([]);
  });
});

describe('a time that is left', () => {
  it('is no clean-up: the credential is consumed while it is valid', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT expires_at FROM invites WHERE token = $1', [req.body.token]);
      if (invite.expires_at - Date.now() < 0) return res.sendStatus(410);
      await pool.query('DELETE FROM invites WHERE token = $1', [req.body.token]);
      await pool.query('INSERT INTO members (user_id) VALUES ($1)', [req.user.id]);
    `),
      ),
    ).toEqual(['token certain expires_at: read 2, written 4']);
  });

  it('is over: whoever comes first removes the row', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [invite] } = await pool.query('SELECT expires_at FROM invites WHERE token = $1', [req.body.token]);
      if (invite.expires_at - Date.now() >= 0) return res.sendStatus(409);
      await pool.query('DELETE FROM invites WHERE token = $1', [req.body.token]);
      await pool.query('INSERT INTO audit (user_id) VALUES ($1)', [req.user.id]);
    `),
      ),
    ).toEqual([]);
  });
});
