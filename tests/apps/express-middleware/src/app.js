import express from 'express';
import { accounts } from './routes/accounts.js';
import { projects } from './routes/projects.js';
import { seats } from './routes/seats.js';
import { transfers } from './routes/transfers.js';

export const app = express();

app.use(express.json());
app.use('/accounts', accounts);
app.use('/projects', projects);
app.use('/seats', seats);
app.use('/transfers', transfers);
