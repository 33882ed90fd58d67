import { Router } from 'express';
import { callerOf, requireToken, type SignedRequest } from '@/lib/auth';
import { cancelOrder, cancelOrderOnce, placeOrder, placeOrderSafely } from '@/orders/orders';

export const orders = Router();

orders.post('/', requireToken, async (req: SignedRequest, res) => {
  res.status(201).json(await placeOrder(callerOf(req), req.body.productId, req.body.quantity));
});

orders.post('/safely', requireToken, async (req: SignedRequest, res) => {
  res.status(201).json(await placeOrderSafely(callerOf(req), req.body.productId, req.body.quantity));
});

orders.delete('/:id', requireToken, async (req: SignedRequest, res) => {
  await cancelOrder(Number(req.params.id), callerOf(req));
  res.sendStatus(204);
});

orders.delete('/:id/once', requireToken, async (req: SignedRequest, res) => {
  await cancelOrderOnce(Number(req.params.id), callerOf(req));
  res.sendStatus(204);
});
