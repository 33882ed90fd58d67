export * from './coupon.service.js';
export { OrderService } from './order.service.js';
export { WalletService } from './wallet.service.js';
