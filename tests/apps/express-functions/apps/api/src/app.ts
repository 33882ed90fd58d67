import express from 'express';
import documents from './routes/documents.cjs';
import { orders } from './routes/orders';
import { payments } from './routes/payments';
import { wallets } from './routes/wallets';

export const app = express();

app.use(express.json());
app.use('/documents', documents);
app.use('/orders', orders);
app.use('/payments', payments);
app.use('/wallets', wallets);
