import { randomUUID } from 'node:crypto';

export default async function sessionRoutes(fastify) {
  const issue = async (userId) => {
    const refreshToken = randomUUID();
    await fastify.pg.query('INSERT INTO refresh_tokens (token, user_id) VALUES ($1, $2)', [refreshToken, userId]);
    return { accessToken: fastify.jwt.sign({ id: userId }, { expiresIn: '15m' }), refreshToken };
  };

  // Wrong: two requests with one token get two new ones.
  fastify.post('/refresh', async (request, reply) => {
    const { rows } = await fastify.pg.query('SELECT * FROM refresh_tokens WHERE token = $1', [request.body.refreshToken]);
    const [stored] = rows;
    if (!stored || stored.used) return reply.code(401).send({ error: 'unauthorized' });
    await fastify.pg.query('UPDATE refresh_tokens SET used = true WHERE id = $1', [stored.id]); // want: no-token-reuse
    return issue(stored.user_id);
  });

  // Right: the token is of use to whose statement uses it.
  fastify.post('/rotate', async (request, reply) => {
    const { rows } = await fastify.pg.query('UPDATE refresh_tokens SET used = true WHERE token = $1 AND NOT used RETURNING user_id', [request.body.refreshToken]);
    if (rows.length === 0) return reply.code(401).send({ error: 'unauthorized' });
    return issue(rows[0].user_id);
  });
}
