import { prisma } from '#db';

export const findWallet = (ownerId: number) => prisma.wallet.findUnique({ where: { ownerId } });

export const setBalance = (ownerId: number, balance: number) => prisma.wallet.update({ where: { ownerId }, data: { balance } });

export const setPoints = (ownerId: number, points: number) => prisma.wallet.update({ where: { ownerId }, data: { points } });

/** How many wallets had enough: one or none. */
export async function take(ownerId: number, amount: number): Promise<number> {
  const { count } = await prisma.wallet.updateMany({
    where: { ownerId, balance: { gte: amount } },
    data: { balance: { decrement: amount } },
  });
  return count;
}
