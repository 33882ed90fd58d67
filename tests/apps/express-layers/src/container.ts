import { createCouponController, OrderController, WalletController } from './controllers/index.js';
import { database } from './database.js';
import { createCouponRepository, OrderRepository, ProductRepository, WalletRepository } from './repositories/index.js';
import { createCouponService, OrderService, WalletService } from './services/index.js';

const wallets = new WalletRepository(database);
const orders = new OrderRepository(database);
const products = new ProductRepository(database);
const coupons = createCouponRepository(database);

export const walletController = new WalletController(new WalletService(database, wallets));
export const orderController = new OrderController(new OrderService({ db: database, orders, products }));
export const couponController = createCouponController(createCouponService(coupons, wallets));
