import { describe, expect, it } from 'vitest';
import { findIn, findInFolder, findWindows, findWindowsInFolder } from '../../windows/find-windows-in.ts';

const prelude =
  "import Koa from 'koa'; import Router from '@koa/router'; import mongoose from 'mongoose'; import { Pool } from 'pg'; import { requireUser } from './auth'; const Note = mongoose.model('Note', new mongoose.Schema({ owner: String, views: Number })); const pool = new Pool(); const app = new Koa(); const router = new Router();";

function inApplication(code: string): string {
  return `${prelude}${code}\n`;
}

describe('koa', () => {
  it('runs handlers with the context', () => {
    expect(
      findWindows(
        inApplication(`
      router.put('/accounts/:id', async (ctx) => {
        const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [ctx.params.id]);
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [ctx.params.id, account.balance - ctx.request.body.amount]);
      });
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
    expect(
      findWindows(
        inApplication(`
      router.put('/accounts/:id', async (ctx) => {
        await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [ctx.params.id, ctx.request.body.amount]);
      });
    `),
      ),
    ).toEqual([]);
  });

  it('tells the parts of a request from each other', () => {
    expect(
      findIn(
        inApplication(`
      router.del('/notes/:id', async (ctx) => {
        await pool.query('DELETE FROM notes WHERE id = $1 AND box = $2 AND owner_id = $3', [ctx.params.id, ctx.query.box, ctx.state.user.id]);
      });
    `),
      ).accesses,
    ).toEqual(['delete notes: 3 where id = params.id, box = query.box, owner_id = identity.id']);
  });

  it.each([
    ['on the state', 'ctx.state.note'],
    ['on the context', 'ctx.note'],
    ['on the parameters', 'ctx.params.note'],
  ])('sees a row that a parameter hook put %s', (_name, place) => {
    expect(
      findWindows(
        inApplication(`
      router.param('id', async (id, ctx, next) => { ${place} = await Note.findById(id); return next(); });
      router.post('/notes/:id', async (ctx) => { ${place}.views += 1; await ${place}.save(); });
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3']);
  });

  it('sees what middleware of the router put there', () => {
    const load = 'async (ctx, next) => { ctx.state.note = await Note.findById(ctx.params.id); await next(); }';
    const count = 'async (ctx) => { ctx.state.note.views += 1; await ctx.state.note.save(); }';
    expect(
      findWindows(
        inApplication(`
      router.use(${load});
      router.post('/notes/:id', ${count});
    `),
      ),
    ).toEqual(['value certain views: read 2, written 3']);
    expect(
      findWindows(
        inApplication(`
      const other = new Router(); other.use(${load});
      router.post('/notes/:id', ${count});
    `),
      ),
    ).toEqual([]);
  });

  it('runs the handler inside what middleware opened around it', () => {
    const handler = (client: string): string => `
      router.put('/accounts/:id', async (ctx) => {
        const { rows: [account] } = await ${client}.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', [ctx.params.id]);
        await ${client}.query('UPDATE accounts SET balance = $2 WHERE id = $1', [ctx.params.id, account.balance - 1]);
      });
    `;
    const middleware = `
      router.use(async (ctx, next) => {
        const client = await pool.connect();
        await client.query('BEGIN');
        ctx.state.client = client;
        await next();
        await client.query('COMMIT');
      });`;
    expect(findWindows(inApplication(middleware + handler('ctx.state.client')))).toEqual([
      'value certain balance: read 10, written 11 [row-lock, transaction]',
    ]);
    expect(findWindows(inApplication(middleware + handler('pool')))).toEqual([
      'value certain balance: read 10, written 11',
    ]);
  });

  it('knows the caller by middleware that lets nobody else pass', () => {
    const roots = (check: string): readonly string[] =>
      findIn(
        inApplication(`
      router.use(async (ctx, next) => { ctx.state.account = await Note.findById(ctx.state.user.id); await next(); });
      router.use(async (ctx, next) => { ${check} return next(); });
      router.put('/notes', async function change(ctx) { ctx.body = {}; });
    `),
      ).roots.filter((root) => root.includes('change'));
    expect(roots('ctx.assert(ctx.state.account, 401);')).toEqual(['handler change: middleware']);
    expect(roots('if (!ctx.state.user) ctx.throw(401);')).toEqual(['handler change: middleware']);
    expect(roots('if (!ctx.state.user) ctx.state.user = null;')).toEqual(['handler change: -']);
    expect(roots('ctx.assert(ctx.request.body.name, 400);')).toEqual(['handler change: -']);
  });

  it('does not go on where the context throws', () => {
    const handler = (check: string): string =>
      inApplication(`
      router.put('/notes/:id', requireUser, async (ctx) => {
        const { rows: [note] } = await pool.query('SELECT owner_id FROM notes WHERE id = $1', [ctx.params.id]);
        ${check}
        await pool.query('UPDATE notes SET text = $2 WHERE id = $1', [ctx.params.id, ctx.request.body.text]);
      });
    `);
    expect(findWindows(handler('if (note.owner_id !== ctx.state.user.id) ctx.throw(403);'))).toEqual([
      'ownership certain owner_id: read 3, written 5',
    ]);
    expect(findWindows(handler('ctx.assert(note.owner_id === ctx.state.user.id, 403);'))).toEqual([
      'ownership certain owner_id: read 3, written 5',
    ]);
    expect(
      findWindows(handler("if (note.owner_id !== ctx.state.user.id) ctx.set('x-note', 'not the owner');")),
    ).toEqual([]);
  });

  const controller =
    "const { Pool } = require('pg'); const pool = new Pool(); module.exports = { async bySlug(slug, ctx, next) { const { rows: [note] } = await pool.query('SELECT * FROM notes WHERE slug = $1', [slug]); ctx.params.note = note; await next(); }, async remove(ctx) { if (ctx.params.note.owner_id !== ctx.state.user.id) ctx.throw(403);\nawait pool.query('DELETE FROM notes WHERE id = $1', [ctx.params.note.id]); } };";

  it('follows handlers to the file that registers them', () => {
    const routes =
      "const Router = require('koa-router'); const notes = require('./notes'); const router = new Router(); router.param('slug', notes.bySlug); router.del('/notes/:slug', notes.remove); module.exports = router.routes();";
    expect(findWindowsInFolder({ 'notes.js': controller, 'routes.js': routes })).toEqual([
      'ownership certain owner_id: read notes.js:1, written 2',
    ]);
    expect(
      findInFolder({ 'notes.js': controller, 'routes.js': routes }).roots.filter((root) => root.includes('remove')),
    ).toEqual(['handler remove: -']);
  });

  it('takes a function of one parameter for no handler where nobody registers it', () => {
    expect(findInFolder({ 'notes.js': controller }).roots.filter((root) => root.includes('remove'))).toEqual([
      'function remove: -',
    ]);
  });
});
