/** For administrators alone: the hooks hold for all routes of the plugin. */
export default async function adminRoutes(fastify) {
  fastify.addHook('onRequest', fastify.authenticate);
  fastify.addHook('preHandler', fastify.requireAdmin);

  // Right: an administrator decides for all.
  fastify.delete('/notes/:id', async (request, reply) => {
    const { rowCount } = await fastify.db.query('DELETE FROM notes WHERE id = $1', [request.params.id]);
    return reply.code(rowCount === 1 ? 204 : 404).send();
  });

  // Right: asking first is for the message; the table has the key.
  fastify.post('/tags', async (request, reply) => {
    const { rows } = await fastify.db.query('SELECT id FROM tags WHERE name = $1', [request.body.name]);
    if (rows.length > 0) return reply.code(409).send({ error: 'known already' });
    await fastify.db.query('INSERT INTO tags (name) VALUES ($1)', [request.body.name]);
    return reply.code(201).send();
  });

  // Wrong: no key, and two labels of one name.
  fastify.post('/labels', async (request, reply) => {
    const { rows } = await fastify.db.query('SELECT id FROM labels WHERE name = $1', [request.body.name]);
    if (rows.length > 0) return reply.code(409).send({ error: 'known already' });
    await fastify.db.query('INSERT INTO labels (name) VALUES ($1)', [request.body.name]); // want: no-check-then-act
    return reply.code(201).send();
  });
}
