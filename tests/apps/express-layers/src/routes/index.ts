import { Router } from 'express';
import { couponRoutes } from './coupon.routes.js';
import { orderRoutes } from './order.routes.js';
import { walletRoutes } from './wallet.routes.js';

export const routes = Router();

routes.use('/wallet', walletRoutes);
routes.use('/orders', orderRoutes);
routes.use('/coupons', couponRoutes);
