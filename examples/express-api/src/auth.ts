import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';

export type Role = 'member' | 'admin';

export interface Identity {
  readonly id: number;
  readonly role: Role;
}

declare global {
  namespace Express {
    interface Request {
      /** The verified caller. Set by `requireUser`, which every router that reads it runs first. */
      user: Identity;
    }
  }
}

const derive = promisify<string, string, number, Buffer>(scrypt);

export const tokenSecret: string = process.env.JWT_SECRET ?? '';
if (tokenSecret === '') throw new Error('JWT_SECRET is not set');

/** Answers 401 unless the request bears a valid token, and puts the token's account on `req.user`. */
export const requireUser: RequestHandler = (req, res, next) => {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  const identity = scheme === 'Bearer' && token ? verifyToken(token) : undefined;
  if (!identity) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  req.user = identity;
  next();
};

/** Answers 403 unless the caller has the role. Runs after `requireUser`. */
export function requireRole(role: Role): RequestHandler {
  return (req, res, next) => {
    if (req.user.role !== role) {
      res.status(403).json({ error: 'forbidden' });
      return;
    }
    next();
  };
}

export function signAccessToken(identity: Identity): string {
  return jwt.sign({ role: identity.role }, tokenSecret, { subject: String(identity.id), expiresIn: '15m' });
}

function verifyToken(token: string): Identity | undefined {
  try {
    const claims = jwt.verify(token, tokenSecret, { algorithms: ['HS256'] });
    if (typeof claims === 'string') return undefined;
    return { id: Number(claims.sub), role: claims['role'] === 'admin' ? 'admin' : 'member' };
  } catch {
    return undefined;
  }
}

/** `salt:hash`, both in hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${(await derive(password, salt, 32)).toString('hex')}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split(':');
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(password, salt, 32);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
