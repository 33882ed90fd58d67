import { Conflict } from '../lib/errors.js';

export default async function slotRoutes(fastify) {
  const { slots } = fastify;

  fastify.decorateRequest('slot', null);

  async function load(request) {
    request.slot = await slots.find(request.params.id);
    if (!request.slot) throw new Conflict('no such slot');
  }

  const routes = [
    // Wrong: two callers are given one slot. The helper that answers yes or no is a check like any other.
    {
      method: 'POST',
      url: '/:id/book',
      preHandler: [fastify.authenticate],
      handler: async (request) => {
        if (!(await slots.isFree(request.params.id))) throw new Conflict('taken');
        if (!(await slots.take(request.params.id, request.user.id))) throw new Conflict('taken'); // want: no-check-then-act
        return slots.find(request.params.id);
      },
    },
    // Wrong: free when the hook before it looked.
    {
      method: 'POST',
      url: '/:id/book-loaded',
      preHandler: [fastify.authenticate, load],
      handler: async (request) => {
        if (request.slot.taken_by !== null) throw new Conflict('taken');
        if (!(await slots.take(request.slot.id, request.user.id))) throw new Conflict('taken'); // want: no-check-then-act
        return request.slot;
      },
    },
    // Right: taken only if it is still free.
    {
      method: 'POST',
      url: '/:id/book-free',
      preHandler: [fastify.authenticate, load],
      handler: async (request) => {
        if (!(await slots.takeFree(request.slot.id, request.user.id))) throw new Conflict('taken');
        return request.slot;
      },
    },
  ];

  for (const route of routes) fastify.route(route);

  // Right: locked on the one connection that holds the transaction.
  fastify.post('/:id/hold', { preHandler: [fastify.authenticate] }, (request) =>
    fastify.pg.transact(async (client) => {
      const { rows } = await client.query('SELECT * FROM slots WHERE id = $1 FOR UPDATE', [request.params.id]);
      if (rows.length === 0 || rows[0].taken_by !== null) throw new Conflict('taken');
      await client.query('UPDATE slots SET taken_by = $2 WHERE id = $1', [request.params.id, request.user.id]);
      return rows[0];
    }),
  );

  // Wrong: one connection, but no transaction.
  fastify.post('/:id/hold-loosely', { preHandler: [fastify.authenticate] }, async (request) => {
    const client = await fastify.pg.connect();
    try {
      const { rows } = await client.query('SELECT * FROM slots WHERE id = $1', [request.params.id]);
      if (rows.length === 0 || rows[0].taken_by !== null) throw new Conflict('taken');
      const { rowCount } = await client.query('UPDATE slots SET taken_by = $2 WHERE id = $1', [request.params.id, request.user.id]); // want: no-check-then-act
      if (rowCount === 0) throw new Conflict('gone');
      return rows[0];
    } finally {
      client.release();
    }
  });
}
