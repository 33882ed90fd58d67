import { debitAccount, findAccount, withTransaction, writeBalance } from '@shop/ledger';
import { Router } from 'express';
import { callerOf, requireToken, type SignedRequest } from '@/lib/auth';
import { ensure } from '@/lib/http';

export const payments = Router();

payments.use(requireToken);

// Wrong: the package's functions are two statements.
payments.post('/withdraw', async (req: SignedRequest, res) => {
  const account = await findAccount(callerOf(req));
  ensure(account && account.balance >= req.body.amount, 409);
  await writeBalance(account.id, account.balance - req.body.amount); // want: no-lost-update
  res.sendStatus(204);
});

// Right: one statement of the package.
payments.post('/debit', async (req: SignedRequest, res) => {
  ensure(await debitAccount(callerOf(req), req.body.amount), 409);
  res.sendStatus(204);
});

// Right: the package's transaction, and the lock that the caller asks for.
payments.post('/settle', async (req: SignedRequest, res) => {
  await withTransaction(async (client) => {
    const account = await findAccount(callerOf(req), client, 'FOR UPDATE');
    ensure(account && account.balance >= req.body.amount, 409);
    await writeBalance(account.id, account.balance - req.body.amount, client);
  });
  res.sendStatus(204);
});
