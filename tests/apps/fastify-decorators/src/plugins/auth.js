import jwt from '@fastify/jwt';
import fp from 'fastify-plugin';

/** Who calls, on `request.user`. Routes ask for it by `fastify.authenticate`. */
async function auth(fastify, options) {
  fastify.register(jwt, { secret: options.secret });

  fastify.decorate('authenticate', async (request, reply) => {
    try {
      await request.jwtVerify();
    } catch {
      return reply.code(401).send({ error: 'unauthorized' });
    }
  });

  fastify.decorate('requireAdmin', async (request, reply) => {
    if (request.user.role !== 'admin') return reply.code(403).send({ error: 'forbidden' });
  });
}

export default fp(auth, { name: 'auth' });
