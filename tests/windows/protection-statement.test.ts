import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

describe('the guard stands in the WHERE of the write', () => {
  it('a state that is checked, and asked for again', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [order] } = await pool.query('SELECT status FROM orders WHERE id = $1', [req.params.id]);
      if (order.status !== 'pending') return res.sendStatus(409);
      const { rowCount } = await pool.query("UPDATE orders SET status = 'paid' WHERE id = $1 AND status = 'pending'", [req.params.id]);
      if (rowCount === 0) return res.sendStatus(409);
    `),
      ),
    ).toEqual(['guard certain status: read 2, written 4 [statement]']);
  });

  it('without it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [order] } = await pool.query('SELECT status FROM orders WHERE id = $1', [req.params.id]);
      if (order.status !== 'pending') return res.sendStatus(409);
      await pool.query("UPDATE orders SET status = 'paid' WHERE id = $1", [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain status: read 2, written 4']);
  });

  it('with another column in its place', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [order] } = await pool.query('SELECT status FROM orders WHERE id = $1', [req.params.id]);
      if (order.status !== 'pending') return res.sendStatus(409);
      await pool.query("UPDATE orders SET status = 'paid' WHERE id = $1 AND region = $2", [req.params.id, req.body.region]);
    `),
      ),
    ).toEqual(['guard certain status: read 2, written 4']);
  });

  it('a balance that must suffice, next to arithmetic the store does', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const wallet = await prisma.wallet.findUnique({ where: { id: req.params.id } });
      if (wallet.balance < req.body.amount) return res.sendStatus(402);
      const { count } = await prisma.wallet.updateMany({
        where: { id: req.params.id, balance: { gte: req.body.amount } },
        data: { balance: { decrement: req.body.amount } },
      });
      res.json({ count });
    `),
      ),
    ).toEqual(['guard certain balance: read 2, written 4 [statement]']);
  });

  it('atomic arithmetic after a check of what was read', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const wallet = await prisma.wallet.findUnique({ where: { id: req.params.id } });
      if (wallet.balance < req.body.amount) return res.sendStatus(402);
      await prisma.wallet.update({ where: { id: req.params.id }, data: { balance: { decrement: req.body.amount } } });
    `),
      ),
    ).toEqual(['guard certain balance: read 2, written 4']);
  });

  it('an owner', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
      if (note.owner_id !== req.user.id) return res.sendStatus(403);
      await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id, req.body.title]);
    `),
      ),
    ).toEqual(['ownership certain owner_id: read 2, written 4 [statement]']);
  });

  it('an owner compared in code alone', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [req.params.id]);
      if (note.owner_id !== req.user.id) return res.sendStatus(403);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
    `),
      ),
    ).toEqual(['ownership certain owner_id: read 2, written 4']);
  });

  it('a document of Mongoose', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ state: String }',
          `
      const item = await Item.findById(req.params.id);
      if (item.state !== 'open') return res.sendStatus(409);
      const closed = await Item.findOneAndUpdate({ _id: req.params.id, state: 'open' }, { state: 'closed' });
      if (!closed) return res.sendStatus(409);
    `,
        ),
      ),
    ).toEqual(['guard certain state: read 2, written 4 [statement]']);
  });

  it('a document named by its id alone', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ state: String }',
          `
      const item = await Item.findById(req.params.id);
      if (item.state !== 'open') return res.sendStatus(409);
      await Item.findOneAndUpdate({ _id: req.params.id }, { state: 'closed' });
    `,
        ),
      ),
    ).toEqual(['guard certain state: read 2, written 4']);
  });

  it('does not help a value that was computed from a read', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1 AND balance >= $3', [req.params.id, balance, req.body.amount]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('a delete that throws where the row is gone', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const order = await prisma.order.findUnique({ where: { id: req.params.id } });
      if (order.ownerId !== req.user.id) return res.sendStatus(403);
      await prisma.order.delete({ where: { id: req.params.id } });
    `),
      ),
    ).toEqual(['ownership certain ownerId: read 2, written 4']);
    expect(
      findWindows(
        inPrismaHandler(`
      const invitation = await prisma.invitation.findUnique({ where: { token: req.body.token } });
      if (!invitation) return res.sendStatus(404);
      await prisma.invitation.delete({ where: { id: invitation.id } });
      await prisma.member.create({ data: { teamId: invitation.teamId, userId: req.user.id } });
    `),
      ),
    ).toEqual(['token certain token: read 2, written 4 [statement]']);
  });

  it('a credential named by itself, and a look at whether it was there', () => {
    const route = (check: string): string =>
      inPgHandler(`
      const { rows: [reset] } = await pool.query('SELECT user_id FROM password_resets WHERE token = $1', [req.body.token]);
      if (!reset) return res.sendStatus(400);
      const result = await pool.query('DELETE FROM password_resets WHERE token = $1', [req.body.token]);
      ${check}
      await pool.query('UPDATE users SET password = $2 WHERE id = $1', [reset.user_id, req.body.password]);
    `);
    expect(findWindows(route('if (result.rowCount === 0) return res.sendStatus(400);'))).toEqual([
      'token certain token: read 2, written 4 [statement]',
    ]);
    expect(findWindows(route(''))).toEqual(['token certain token: read 2, written 4']);
  });
});
