import { Router } from 'express';
import { walletController } from '../container.js';
import { authenticate } from '../middleware/index.js';

export const walletRoutes = Router();

walletRoutes.use(authenticate);
walletRoutes.get('/', walletController.show);
walletRoutes.post('/withdraw', walletController.withdraw);
walletRoutes.post('/deposit', walletController.deposit);
walletRoutes.post('/fee', walletController.payFee);
walletRoutes.post('/pay', walletController.pay);
walletRoutes.post('/pay-politely', walletController.payPolitely);
walletRoutes.post('/refund', walletController.refund);
walletRoutes.post('/reserve', walletController.reserve);
