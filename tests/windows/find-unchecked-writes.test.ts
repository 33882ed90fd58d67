import { describe, expect, it } from 'vitest';
import { findIn } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

function findUnchecked(text: string): readonly string[] {
  return findIn(text).unchecked;
}

const update =
  "await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id, req.body.title])";

describe('a guarded write whose count is ignored', () => {
  it('by the owner', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      ${update};
      res.sendStatus(204);
    `),
      ),
    ).toEqual(['certain owner_id: 2']);
  });

  it('whose count decides', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      const result = ${update};
      if (result.rowCount === 0) return res.sendStatus(404);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
    expect(
      findUnchecked(
        inPgHandler(`
      const { rowCount } = ${update};
      res.sendStatus(rowCount ? 204 : 404);
    `),
      ),
    ).toEqual([]);
  });

  it('whose outcome is handed on', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      const result = ${update};
      sendOutcome(res, result);
    `),
      ),
    ).toEqual([]);
    expect(
      findUnchecked(`
      import { Pool } from 'pg';
      const pool = new Pool();
      export async function rename(id, ownerId, title) {
        return pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [id, ownerId, title]);
      }
    `),
    ).toEqual([]);
  });

  it('whose outcome is kept and not looked at', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      const result = ${update};
      res.sendStatus(204);
    `),
      ),
    ).toEqual(['certain owner_id: 2']);
  });

  it('by the state that it changes', () => {
    expect(
      findUnchecked(
        inPrismaHandler(`
      await prisma.order.updateMany({ where: { id: req.params.id, status: 'pending' }, data: { status: 'paid' } });
      res.sendStatus(204);
    `),
      ),
    ).toEqual(['certain status: 2']);
  });

  it('by nothing but its key', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('by the owner alone: all rows of the caller', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notifications SET seen = true WHERE user_id = $1', [req.user.id]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('that throws where no row matches', () => {
    expect(
      findUnchecked(
        inPrismaHandler(`
      await prisma.note.update({ where: { id: req.params.id, ownerId: req.user.id }, data: { title: req.body.title } });
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('that deletes: what is gone is gone', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('DELETE FROM notes WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('that saves an entity', () => {
    expect(
      findUnchecked(
        inMongooseHandler(
          '{ title: String, owner: String }',
          `
      const item = await Item.findOne({ _id: req.params.id, owner: req.user.id });
      item.title = req.body.title;
      await item.save();
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('of a row that was looked for under the same condition', () => {
    const route = (where: string): string =>
      inPgHandler(`
      const { rows: [note] } = await pool.query('SELECT id FROM notes WHERE ${where}', [req.params.id, req.user.id]);
      if (!note) return res.sendStatus(404);
      await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [req.params.id, req.user.id, req.body.title]);
    `);
    expect(findUnchecked(route('id = $1 AND owner_id = $2'))).toEqual([]);
    expect(findUnchecked(route('id = $1'))).toEqual(['certain owner_id: 4']);
  });

  it('in a function, or behind no check of who calls', () => {
    expect(
      findUnchecked(`
      import { Pool } from 'pg';
      const pool = new Pool();
      export async function rename(id, ownerId, title) {
        await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [id, ownerId, title]);
      }
    `),
    ).toEqual(['possible owner_id: 4']);
  });

  it('of a handler that asks nobody who calls', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query("UPDATE orders SET state = 'paid' WHERE id = $1 AND state = 'open'", [req.params.id]);
      res.sendStatus(204);
    `).replace('requireUser, ', ''),
      ),
    ).toEqual(['possible state: 2']);
  });

  it('named by another column that the client sent', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notes SET title = $3 WHERE slug = $1 AND owner_id = $2', [req.params.slug, req.user.id, req.body.title]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual(['certain owner_id: 2']);
  });

  it("of the caller's own row", () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query("UPDATE users SET state = 'away' WHERE id = $1 AND state = 'here'", [req.user.id]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('of many rows', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notes SET seen = true WHERE id < $1 AND owner_id = $2', [req.params.id, req.user.id]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('with a column that is compared and neither its owner nor written', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND region = $2', [req.params.id, req.body.region, req.body.title]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('with an owner that the client names', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      await pool.query('UPDATE notes SET title = $3 WHERE id = $1 AND owner_id = $2', [req.params.id, req.body.ownerId, req.body.title]);
      res.sendStatus(204);
    `),
      ),
    ).toEqual([]);
  });

  it('after a look at a row of another table', () => {
    expect(
      findUnchecked(
        inPgHandler(`
      const { rows: [folder] } = await pool.query('SELECT id FROM folders WHERE id = $1 AND owner_id = $2', [req.body.folderId, req.user.id]);
      if (!folder) return res.sendStatus(404);
      ${update};
      res.sendStatus(204);
    `),
      ),
    ).toEqual(['certain owner_id: 4']);
  });
});
