import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/** express-oauth2-jwt-bearer 1: `auth()` puts the verified token on `req.auth`, the other middlewares refuse by its claims. */

const authenticates: Behaviour = { returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth' }] } };
const needsScope: Behaviour = {
  returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth', requires: 'scope' }] },
};
const needsClaim: Behaviour = {
  returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth', requires: 'claim' }] },
};

export const expressOauth2JwtBearer: CredentialEntry = defineCredential({
  name: 'express-oauth2-jwt-bearer',
  packages: ['express-oauth2-jwt-bearer'],
  exports: {
    '*': { type: 'Bearer' },
    auth: authenticates,
    requiredScopes: needsScope,
    scopeIncludesAny: needsScope,
    claimCheck: needsClaim,
    claimEquals: needsClaim,
    claimIncludes: needsClaim,
  },
  types: {
    Bearer: {
      members: {
        auth: authenticates,
        requiredScopes: needsScope,
        scopeIncludesAny: needsScope,
        claimCheck: needsClaim,
        claimEquals: needsClaim,
        claimIncludes: needsClaim,
      },
    },
  },
});
