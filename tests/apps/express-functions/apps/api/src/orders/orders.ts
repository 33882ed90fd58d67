import { prisma } from '#db';
import { ensure } from '@/lib/http';
import { orderStore, stock } from './order-store';

/** The store asks this, and this file asks the store: a circle, as it is met in real code. */
export const canCancel = (order: { status: string }): boolean => order.status === 'open';

// Wrong: the stock is looked at in one statement and taken from in another.
export async function placeOrder(customerId: number, productId: number, quantity: number) {
  ensure(await stock.available(productId, quantity), 409);
  await stock.reduce(productId, quantity); // want: no-check-then-act
  return prisma.order.create({ data: { customerId, productId, quantity } });
}

// Right: reserved and ordered in one transaction, by a statement that finds only stock that is there.
export async function placeOrderSafely(customerId: number, productId: number, quantity: number) {
  return prisma.$transaction(async (tx) => {
    ensure(await stock.reserve(tx, productId, quantity), 409);
    return orderStore.create(tx, { customerId, productId, quantity });
  });
}

// Wrong: what may be cancelled is decided in the store, and done here a moment later.
export async function cancelOrder(id: number, customerId: number) {
  const order = await orderStore.findCancellable(id);
  ensure(order, 409);
  ensure(order.customerId === customerId, 403);
  await orderStore.setStatus(id, 'cancelled'); // want: no-split-ownership-check
}

// Right: the store's statement names the customer and the state it goes from.
export async function cancelOrderOnce(id: number, customerId: number) {
  ensure(await orderStore.move(id, customerId, 'open', 'cancelled'), 409);
}
