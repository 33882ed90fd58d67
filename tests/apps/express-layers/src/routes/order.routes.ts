import { Router } from 'express';
import { orderController } from '../container.js';
import { authenticate } from '../middleware/index.js';

export const orderRoutes = Router();

orderRoutes.use(authenticate);
orderRoutes.get('/', (req, res) => orderController.list(req, res));
orderRoutes.post('/', (req, res) => orderController.place(req, res));
orderRoutes.post('/safely', (req, res) => orderController.placeSafely(req, res));
orderRoutes.post('/:id/cancel', orderController.cancel.bind(orderController));
orderRoutes.post('/:id/pay', orderController.pay.bind(orderController));
orderRoutes.put('/:id/note', orderController.annotate.bind(orderController));
orderRoutes.delete('/:id/note', orderController.clearNote.bind(orderController));
orderRoutes.post('/:id/reopen', orderController.reopen.bind(orderController));
