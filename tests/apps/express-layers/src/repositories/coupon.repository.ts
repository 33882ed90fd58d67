import type { Knex } from 'knex';

export interface Coupon {
  code: string;
  value: number;
  redeemed_by: number | null;
}

export interface CouponRepository {
  find(code: string): Promise<Coupon | undefined>;
  markRedeemed(code: string, userId: number): Promise<void>;
  claim(code: string, userId: number): Promise<Coupon | undefined>;
}

export function createCouponRepository(db: Knex): CouponRepository {
  const coupons = () => db<Coupon>('coupons');
  return {
    find: (code) => coupons().where({ code }).first(),
    async markRedeemed(code, userId) {
      await coupons().where({ code }).update({ redeemed_by: userId });
    },
    async claim(code, userId) {
      const [coupon] = await coupons().where({ code }).whereNull('redeemed_by').update({ redeemed_by: userId }).returning('*');
      return coupon;
    },
  };
}
