import { describe, expect, it } from 'vitest';
import { findIn, findInFolder } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

function findUnscoped(text: string): readonly string[] {
  return findIn(text).unscoped;
}

/** A second route says that notes have an owner. */
function inNotes(body: string, hooks = ''): string {
  return `import express from 'express'; import { requireUser } from './auth'; import { Pool } from 'pg'; const pool = new Pool(); const app = express(); ${hooks} app.get('/notes', requireUser, async (req, res) => { res.json(await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id])); }); app.put('/notes/:id', requireUser, async (req, res) => {${body}});\n`;
}

const update = "await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);";

describe('a row named by the client', () => {
  it('with an owner that other statements of the file name', () => {
    expect(
      findUnscoped(
        inNotes(`
      ${update}
    `),
      ),
    ).toEqual(['certain id (owner_id): 2']);
  });

  it('with an owner that the schema names', () => {
    const source = inPrismaHandler(`
      await prisma.note.update({ where: { id: req.params.id }, data: { title: req.body.title } });
    `);
    expect(
      findInFolder({
        'src/notes.ts': source,
        'prisma/schema.prisma': 'model Note {\n  id Int @id\n  title String\n  authorId Int\n}\n',
      }).unscoped,
    ).toEqual(['certain id (authorId): 2']);
    expect(
      findInFolder({
        'src/notes.ts': source,
        'prisma/schema.prisma': 'model Note {\n  id Int @id\n  title String\n}\n',
      }).unscoped,
    ).toEqual(['possible id (-): 2']);
  });

  it('without an owner that is known: that of another table is not its own', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE pictures SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
    `),
      ),
    ).toEqual(['possible id (-): 2']);
  });

  it('by the body, the query or the path', () => {
    for (const part of ['req.params.id', 'req.query.id', 'req.body.id', 'Number(req.params.id)']) {
      expect(
        findUnscoped(
          inNotes(`
        await pool.query('DELETE FROM notes WHERE id = $1', [${part}]);
      `),
        ),
        part,
      ).toEqual(['certain id (owner_id): 2']);
    }
  });

  it('found first, then saved', () => {
    expect(
      findUnscoped(
        inMongooseHandler(
          '{ owner: String, title: String }',
          `
      const item = await Item.findById(req.params.id);
      item.title = req.body.title;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['certain _id (owner): 4']);
  });
});

