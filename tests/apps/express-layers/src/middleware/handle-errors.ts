import type { ErrorRequestHandler } from 'express';
import { HttpError } from '../errors.js';

export const handleErrors: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error instanceof HttpError ? error.status : 500;
  res.status(status).json({ error: status === 500 ? 'internal error' : error.message });
};
