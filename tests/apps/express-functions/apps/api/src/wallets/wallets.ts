import { ensure } from '@/lib/http';
import * as store from './wallet-store';

// Wrong: two purchases are paid by one balance.
export async function pay(ownerId: number, amount: number) {
  const wallet = await store.findWallet(ownerId);
  ensure(wallet, 404);
  ensure(wallet.balance >= amount, 409);
  await store.setBalance(ownerId, wallet.balance - amount); // want: no-lost-update
}

// Right: one statement looks and takes, and its count is looked at.
export async function payOnce(ownerId: number, amount: number) {
  ensure((await store.take(ownerId, amount)) === 1, 409);
}

// Wrong: imported only when it is needed, which changes nothing.
export async function addPoints(ownerId: number, points: number) {
  const { findWallet, setPoints } = await import('./wallet-store');
  const wallet = await findWallet(ownerId);
  ensure(wallet, 404);
  await setPoints(ownerId, wallet.points + points); // want: no-lost-update
}

// Right: read for the answer alone.
export async function payAndShow(ownerId: number, amount: number) {
  ensure((await store.take(ownerId, amount)) === 1, 409);
  const wallet = await store.findWallet(ownerId);
  return wallet?.balance;
}
