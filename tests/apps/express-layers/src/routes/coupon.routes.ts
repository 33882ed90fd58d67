import { Router } from 'express';
import { couponController } from '../container.js';
import { authenticate } from '../middleware/index.js';

export const couponRoutes = Router();

couponRoutes.post('/redeem', authenticate, couponController.redeem);
couponRoutes.post('/claim', authenticate, couponController.claim);
