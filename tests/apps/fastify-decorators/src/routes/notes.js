import { Forbidden, NotFound } from '../lib/errors.js';

/** All routes of this plugin are for those who are known; the hook ends with it. */
export default async function noteRoutes(fastify) {
  fastify.addHook('onRequest', fastify.authenticate);

  const assertOwner = async (id, userId) => {
    const { rows } = await fastify.db.query('SELECT owner_id FROM notes WHERE id = $1', [id]);
    if (rows.length === 0) throw new NotFound();
    if (rows[0].owner_id !== userId) throw new Forbidden();
  };

  // Wrong: the owner of a moment ago.
  fastify.route({
    method: 'PUT',
    url: '/:id',
    handler: async (request, reply) => {
      await assertOwner(request.params.id, request.user.id);
      const { rowCount } = await fastify.db.query('UPDATE notes SET text = $2 WHERE id = $1', [request.params.id, request.body.text]); // want: no-split-ownership-check
      return reply.code(rowCount === 1 ? 204 : 404).send();
    },
  });

  // Right: the owner stands in the statement as well.
  fastify.route({
    method: 'PUT',
    url: '/:id/own',
    handler: async (request, reply) => {
      await assertOwner(request.params.id, request.user.id);
      const { rowCount } = await fastify.db.query('UPDATE notes SET text = $2 WHERE id = $1 AND owner_id = $3', [request.params.id, request.body.text, request.user.id]);
      return reply.code(rowCount === 1 ? 204 : 404).send();
    },
  });

  // Wrong: everybody's note.
  fastify.delete('/:id', async (request, reply) => {
    const { rowCount } = await fastify.db.query('DELETE FROM notes WHERE id = $1', [request.params.id]); // want: require-owner-scope
    return reply.code(rowCount === 1 ? 204 : 404).send();
  });

  // Right: the caller's.
  fastify.delete('/:id/own', async (request, reply) => {
    const { rowCount } = await fastify.db.query('DELETE FROM notes WHERE id = $1 AND owner_id = $2', [request.params.id, request.user.id]);
    return reply.code(rowCount === 1 ? 204 : 404).send();
  });
}
