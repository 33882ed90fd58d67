import express, { type ErrorRequestHandler, type Express } from 'express';
import { RequestError } from './request.ts';
import { accounts } from './routes/accounts.ts';
import { admin } from './routes/admin.ts';
import { coupons } from './routes/coupons.ts';
import { notes } from './routes/notes.ts';
import { sessions } from './routes/sessions.ts';
import { wallet } from './routes/wallet.ts';
import { workshops } from './routes/workshops.ts';

export const app: Express = express();

app.use(express.json());
app.use('/sessions', sessions);
app.use('/accounts', accounts);
app.use('/wallet', wallet);
app.use('/notes', notes);
app.use('/coupons', coupons);
app.use('/workshops', workshops);
app.use('/admin', admin);

// What PostgreSQL answers to a path parameter that is no number, one that is too large, and an id that names no row.
const badInputCodes: ReadonlySet<string> = new Set(['22P02', '22003', '23503']);

const answerErrors: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof RequestError) {
    res.status(error.status).json({ error: error.message });
    return;
  }
  const isBadInput = error instanceof Error && 'code' in error && badInputCodes.has(String(error.code));
  if (!isBadInput) console.error(error);
  res.status(isBadInput ? 400 : 500).json({ error: isBadInput ? 'bad request' : 'internal error' });
};
app.use(answerErrors);
