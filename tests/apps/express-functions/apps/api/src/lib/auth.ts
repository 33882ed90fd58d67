import { expressjwt, type Request as SignedRequest } from 'express-jwt';

export type { SignedRequest };

export const requireToken = expressjwt({ secret: process.env.JWT_SECRET ?? '', algorithms: ['HS256'] });

export const callerOf = (req: SignedRequest): number => Number(req.auth?.sub);
