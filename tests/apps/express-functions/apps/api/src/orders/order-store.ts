import type { Prisma } from '@prisma/client';
import { prisma } from '@/lib/prisma';
import { canCancel } from './orders';

export const orderStore = {
  find: (id: number) => prisma.order.findUnique({ where: { id } }),

  setStatus: (id: number, status: string) => prisma.order.update({ where: { id }, data: { status } }),

  async move(id: number, customerId: number, from: string, to: string) {
    const { count } = await prisma.order.updateMany({ where: { id, customerId, status: from }, data: { status: to } });
    return count === 1;
  },

  async findCancellable(id: number) {
    const order = await prisma.order.findUniqueOrThrow({ where: { id } });
    return canCancel(order) ? order : null;
  },

  create: (tx: Prisma.TransactionClient, data: Prisma.OrderCreateInput) => tx.order.create({ data }),
};

export const stock = {
  async available(productId: number, quantity: number) {
    const product = await prisma.product.findUnique({ where: { id: productId } });
    return product !== null && product.stock >= quantity;
  },

  reduce: (productId: number, quantity: number) => prisma.product.update({ where: { id: productId }, data: { stock: { decrement: quantity } } }),

  async reserve(tx: Prisma.TransactionClient, productId: number, quantity: number) {
    const { count } = await tx.product.updateMany({
      where: { id: productId, stock: { gte: quantity } },
      data: { stock: { decrement: quantity } },
    });
    return count === 1;
  },
};
