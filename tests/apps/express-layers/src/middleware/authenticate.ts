import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';

declare global {
  namespace Express {
    interface Request {
      user: { id: number; role: string };
    }
  }
}

export const authenticate: RequestHandler = (req, res, next) => {
  const token = req.headers.authorization?.replace(/^Bearer /, '');
  if (!token) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  try {
    const claims = jwt.verify(token, process.env.JWT_SECRET ?? '') as jwt.JwtPayload;
    req.user = { id: Number(claims.sub), role: String(claims['role']) };
  } catch {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  next();
};
