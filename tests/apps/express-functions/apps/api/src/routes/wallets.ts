import { Router } from 'express';
import { callerOf, requireToken, type SignedRequest } from '@/lib/auth';
import { addPoints, pay, payAndShow, payOnce } from '@/wallets/wallets';

export const wallets = Router();

wallets.use(requireToken);
wallets.post('/pay', async (req: SignedRequest, res) => {
  await pay(callerOf(req), req.body.amount);
  res.sendStatus(204);
});
wallets.post('/pay-once', async (req: SignedRequest, res) => {
  await payOnce(callerOf(req), req.body.amount);
  res.sendStatus(204);
});
wallets.post('/pay-and-show', async (req: SignedRequest, res) => {
  res.json({ balance: await payAndShow(callerOf(req), req.body.amount) });
});
wallets.post('/points', async (req: SignedRequest, res) => {
  await addPoints(callerOf(req), req.body.points);
  res.sendStatus(204);
});
