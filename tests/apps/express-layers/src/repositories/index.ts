export { BaseRepository } from './base.repository.js';
export * from './coupon.repository.js';
export * from './order.repository.js';
export * from './product.repository.js';
export * from './wallet.repository.js';
