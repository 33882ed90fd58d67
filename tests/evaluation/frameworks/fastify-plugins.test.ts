import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../project/make-folder.ts';
import { findInFolder, findInKept, findWindows, findWindowsInFolder } from '../../windows/find-windows-in.ts';

const database = `import fp from 'fastify-plugin'; import pg from 'pg';
export default fp(async (fastify, options) => { fastify.decorate('db', new pg.Pool({ connectionString: options.url })); });`;

const auth = `import fp from 'fastify-plugin';
export default fp(async (fastify) => {
  fastify.decorate('authenticate', async (request, reply) => { try { await request.jwtVerify(); } catch { return reply.code(401).send(); } });
  fastify.decorate('requireAdmin', async (request, reply) => { if (request.user.role !== 'admin') return reply.code(403).send(); });
});`;

const app = (
  register: string,
): string => `import Fastify from 'fastify'; import database from './database.js'; import auth from './auth.js'; import routes from './routes.js';
function build() { const app = Fastify(); app.register(database, {}); app.register(auth); ${register} return app; }
build().listen({ port: 3000 });`;

const routes = (code: string): string => `export default async function routes(fastify) {\n${code}\n}\n`;
const withdraw = `fastify.post('/:id', { preHandler: [fastify.authenticate] }, async (request) => {
  const { rows: [wallet] } = await fastify.db.query('SELECT balance FROM wallets WHERE owner_id = $1', [request.user.id]);
  await fastify.db.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [wallet.balance - request.body.amount, request.user.id]);
});`;
const remove =
  "fastify.delete('/:id', async function remove(request) { await fastify.db.query('DELETE FROM notes WHERE id = $1', [request.params.id]); });";

function inRoutes(code: string, register = 'app.register(routes);'): ReturnType<typeof findInFolder> {
  return findInFolder({
    'src/routes.js': routes(code),
    'src/app.js': app(register),
    'src/database.js': database,
    'src/auth.js': auth,
    'schema.sql': 'CREATE TABLE notes (id serial PRIMARY KEY, owner_id integer);',
  });
}
const findHandlers = (code: string, register?: string): readonly string[] =>
  inRoutes(code, register).roots.filter((root) => root.startsWith('handler remove'));

describe('a plugin in a file of its own', () => {
  it('works with what another file put on the application', () => {
    const { windows, roots } = inRoutes(withdraw);
    expect(windows).toEqual(['value certain balance: read 3, written 4']);
    expect(roots).toContain('handler -: authenticate');
  });

  it('is found however it is exported', () => {
    const files = { 'src/app.js': app('app.register(routes);'), 'src/database.js': database, 'src/auth.js': auth };
    expect(
      findWindowsInFolder({
        'src/routes.js': `import fp from 'fastify-plugin';\nexport default fp(async (app) => {\n${withdraw.replaceAll('fastify.', 'app.')}\n});\n`,
        ...files,
      }),
    ).toEqual(['value certain balance: read 4, written 5']);
    expect(
      findWindowsInFolder({
        'src/routes.js': `module.exports = async (server) => {\n${withdraw.replaceAll('fastify.', 'server.')}\n};\n`,
        ...files,
      }),
    ).toEqual(['value certain balance: read 3, written 4']);
    expect(
      findWindowsInFolder({
        'src/routes.ts': `import type { FastifyInstance } from 'fastify';\nconst routes = async (it: FastifyInstance) => {\n${withdraw.replaceAll('fastify.', 'it.')}\n};\nexport default routes;\n`,
        ...files,
      }),
    ).toEqual(['value certain balance: read 4, written 5']);
  });

  it('knows nothing where nobody registers it', () => {
    expect(inRoutes(withdraw, '').windows).toEqual([]);
  });

  it('gives the same whatever was loaded before it', () => {
    const far = {
      'src/a.js': "import routes from './routes.js';\nexport default async (app) => { app.register(routes); };\n",
    };
    const chain = Object.fromEntries(
      ['b', 'c', 'd'].map((name, index) => [
        `src/${name}.js`,
        `import inner from './${'abc'.charAt(index)}.js';\nexport default async (app) => { app.register(inner); };\n`,
      ]),
    );
    const server = app('app.register(routes);').replace("'./routes.js'", "'./d.js'");
    const folder = makeFolder({
      'package.json': '{}',
      'src/routes.js': routes(withdraw),
      ...far,
      ...chain,
      'src/server.js': server,
      'src/database.js': database,
      'src/auth.js': auth,
    });
    const alone = findInKept(folder, 'src/routes.js', routes(withdraw)).windows;
    findInKept(folder, 'src/server.js', server);
    expect(findInKept(folder, 'src/routes.js', routes(withdraw)).windows).toEqual(alone);
  });
});

