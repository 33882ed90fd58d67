import { ConflictError } from '../errors.js';
import type { CouponRepository, WalletRepository } from '../repositories/index.js';

export interface CouponService {
  redeem(code: string, userId: number): Promise<number>;
  claim(code: string, userId: number): Promise<number>;
}

export const createCouponService = (coupons: CouponRepository, wallets: WalletRepository): CouponService => ({
  // Wrong: two requests find the coupon free, and both are paid.
  async redeem(code, userId) {
    const coupon = await coupons.find(code);
    if (!coupon || coupon.redeemed_by !== null) throw new ConflictError('no such coupon');
    await coupons.markRedeemed(code, userId); // want: no-token-reuse
    if (!(await wallets.credit(userId, coupon.value))) throw new ConflictError('no wallet');
    return coupon.value;
  },

  // Right: the row goes to whose statement finds it free.
  async claim(code, userId) {
    const coupon = await coupons.claim(code, userId);
    if (!coupon) throw new ConflictError('no such coupon');
    if (!(await wallets.credit(userId, coupon.value))) throw new ConflictError('no wallet');
    return coupon.value;
  },
});
