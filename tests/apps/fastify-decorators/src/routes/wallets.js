import { lockWallet, storeBalance } from '../repositories/wallets.js';

const amount = { type: 'object', required: ['amount'], properties: { amount: { type: 'integer', exclusiveMinimum: 0 } } };

export default async function walletRoutes(fastify) {
  const preHandler = [fastify.authenticate];

  fastify.get('/', { preHandler }, (request) => fastify.wallets.findByOwner(request.user.id));

  // Wrong: of two withdrawals, one is lost.
  fastify.post('/withdraw', { schema: { body: amount }, preHandler }, async (request, reply) => {
    const wallet = await fastify.wallets.findByOwner(request.user.id);
    if (!wallet || wallet.balance < request.body.amount) return reply.code(409).send({ error: 'not enough' });
    await fastify.wallets.setBalance(wallet.id, wallet.balance - request.body.amount); // want: no-lost-update
    return reply.code(204).send();
  });

  // Right: the statement looks and acts.
  fastify.post('/pay', { schema: { body: amount }, preHandler }, async (request, reply) => {
    if (!(await fastify.wallets.debit(request.user.id, request.body.amount))) return reply.code(409).send({ error: 'not enough' });
    return reply.code(204).send();
  });

  // Wrong: closed twice, and an empty wallet may be filled meanwhile.
  fastify.post('/close', { preHandler }, async (request, reply) => {
    const wallet = await fastify.wallets.findByOwner(request.user.id);
    if (wallet?.status !== 'open') return reply.code(409).send({ error: 'not open' });
    if (!(await fastify.wallets.close(wallet.id))) return reply.code(404).send({ error: 'no wallet' }); // want: no-check-then-act
    return reply.code(204).send();
  });

  // Right: only an open one is closed.
  fastify.post('/close-open', { preHandler }, async (request, reply) => {
    const wallet = await fastify.wallets.findByOwner(request.user.id);
    if (!wallet || !(await fastify.wallets.closeOpen(wallet.id))) return reply.code(409).send({ error: 'not open' });
    return reply.code(204).send();
  });

  // Right: locked, in the transaction whose client is handed down.
  fastify.post('/reserve', { schema: { body: amount }, preHandler }, async (request, reply) => {
    await fastify.inTransaction(async (client) => {
      const wallet = await lockWallet(client, request.user.id);
      await storeBalance(client, wallet.id, wallet.balance - request.body.amount);
    });
    return reply.code(204).send();
  });

  // Wrong: a transaction, and statements that are not in it.
  fastify.post('/reserve-loosely', { schema: { body: amount }, preHandler }, async (request, reply) => {
    await fastify.inTransaction(async () => {
      const wallet = await lockWallet(fastify.db, request.user.id);
      await storeBalance(fastify.db, wallet.id, wallet.balance - request.body.amount); // want: no-lost-update
    });
    return reply.code(204).send();
  });
}