describe('hooks', () => {
  it('around the plugin, in another file', () => {
    expect(findHandlers(remove)).toEqual(['handler remove: -']);
    expect(findHandlers(remove, "app.addHook('onRequest', app.authenticate); app.register(routes);")).toEqual([
      'handler remove: authenticate',
    ]);
    expect(
      findHandlers(
        remove,
        "app.register(async (inner) => { inner.addHook('onRequest', inner.authenticate); inner.register(routes); });",
      ),
    ).toEqual(['handler remove: authenticate']);
    expect(
      findHandlers(
        remove,
        "app.register(async (inner) => { inner.addHook('onRequest', inner.authenticate); }); app.register(routes);",
      ),
    ).toEqual(['handler remove: -']);
  });

  it('of a plugin that shares what it adds', () => {
    expect(
      findHandlers(
        remove,
        "app.register(fp(async (inner) => { inner.addHook('onRequest', inner.authenticate); })); app.register(routes);",
      ),
    ).toEqual(['handler remove: -']);
    expect(
      findHandlers(
        remove,
        "app.register(require('fastify-plugin')(async (inner) => { inner.addHook('onRequest', inner.authenticate); })); app.register(routes);",
      ),
    ).toEqual(['handler remove: authenticate']);
  });

  it('let nobody pass whom they answered', () => {
    const hooks = (hook: string): string => `fastify.addHook('onRequest', fastify.authenticate);\n${hook}\n${remove}`;
    expect(inRoutes(hooks('')).unscoped).toEqual(['certain id (owner_id): 4']);
    expect(inRoutes(hooks("fastify.addHook('preHandler', fastify.requireAdmin);")).unscoped).toEqual([]);
    expect(
      inRoutes(
        hooks(
          "fastify.addHook('preHandler', async (request, reply) => { if (request.user.role !== 'admin') return reply.code(403).send(); });",
        ),
      ).unscoped,
    ).toEqual([]);
    // Everybody passes.
    expect(
      inRoutes(
        hooks(
          "fastify.addHook('preHandler', async (request, reply) => { if (request.user.role !== 'admin') return; reply.header('x-role', 'admin'); });",
        ),
      ).unscoped,
    ).toEqual(['certain id (owner_id): 4']);
  });

  it('know nobody where some pass unasked', () => {
    const verify = (first: string): string =>
      `fastify.addHook('onRequest', async function verifySession(request, reply) { ${first} if (!request.session.userId) return reply.code(401).send(); });\n${remove}`;
    expect(inRoutes(verify('')).unscoped).toEqual(['certain id (owner_id): 3']);
    expect(inRoutes(verify('if (request.routeOptions.config.anonymous) return;')).unscoped).toEqual([]);
    expect(
      inRoutes(verify('if (request.session.userId) return; if (request.routeOptions.config.anonymous) return;'))
        .unscoped,
    ).toEqual([]);
  });

  it('decide with the rows they read', () => {
    const book = (hook: string): string => `fastify.post('/:id', { preHandler: [${hook}] }, async (request) => {
      await fastify.db.query('UPDATE slots SET taken_by = $2 WHERE id = $1', [request.params.id, 'me']);
    });`;
    const load =
      "const { rows: [slot] } = await fastify.db.query('SELECT * FROM slots WHERE id = $1', [request.params.id]);";
    expect(
      inRoutes(book(`async (request, reply) => { ${load} if (slot.taken_by) return reply.code(409).send(); }`)).windows,
    ).toEqual(['guard certain taken_by: read 2, written 3']);
    expect(
      inRoutes(book(`async (request, reply) => { ${load} if (slot.taken_by) throw new Error('taken'); }`)).windows,
    ).toEqual(['guard certain taken_by: read 2, written 3']);
    expect(
      inRoutes(book(`async (request, reply) => { ${load} if (slot.taken_by) return; request.log.info('free'); }`))
        .windows,
    ).toEqual([]);
  });
});

