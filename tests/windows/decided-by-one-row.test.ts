/** Conditions with alternatives: certain where every alternative asks what one read found, a guess where another may have let the write through. */
import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPgHandler, inPrismaHandler } from './handlers.ts';

describe('alternatives of one row', () => {
  const route = (condition: string): string =>
    inPgHandler(`
    const { rows: [order] } = await pool.query('SELECT state, rush, owner_id FROM orders WHERE id = $1', [req.params.id]);
    if (${condition}) return res.sendStatus(409);
    await pool.query("UPDATE orders SET state = 'sent' WHERE id = $1", [req.params.id]);
  `);

  it('decide together', () => {
    expect(findWindows(route("order.state !== 'paid' && order.state !== 'packed'"))).toEqual([
      'guard certain state: read 2, written 4',
    ]);
    expect(findWindows(route("!(order.state === 'paid' || order.state === 'packed')"))).toEqual([
      'guard certain state: read 2, written 4',
    ]);
  });

  it('do not decide where the request may as well', () => {
    expect(findWindows(route("order.state !== 'paid' && !req.body.force"))).toEqual([
      'guard possible state: read 2, written 4',
    ]);
    expect(findWindows(route("order.state !== 'paid' && req.user.role !== 'admin'"))).toEqual([
      'guard possible state: read 2, written 4',
    ]);
  });

  it('do not decide where a field that stays as it is lets the write through', () => {
    expect(findWindows(route("!(order.state === 'paid' || order.rush)"))).toEqual([
      'guard possible state: read 2, written 4',
    ]);
  });

  it('do not decide where code that is not seen looks at the row', () => {
    expect(findWindows(route("order.state !== 'paid' && !isRush(order)"))).toEqual([
      'guard possible state: read 2, written 4',
    ]);
  });
});

describe('a count that the row carries', () => {
  const remove = (condition: string, write: string): string =>
    inPrismaHandler(`
    const team = await prisma.team.findUnique({ where: { id: req.params.id }, select: { locked: true, _count: { select: { members: true } } } });
    if (${condition}) return res.sendStatus(409);
    ${write}
  `);
  const leave = 'await prisma.member.delete({ where: { id: req.body.member } });';

  it('is compared, then one of the counted rows is removed or added', () => {
    expect(findWindows(remove('team._count.members < 2', leave))).toEqual(['guard certain #count: read 2, written 4']);
    expect(
      findWindows(
        remove('team._count.members >= 5', 'await prisma.member.create({ data: { teamId: req.params.id } });'),
      ),
    ).toEqual(['guard certain #count: read 2, written 4']);
  });

  it('is compared, beside another field of the row', () => {
    expect(findWindows(remove('team.locked && team._count.members < 2', leave))).toEqual([
      'guard certain #count: read 2, written 4',
    ]);
  });

  it("is one of two alternatives, the other of which is somebody's role", () => {
    expect(findWindows(remove("req.user.role !== 'admin' && team._count.members < 2", leave))).toEqual([
      'guard possible #count: read 2, written 4',
    ]);
  });

  it('is of other rows than those that are removed, or only asked for', () => {
    expect(
      findWindows(
        remove('team._count.members < 2', 'await prisma.invoice.delete({ where: { id: req.body.invoice } });'),
      ),
    ).toEqual([]);
    expect(findWindows(remove('!team._count.members', leave))).toEqual([]);
    expect(
      findWindows(
        remove(
          'team._count.members < 2',
          'await prisma.member.update({ where: { id: req.body.member }, data: { seenAt: new Date() } });',
        ),
      ),
    ).toEqual([]);
  });

  it('is compared under a lock of the transaction around both', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        const team = await tx.team.findUnique({ where: { id: req.params.id }, select: { _count: { select: { members: true } } } });
        if (team._count.members < 2) throw new Error('last member');
        await tx.member.delete({ where: { id: req.body.member } });
      }, { isolationLevel: 'Serializable' });
    `),
      ),
    ).toEqual(['guard certain #count: read 3, written 5 [serializable, transaction]']);
  });
});

describe('a row, or nothing (SHAPES 4, a helper that looks up what has not run out)', () => {
  const route = (given: string, condition = 'found.expires_at < Date.now()'): string =>
    inPgHandler(`
    const token = await findToken(req.body.token);
    if (!token) return res.sendStatus(410);
    await pool.query('UPDATE users SET password = $2 WHERE id = $1', [token.user_id, req.body.password]);
    await pool.query('DELETE FROM reset_tokens WHERE token = $1', [req.body.token]);
    async function findToken(text) {
      let { rows: [found] } = await pool.query('SELECT user_id, expires_at FROM reset_tokens WHERE token = $1', [text]);
      if (found && ${condition}) ${given}
      return found;
    }
  `);

  it('is that row where it let the write through', () => {
    expect(findWindows(route('found = null;'))).toEqual(['token certain token: read 7, written 5']);
  });

  it('may be another where something else stands in for it', () => {
    expect(findWindows(route('found = findElsewhere(text);', 'text.length < 9'))).toEqual([
      'token possible token: read 7, written 5',
    ]);
    expect(findWindows(route('found = true;', 'text.length < 9'))).toEqual(['token possible token: read 7, written 5']);
  });
});
