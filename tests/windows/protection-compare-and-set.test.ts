import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

describe('the WHERE compares a column with what was read of it', () => {
  it('a version', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance, version FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2, version = version + 1 WHERE id = $1 AND version = $3', [req.params.id, balance, account.version]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4 [compare-and-set]']);
  });

  it('no version', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance, version FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2, version = version + 1 WHERE id = $1', [req.params.id, balance]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('a version that the client sent', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2, version = version + 1 WHERE id = $1 AND version = $3', [req.params.id, balance, req.body.version]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4 [compare-and-set]']);
  });

  it('a time of change', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const page = await prisma.page.findUnique({ where: { id: req.params.id } });
      const { count } = await prisma.page.updateMany({
        where: { id: req.params.id, updatedAt: page.updatedAt },
        data: { views: page.views + 1 },
      });
      res.json({ count });
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3 [compare-and-set]']);
  });

  it('the old value of the field itself', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [seat] } = await pool.query('SELECT taken FROM workshops WHERE id = $1', [req.params.id]);
      const taken = seat.taken + 1;
      await pool.query('UPDATE workshops SET taken = $2 WHERE id = $1 AND taken = $3', [req.params.id, taken, seat.taken]);
    `),
      ),
    ).toEqual(['value certain taken: read 2, written 4 [compare-and-set]']);
  });

  it('the old value of another field', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [seat] } = await pool.query('SELECT taken, title FROM workshops WHERE id = $1', [req.params.id]);
      const taken = seat.taken + 1;
      await pool.query('UPDATE workshops SET taken = $2 WHERE id = $1 AND title = $3', [req.params.id, taken, seat.title]);
    `),
      ),
    ).toEqual(['value certain taken: read 2, written 4']);
  });

  it('a version compared by anything but equality', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance, version FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2, version = version + 1 WHERE id = $1 AND version >= $3', [req.params.id, balance, account.version]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('a value the read already asked for', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [row] } = await pool.query('SELECT * FROM drafts WHERE id = $1 AND revision_of = $2', [req.params.id, req.params.page]);
      const words = row.words + req.body.words;
      await pool.query('UPDATE drafts SET words = $3 WHERE id = $1 AND revision_of = $2', [req.params.id, row.revision_of, words]);
    `),
      ),
    ).toEqual(['value certain words: read 2, written 4']);
  });

  it('a version column that the schema names', () => {
    const route = (where: string): string =>
      inPrismaHandler(`
      const stock = await prisma.stock.findUnique({ where: { id: req.params.id } });
      const { count } = await prisma.stock.updateMany({ where: { id: req.params.id${where} }, data: { quantity: stock.quantity - req.body.quantity } });
      res.json({ count });
    `);
    const schema = 'model Stock {\n  id Int @id\n  quantity Int\n  lockVersion Int\n  shelf Int\n}\n';
    expect(
      findWindowsInFolder({
        'src/stock.ts': route(', lockVersion: stock.lockVersion'),
        'prisma/schema.prisma': schema,
      }),
    ).toEqual(['value certain quantity: read 2, written 3 [compare-and-set]']);
    expect(
      findWindowsInFolder({ 'src/stock.ts': route(', shelf: stock.shelf'), 'prisma/schema.prisma': schema }),
    ).toEqual(['value certain quantity: read 2, written 3']);
  });

  it('the version of a document', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ score: Number }',
          `
      const item = await Item.findById(req.params.id);
      const { modifiedCount } = await Item.updateOne({ _id: item._id, __v: item.__v }, { $set: { score: item.score + 1 }, $inc: { __v: 1 } });
      res.json({ modifiedCount });
    `,
        ),
      ),
    ).toEqual(['value certain score: read 2, written 3 [compare-and-set]']);
    expect(
      findWindows(
        inMongooseHandler(
          '{ score: Number }',
          `
      const item = await Item.findById(req.params.id);
      await Item.updateOne({ _id: item._id }, { $set: { score: item.score + 1 } });
    `,
        ),
      ),
    ).toEqual(['value certain score: read 2, written 3']);
  });

  it('a version that the write leaves as it is', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [page] } = await pool.query('SELECT views FROM pages WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE pages SET views = $2 WHERE id = $1 AND version = $3', [req.params.id, page.views + 1, req.body.version]);
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3']);
  });

  it('a version that is a constant', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [page] } = await pool.query('SELECT views FROM pages WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE pages SET views = $2, version = 2 WHERE id = $1 AND version = 1', [req.params.id, page.views + 1]);
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3']);
  });

  it('a version of another row', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [page] } = await pool.query('SELECT views FROM pages WHERE id = $1', [req.params.id]);
      const { rows: [book] } = await pool.query('SELECT version FROM books WHERE id = $1', [req.body.bookId]);
      await pool.query('UPDATE pages SET views = $2 WHERE id = $1 AND version = $3', [req.params.id, page.views + 1, book.version]);
    `),
      ),
    ).toEqual(['value certain views: read 2, written 4']);
  });

  it('a version with another column of the row', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [page] } = await pool.query('SELECT views, chapter FROM pages WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE pages SET views = $2 WHERE id = $1 AND version = $3', [req.params.id, page.views + 1, page.chapter]);
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3']);
  });
});
