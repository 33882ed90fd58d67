import express from 'express';
import { handleErrors } from './middleware/index.js';
import { routes } from './routes/index.js';

export const app = express();

app.use(express.json());
app.use(routes);
app.use(handleErrors);
