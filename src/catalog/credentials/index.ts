import type { CredentialEntry } from '../shape.ts';
import { expressJwt } from './express-jwt.ts';
import { expressOauth2JwtBearer } from './express-oauth2-jwt-bearer.ts';
import { jose } from './jose.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { passportHttpBearer, passportJwt, passportLocal, passportOauth } from './passport-strategies.ts';
import { passport } from './passport.ts';
import { argon2, bcrypt } from './password-hashing.ts';
import { clockAndChance, nanoid, nodeCrypto, uuid } from './random-and-time.ts';

export const credentials: readonly CredentialEntry[] = [
  jsonwebtoken,
  jose,
  expressJwt,
  expressOauth2JwtBearer,
  passport,
  passportJwt,
  passportHttpBearer,
  passportLocal,
  passportOauth,
  bcrypt,
  argon2,
  clockAndChance,
  nodeCrypto,
  uuid,
  nanoid,
];
