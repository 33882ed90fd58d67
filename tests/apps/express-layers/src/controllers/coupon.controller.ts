import type { RequestHandler } from 'express';
import type { CouponService } from '../services/index.js';

export function createCouponController(service: CouponService): Record<'redeem' | 'claim', RequestHandler> {
  return {
    async redeem(req, res) {
      res.json({ value: await service.redeem(String(req.body.code), req.user.id) });
    },
    async claim(req, res) {
      res.json({ value: await service.claim(String(req.body.code), req.user.id) });
    },
  };
}