describe('routes', () => {
  it('that stand in a list', () => {
    expect(
      inRoutes(`const list = [
      { method: 'POST', url: '/a', handler: async (request) => { await fastify.db.query('DELETE FROM a WHERE id = $1', [request.params.id]); } },
      { method: 'POST', url: '/b', handler: async (request) => { await fastify.db.query('DELETE FROM b WHERE id = $1', [request.params.id]); } },
    ];
    for (const route of list) fastify.route(route);`).accesses,
    ).toEqual(['delete a: 3 where id = params.id', 'delete b: 4 where id = params.id']);
  });

  it('of one path do not run after each other', () => {
    expect(
      inRoutes(
        "fastify.route({ method: 'GET', url: '/:id', handler: async (request) => { await fastify.db.query('DELETE FROM a WHERE id = $1', [request.params.id]); } });\nfastify.route({ method: 'PUT', url: '/:id', handler: async (request) => { await fastify.db.query('DELETE FROM b WHERE id = $1', [request.params.id]); } });",
      ).accesses,
    ).toEqual(['delete a: 2 where id = params.id', 'delete b: 3 where id = params.id']);
  });
});

describe('@fastify/postgres', () => {
  const inApp = (code: string): readonly string[] =>
    findWindows(`import Fastify from 'fastify'; const fastify = Fastify(); fastify.register(require('@fastify/postgres'), {});
    fastify.post('/:id', async (request) => {
      ${code}
    });
  `);
  const take = (
    client: string,
    lock: string,
  ): string => `const { rows: [slot] } = await ${client}.query('SELECT * FROM slots WHERE id = $1${lock}', [request.params.id]); if (slot.taken_by) throw new Error('taken');
      await ${client}.query('UPDATE slots SET taken_by = $2 WHERE id = $1', [request.params.id, 'me']);`;

  it('runs statements on the pool, on a client, and in a transaction', () => {
    expect(inApp(take('fastify.pg', ' FOR UPDATE'))).toEqual(['guard certain taken_by: read 3, written 4']);
    expect(inApp(`const client = await fastify.pg.connect(); ${take('client', '')}`)).toEqual([
      'guard certain taken_by: read 3, written 4',
    ]);
    expect(
      inApp(
        `const client = await fastify.pg.connect(); await client.query('BEGIN'); ${take('client', ' FOR UPDATE')} await client.query('COMMIT');`,
      ),
    ).toEqual(['guard certain taken_by: read 3, written 4 [row-lock, transaction]']);
    expect(inApp(`await fastify.pg.transact(async (client) => { ${take('client', ' FOR UPDATE')} });`)).toEqual([
      'guard certain taken_by: read 3, written 4 [row-lock, transaction]',
    ]);
  });
});

describe('what is put on the application and filled elsewhere', () => {
  it('is known by the names of models', () => {
    expect(
      findWindowsInFolder({
        'src/routes.js': `module.exports = async function (app) {
        app.post('/:id', async (request) => {
          const wallet = await app.db.models.Wallet.findOne({ where: { id: request.params.id } });
          await app.db.models.Wallet.update({ balance: wallet.balance - 1 }, { where: { id: request.params.id } });
        });
      };`,
        'src/app.js':
          "const Fastify = require('fastify'); const db = require('./db'); const app = Fastify(); app.register(db); app.register(require('./routes'));",
        'src/db.js':
          "const fp = require('fastify-plugin'); const models = require('./models'); module.exports = fp(async (app) => { await models.init(app); app.decorate('db', { models, ready: true }); });",
        'src/models.js':
          'const models = {}; models.init = async (app) => { for (const name of app.config.models) models[name] = load(name); }; module.exports = models;',
        'package.json': '{ "dependencies": { "fastify": "5", "sequelize": "6" } }',
      }),
    ).toEqual(['value certain balance: read 3, written 4']);
  });
});
