import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/**
 * express-jwt. From version 7 on the import is `expressjwt` and the claims arrive on `req.auth`; up to 6 it was the default
 * export and `req.user`. `requestProperty` may move them: the request's property is then known by its name only.
 */

const onAuth: Behaviour = { returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth' }] } };
const onUser: Behaviour = { returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'user' }] } };

export const expressJwt: CredentialEntry = defineCredential({
  name: 'express-jwt',
  packages: ['express-jwt'],
  exports: { expressjwt: onAuth, default: onUser, '*': { type: 'ExpressJwt' } },
  types: { ExpressJwt: { call: onUser, members: { expressjwt: onAuth } } },
});
