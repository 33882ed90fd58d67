import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../../windows/find-windows-in.ts';

const prelude =
  "import { Hono } from 'hono'; import type { Context } from 'hono'; import { createMiddleware } from 'hono/factory'; import { Pool } from 'pg'; const pool = new Pool(); const app = new Hono<Env>();";

function inApplication(code: string): string {
  return `${prelude}${code}\n`;
}

const find = "(await pool.query('SELECT * FROM accounts WHERE id = $1', [c.req.param('id')])).rows[0]";
const wrong = `async (c) => { const account = ${find}; const { amount } = await c.req.json();\nawait pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [c.req.param('id'), account.balance - amount]); return c.json(account); }`;
const right =
  "async (c) => { const { amount } = await c.req.json(); await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [c.req.param('id'), amount]); return c.body(null, 204); }";

describe('hono', () => {
  it('runs handlers with the context', () => {
    expect(findWindows(inApplication(`app.post('/accounts/:id', ${wrong});`))).toEqual([
      'value certain balance: read 1, written 2',
    ]);
    expect(findWindows(inApplication(`app.get('/', (c) => c.text('ok')).post('/accounts/:id', ${wrong});`))).toEqual([
      'value certain balance: read 1, written 2',
    ]);
    expect(findWindows(inApplication(`app.post('/accounts/:id', ${right});`))).toEqual([]);
  });

  it('tells the parts of a request from each other', () => {
    expect(
      findIn(
        inApplication(`
      app.delete('/:id', async (c) => {
        const body = await c.req.json();
        const form = c.req.valid('form');
        await pool.query('DELETE FROM notes WHERE id = $1 AND box = $2 AND tag = $3 AND kind = $4', [c.req.param('id'), c.req.query('box'), body.tag, form.kind]);
        await pool.query('DELETE FROM boxes WHERE id = $1 AND other = $2 AND owner_id = $3 AND user_id = $4', [c.req.param().id, c.req.param('other'), c.get('user').id, c.var.user.id]);
      });
    `),
      ).accesses,
    ).toEqual([
      'delete notes: 5 where id = params.id, box = query.box, tag = body.tag, kind = body.kind',
      'delete boxes: 6 where id = params.id, other = params.other, owner_id = identity.id, user_id = identity.id',
    ]);
  });

  const load = `async (c, next) => { c.set('account', ${find}); await next(); }`;

  it.each([
    ['in the route', `app.post('/:id', ${load}, handle);`],
    ['in front of it', `app.use('*', ${load}); app.post('/:id', handle);`],
    ['made by the factory', `const load = createMiddleware(${load}); app.use(load); app.post('/:id', handle);`],
  ])('sees what middleware set, %s', (_name, routes) => {
    const handle = (read: string): string =>
      inApplication(`
      ${routes}
      async function handle(c: Context) {
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [c.req.param('id'), ${read} - 1]);
      }
    `);
    expect(findWindows(handle("c.get('account').balance"))).toHaveLength(1);
    expect(findWindows(handle('c.var.account.balance'))).toHaveLength(1);
    expect(findWindows(handle("c.get('other').balance"))).toEqual([]);
  });

  it('takes a check in front of a path for that path alone', () => {
    const roots = (code: string): readonly string[] =>
      findIn(inApplication(code)).roots.filter((root) => root.includes('change'));
    const handler = 'async function change(c) { return c.json({}); }';
    expect(roots(`app.use('/notes/*', requireUser); app.post('/notes/:id', ${handler});`)).toEqual([
      'handler change: requireUser',
    ]);
    expect(roots(`app.use('/notes/*', requireUser); app.post('/users/:id', ${handler});`)).toEqual([
      'handler change: -',
    ]);
    expect(
      roots(
        `const notes = new Hono(); notes.post('/:id', ${handler}); app.use(requireUser); app.route('/notes', notes);`,
      ),
    ).toEqual(['handler change: requireUser']);
  });
});
