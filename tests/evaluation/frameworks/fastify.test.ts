import { describe, expect, it } from 'vitest';
import { findIn, findWindows, findWindowsInFolder } from '../../windows/find-windows-in.ts';

const prelude =
  "import Fastify from 'fastify'; import { Pool } from 'pg'; const pool = new Pool(); const app = Fastify({ logger: true });";
const wrong =
  "async (request, reply) => { const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [request.params.id]);\nawait pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [request.params.id, account.balance - request.body.amount]); return reply.send(); }";
const right =
  "async (request, reply) => { await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [request.params.id, request.body.amount]); }";

function inApplication(code: string): string {
  return `${prelude}${code}\n`;
}

describe('fastify', () => {
  it.each([
    ['behind the path', (handler: string) => `app.post('/', ${handler});`],
    ['behind options', (handler: string) => `app.post('/', { schema }, ${handler});`],
    ['in the options', (handler: string) => `app.post('/', { handler: ${handler} });`],
    ['in a route', (handler: string) => `app.route({ method: 'POST', url: '/', handler: ${handler} });`],
    [
      'in a plugin',
      (handler: string) => `app.register(async (instance, opts) => { instance.post('/', ${handler}); });`,
    ],
    [
      'in a function that gets the instance',
      (handler: string) => `export default async function (fastify, opts) { fastify.post('/', ${handler}); }`,
    ],
    [
      'in a function that gets it under another name',
      (handler: string) => `export default async function (app) { app.post('/', { schema }, ${handler}); }`,
    ],
    [
      'in a plugin that is typed',
      (handler: string) =>
        `import type { FastifyInstance } from 'fastify'; export const routes = async (it: FastifyInstance) => { it.post('/', ${handler}); };`,
    ],
  ])('finds handlers %s', (_name, place) => {
    expect(findWindows(inApplication(place(wrong)))).toEqual(['value certain balance: read 1, written 2']);
    expect(findWindows(inApplication(place(right)))).toEqual([]);
    expect(findIn(inApplication(place(wrong))).roots.filter((root) => root.startsWith('handler'))).toHaveLength(1);
  });

  it('tells the parts of a request from each other', () => {
    expect(
      findIn(
        inApplication(`
      app.delete('/:id', async (request, reply) => {
        await pool.query('DELETE FROM notes WHERE id = $1 AND box = $2 AND owner_id = $3', [request.params.id, request.query.box, request.session.User.id]);
      });
    `),
      ).accesses,
    ).toEqual(['delete notes: 3 where id = params.id, box = query.box, owner_id = identity.User.id']);
  });

  const roots = (code: string): readonly string[] =>
    findIn(inApplication(code)).roots.filter((root) => root.includes('change'));
  const handler = 'async function change(request, reply) { reply.send(); }';

  it('runs hooks before the handlers of their plugin and of those inside it', () => {
    expect(roots(`app.addHook('preHandler', requireUser); app.post('/', ${handler});`)).toEqual([
      'handler change: requireUser',
    ]);
    expect(
      roots(`app.addHook('onRequest', requireUser); app.register(async (inner) => { inner.post('/', ${handler}); });`),
    ).toEqual(['handler change: requireUser']);
    expect(
      roots(
        `app.register(async (inner) => { inner.addHook('preHandler', requireUser); inner.post('/', ${handler}); });`,
      ),
    ).toEqual(['handler change: requireUser']);
    expect(
      roots(
        `export default async function (app) { app.addHook('preHandler', app.verifySession); app.post('/', {}, ${handler}); }`,
      ),
    ).toEqual(['handler change: verifySession']);
  });

  it('does not run hooks of another plugin, or about the answer', () => {
    expect(
      roots(`app.register(async (inner) => { inner.addHook('preHandler', requireUser); }); app.post('/', ${handler});`),
    ).toEqual(['handler change: -']);
    expect(roots(`app.addHook('onResponse', requireUser); app.post('/', ${handler});`)).toEqual(['handler change: -']);
  });

  it('runs what the options name', () => {
    expect(roots(`app.post('/', { preHandler: requireUser }, ${handler});`)).toEqual(['handler change: requireUser']);
    expect(
      roots(`app.post('/', { preHandler: [requireUser, app.needsPermission('note:edit')] }, ${handler});`),
    ).toEqual(['handler change: requireUser, authorized']);
    expect(
      roots(`app.route({ method: 'POST', url: '/', preValidation: [requireUser], handler: ${handler} });`),
    ).toEqual(['handler change: requireUser']);
    expect(roots(`app.post('/', { onSend: requireUser }, ${handler});`)).toEqual(['handler change: -']);
  });

  it('knows what was decorated, in plugins too', () => {
    const helper =
      "app.decorate('accounts', { find: async (id) => (await pool.query('SELECT * FROM accounts WHERE id = $1', [id])).rows[0] });";
    const handler =
      "async (request) => { const account = await app.accounts.find(request.params.id);\nawait pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [request.params.id, account.balance - 1]); }";
    expect(findWindows(inApplication(`${helper} app.post('/:id', ${handler});`))).toEqual([
      'value certain balance: read 1, written 2',
    ]);
    expect(
      findWindows(inApplication(`${helper} app.register(async (app) => { app.post('/:id', ${handler}); });`)),
    ).toEqual(['value certain balance: read 1, written 2']);
  });

  it('sees a row that a hook put on the request', () => {
    expect(
      findWindows(
        inApplication(`
      app.addHook('preHandler', async (request, reply) => { request.account = (await pool.query('SELECT * FROM accounts WHERE id = $1', [request.params.id])).rows[0]; });
      app.post('/:id', async (request) => {
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [request.params.id, request.account.balance - 1]);
      });
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('finds the handlers of a plugin in its own file', () => {
    expect(
      findWindowsInFolder({
        'plugin.js': `const { Pool } = require('pg'); const pool = new Pool(); module.exports = async function (app) { app.post('/', ${wrong}); };`,
        'app.js': "const app = require('fastify')(); app.register(require('./plugin'));",
      }),
    ).toEqual(['value certain balance: read 1, written 2']);
  });

  it('leaves other objects with such methods alone', () => {
    expect(
      findIn(
        inApplication(
          "export async function load(cache) { cache.get('/x', {}, async (request, reply) => { await pool.query('DELETE FROM notes WHERE id = $1', [request.params.id]); }); }",
        ),
      ).roots,
    ).toEqual(['function load: -']);
  });
});
