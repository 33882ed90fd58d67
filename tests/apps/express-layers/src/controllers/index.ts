export { createCouponController } from './coupon.controller.js';
export { OrderController } from './order.controller.js';
export { WalletController } from './wallet.controller.js';
