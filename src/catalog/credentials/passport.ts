import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/**
 * passport 0.4 to 0.7. `authenticate(strategy)` is a middleware that puts on `req.user` whatever the strategy's verify
 * callback gave to `done(null, user)`: often a row read from the store before the handler ran.
 * With a callback of its own, `authenticate` leaves the request alone and hands the user over there.
 */

const passes: Behaviour = { returns: { kind: 'function', effects: [] } };
const authenticate: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: 'last',
      parameters: [{ kind: 'unknown' }, { kind: 'role', role: 'identity' }],
      when: 'request',
    },
  ],
  returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'user' }] },
};
const deserializeUser: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: '0',
      // The id was put into the session at login, by this server.
      parameters: [
        { kind: 'role', role: 'session' },
        { kind: 'function', effects: [{ kind: 'verify', identity: '1', onto: 'user' }] },
      ],
      when: 'request',
    },
  ],
};

export const passport: CredentialEntry = defineCredential({
  name: 'passport',
  packages: ['passport'],
  exports: { default: { type: 'Passport' }, '*': { type: 'Passport' } },
  types: {
    Passport: {
      declaredAs: ['PassportStatic', 'Authenticator'],
      members: {
        authenticate,
        authorize: authenticate,
        initialize: passes,
        session: passes,
        use: { returns: { kind: 'receiver' } },
        serializeUser: {},
        deserializeUser,
        Passport: { kind: 'property', value: { kind: 'type', type: 'PassportConstructor' } },
        Authenticator: { kind: 'property', value: { kind: 'type', type: 'PassportConstructor' } },
      },
      recognise: { names: ['passport'], certainty: 'certain' },
    },
    PassportConstructor: { construct: { returns: { kind: 'type', type: 'Passport' } } },
  },
});