describe('no finding', () => {
  it('where the caller was looked up in a way that cannot be seen, and the row by whose it is', () => {
    const route = (owner: string): string =>
      inNotes(`
      const { rows: [me] } = await pool.query('SELECT id FROM people WHERE handle = $1', [req.body.handle]);
      const { rows: [note] } = await pool.query('SELECT id FROM notes WHERE id = $1 AND ${owner} = $2', [req.params.id, me.id]);
      if (!note) return res.sendStatus(404);
      ${update}
    `);
    expect(findUnscoped(route('owner_id'))).toEqual([]);
    expect(findUnscoped(route('version'))).toEqual(['certain id (owner_id): 5']);
  });

  it('where what was found is asked for its rank, or whose the row is', () => {
    const route = (column: string, refused: string): string =>
      inNotes(`
      const { rows: [found] } = await pool.query('SELECT * FROM people WHERE handle = $1', [req.body.handle]);
      if (found.${column} !== ${refused}) return res.sendStatus(403);
      ${update}
    `);
    expect(findUnscoped(route('role', "'editor'"))).toEqual([]);
    expect(findUnscoped(route('owner_id', 'await whoIsIt(req)'))).toEqual([]);
    expect(findUnscoped(route('colour', "'red'"))).toEqual(['certain id (owner_id): 4']);
  });

  it('where the caller knows the secret of the row', () => {
    const route = (column: string): string =>
      inNotes(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND ${column} = $3', [req.params.id, req.body.title, req.body.given]);
    `);
    expect(findUnscoped(route('reset_token'))).toEqual([]);
    expect(findUnscoped(route('colour'))).toEqual(['certain id (owner_id): 2']);
  });

  it('where nobody is asked who calls', () => {
    expect(
      findUnscoped(
        inNotes(`
      ${update}
    `).replaceAll('requireUser, ', ''),
      ),
    ).toEqual([]);
  });

  it('in a function that is no handler', () => {
    expect(
      findUnscoped(`
      import { Pool } from 'pg';
      const pool = new Pool();
      export async function rename(id, title) {
        await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [id, title]);
      }
    `),
    ).toEqual([]);
  });

  it('where the role was checked on the way', () => {
    expect(
      findUnscoped(
        inNotes(
          `
      ${update}
    `,
          "import { requireAdmin } from './auth'; app.use(requireAdmin);",
        ),
      ),
    ).toEqual([]);
  });

  it('where a row is added', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('INSERT INTO notes (id, title) VALUES ($1, $2)', [req.body.id, req.body.title]);
    `),
      ),
    ).toEqual([]);
  });

  it("where the row is the caller's by its key", () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.user.noteId, req.body.title]);
    `),
      ),
    ).toEqual([]);
  });
});

describe('tied to the caller', () => {
  it('by the statement', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND owner_id = $3', [req.params.id, req.body.title, req.user.id]);
    `),
      ),
    ).toEqual([]);
  });

  it('by the session', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND owner_id = $3', [req.params.id, req.body.title, req.session.userId]);
    `),
      ),
    ).toEqual([]);
  });

  it('by the read that found the entity', () => {
    expect(
      findUnscoped(
        inMongooseHandler(
          '{ owner: String, title: String }',
          `
      const item = await Item.findOne({ _id: req.params.id, owner: req.user.id });
      item.title = req.body.title;
      await item.save();
    `,
        ),
      ),
    ).toEqual([]);
  });

  it("by a row of the caller's that names it", () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [team] } = await pool.query('SELECT id FROM teams WHERE member_id = $1', [req.user.id]);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND team_id = $3', [req.params.id, req.body.title, team.id]);
    `),
      ),
    ).toEqual([]);
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [team] } = await pool.query('SELECT id FROM teams WHERE id = $1', [req.body.teamId]);
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND team_id = $3', [req.params.id, req.body.title, team.id]);
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });

  it('by what is written: the row becomes theirs', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET edited_by = $2 WHERE id = $1', [req.params.id, req.user.id]);
    `),
      ),
    ).toEqual([]);
  });

  it('by another row of theirs that pays for it', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET credit = credit - 1 WHERE id = $1', [req.user.noteId]);
      await pool.query('UPDATE notes SET credit = credit + 1 WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual([]);
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE visits SET count = count + 1 WHERE user_id = $1', [req.user.id]);
      await pool.query('UPDATE notes SET credit = credit + 1 WHERE id = $1', [req.params.id]);
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });

  it('by a check of the owner', () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      if (note.owner_id !== req.user.id) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
  });

  it('by a function that decides', () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      if (!mayEdit(req.user, note)) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
  });

  it('by their role', () => {
    expect(
      findUnscoped(
        inNotes(`
      if (!req.user.isAdmin) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
    expect(
      findUnscoped(
        inNotes(`
      if (req.user.role !== 'admin') return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
  });

  it('by a membership that was looked for', () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [member] } = await pool.query('SELECT 1 FROM members WHERE note_id = $1 AND user_id = $2', [req.params.id, req.user.id]);
      if (!member) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [member] } = await pool.query('SELECT 1 FROM members WHERE note_id = $1', [req.params.id]);
      if (!member) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual(['certain id (owner_id): 4']);
  });

  it('not by whether somebody is logged in', () => {
    expect(
      findUnscoped(
        inNotes(`
      if (!req.user) return res.sendStatus(401);
      ${update}
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });

  it('not by a check of something else', () => {
    expect(
      findUnscoped(
        inNotes(`
      if (req.body.title === '') return res.sendStatus(400);
      ${update}
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
    expect(
      findUnscoped(
        inNotes(`
      if (req.user.plan !== 'paid') return res.sendStatus(402);
      ${update}
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });

  it('not by a row of theirs that is only looked at', () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows: [profile] } = await pool.query('SELECT * FROM profiles WHERE user_id = $1', [req.user.id]);
      ${update}
      res.json(profile);
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });
});

describe('a handler of an application with its check in front of all routes', () => {
  it('by app.use', () => {
    expect(
      findUnscoped(`
      import express from 'express'; import { Pool } from 'pg'; import { authenticate } from './auth';
      const pool = new Pool(); const app = express();
      app.use(authenticate);
      app.get('/notes', async (req, res) => { res.json(await pool.query('SELECT * FROM notes WHERE owner_id = $1', [req.user.id])); });
      app.delete('/notes/:id', async (req, res) => { await pool.query('DELETE FROM notes WHERE id = $1', [req.params.id]); });
    `),
    ).toEqual(['certain id (owner_id): 5']);
  });

  it('after the route', () => {
    expect(
      findUnscoped(
        inPgHandler(`
      ${update}
    `)
          .replace('requireUser, ', '')
          .replace(/$/, 'app.use(requireUser);\n'),
      ),
    ).toEqual([]);
  });
});

describe('a row that the client does not name', () => {
  it.each([
    ['by a header', "await pool.query('DELETE FROM notes WHERE id = $1', [req.headers['x-note']]);"],
    ['by its session', "await pool.query('DELETE FROM notes WHERE id = $1', [req.session.draftId]);"],
    ['by its age', "await pool.query('DELETE FROM notes WHERE age > $1', [req.query.age]);"],
    ['by a constant', "await pool.query('DELETE FROM notes WHERE id = 1');"],
  ])('but picks it %s', (_name, statement) => {
    expect(
      findUnscoped(
        inNotes(`
      ${statement}
    `),
      ),
    ).toEqual([]);
  });
});

describe('tied to the credential of the caller', () => {
  it('in the statement', () => {
    expect(
      findUnscoped(
        inNotes(`
      await pool.query('UPDATE notes SET title = $2 WHERE id = $1 AND device_token = $3', [req.params.id, req.body.title, req.headers.authorization]);
    `),
      ),
    ).toEqual([]);
  });

  it('by a function that is given both', () => {
    expect(
      findUnscoped(
        inNotes(`
      if (!mayEdit(req.headers.authorization, req.params.id)) return res.sendStatus(403);
      ${update}
    `),
      ),
    ).toEqual([]);
  });

  it('not by a look at the rows they own', () => {
    expect(
      findUnscoped(
        inNotes(`
      const { rows } = await pool.query('SELECT id FROM notes WHERE owner_id = $1', [req.user.id]);
      ${update}
      res.json(rows);
    `),
      ),
    ).toEqual(['certain id (owner_id): 3']);
  });
});

describe('an entry that is added to a row anybody may add to (SHAPES 12, a pushed element)', () => {
  const route = (entry: string, add = 'item.reviews.push(review)'): string =>
    inMongooseHandler(
      '{ owner: String, rank: Number, reviews: [{ by: String, text: String }] }',
      `
      const item = await Item.findById(req.params.id);
      const review = ${entry};
      ${add};
      await item.save();
    `,
    );

  it('is tied to the caller where it says who wrote it', () => {
    expect(findUnscoped(route('{ text: req.body.text, by: req.user.id }'))).toEqual([]);
    expect(findUnscoped(route('{ text: req.body.text, author: { id: req.user.id } }'))).toEqual([]);
    expect(
      findUnscoped(route('{ text: req.body.text, by: req.user.id }', 'item.reviews = [...item.reviews, review]')),
    ).toEqual([]);
  });

  it('is not where only a condition asks who calls', () => {
    expect(findUnscoped(route('{ text: req.body.text }'))).toEqual(['certain _id (owner): 5']);
    expect(findUnscoped(route("{ text: req.user.id ? 'known' : 'unknown' }"))).toEqual(['certain _id (owner): 5']);
  });
});
