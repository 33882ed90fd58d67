import fp from 'fastify-plugin';
import { createSlotRepository } from '../repositories/slots.js';
import { createWalletRepository } from '../repositories/wallets.js';

export default fp(
  async (fastify) => {
    fastify.decorate('wallets', createWalletRepository(fastify.db));
    fastify.decorate('slots', createSlotRepository(fastify.db));
  },
  { name: 'repositories', dependencies: ['database'] },
);
