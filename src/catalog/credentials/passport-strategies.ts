import { defineCredential, type Behaviour, type CredentialEntry, type Returns } from '../shape.ts';

/**
 * Passport strategies: `new Strategy(options?, verify)`. `verify` runs on each request that authenticates, and what it gives
 * to `done(null, user)` becomes `req.user`. With `passReqToCallback: true` the request comes first.
 */

const done: Returns = { kind: 'function', effects: [{ kind: 'verify', identity: '1', onto: 'user' }] };
const request: Returns = { kind: 'type', type: 'express/Request' };
const claims: Returns = { kind: 'role', role: 'identity' };
const credential: Returns = { kind: 'role', role: 'credential' };
const submitted: Returns = { kind: 'role', role: 'body' };

const jwtStrategy: Behaviour = {
  provided: { argument: '0.passReqToCallback', is: true },
  effects: [{ kind: 'callback', function: 'last', parameters: [request, claims, done], when: 'request' }],
  otherwise: { effects: [{ kind: 'callback', function: 'last', parameters: [claims, done], when: 'request' }] },
};
const bearerStrategy: Behaviour = {
  provided: { argument: '0.passReqToCallback', is: true },
  effects: [{ kind: 'callback', function: 'last', parameters: [request, credential, done], when: 'request' }],
  otherwise: { effects: [{ kind: 'callback', function: 'last', parameters: [credential, done], when: 'request' }] },
};
const localStrategy: Behaviour = {
  provided: { argument: '0.passReqToCallback', is: true },
  effects: [{ kind: 'callback', function: 'last', parameters: [request, submitted, submitted, done], when: 'request' }],
  otherwise: {
    effects: [{ kind: 'callback', function: 'last', parameters: [submitted, submitted, done], when: 'request' }],
  },
};
// accessToken, refreshToken, profile, done: the provider vouches for the profile.
const oauthStrategy: Behaviour = {
  provided: { argument: '0.passReqToCallback', is: true },
  effects: [
    {
      kind: 'callback',
      function: 'last',
      parameters: [request, credential, credential, claims, done],
      when: 'request',
    },
  ],
  otherwise: {
    effects: [
      { kind: 'callback', function: 'last', parameters: [credential, credential, claims, done], when: 'request' },
    ],
  },
};

/** passport-jwt 3 and 4. */
export const passportJwt: CredentialEntry = defineCredential({
  name: 'passport-jwt',
  packages: ['passport-jwt'],
  exports: { Strategy: { type: 'Strategy' }, '*': { type: 'Module' }, default: { type: 'Module' } },
  types: {
    Module: { members: { Strategy: { kind: 'property', value: { kind: 'type', type: 'Strategy' } } } },
    Strategy: { construct: jwtStrategy },
  },
});

/** passport-http-bearer 1. */
export const passportHttpBearer: CredentialEntry = defineCredential({
  name: 'passport-http-bearer',
  packages: ['passport-http-bearer'],
  exports: { Strategy: { type: 'Strategy' }, '*': { type: 'Module' }, default: { type: 'Module' } },
  types: {
    Module: {
      construct: bearerStrategy,
      members: { Strategy: { kind: 'property', value: { kind: 'type', type: 'Strategy' } } },
    },
    Strategy: { construct: bearerStrategy },
  },
});

/** passport-local 1. */
export const passportLocal: CredentialEntry = defineCredential({
  name: 'passport-local',
  packages: ['passport-local'],
  exports: { Strategy: { type: 'Strategy' }, '*': { type: 'Module' }, default: { type: 'Module' } },
  types: {
    Module: {
      construct: localStrategy,
      members: { Strategy: { kind: 'property', value: { kind: 'type', type: 'Strategy' } } },
    },
    Strategy: { construct: localStrategy },
  },
});

/** passport-google-oauth20 2, and its siblings with the same constructor. */
export const passportOauth: CredentialEntry = defineCredential({
  name: 'passport-oauth',
  packages: ['passport-google-oauth20', 'passport-github2', 'passport-github', 'passport-facebook', 'passport-oauth2'],
  exports: { Strategy: { type: 'Strategy' }, '*': { type: 'Module' }, default: { type: 'Module' } },
  types: {
    Module: {
      construct: oauthStrategy,
      members: { Strategy: { kind: 'property', value: { kind: 'type', type: 'Strategy' } } },
    },
    Strategy: { construct: oauthStrategy },
  },
});
