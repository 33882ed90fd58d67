import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/**
 * jsonwebtoken 8 and 9 (`@types/jsonwebtoken` 9.0). Without a callback the functions are synchronous and `verify` throws;
 * the callback comes last, after optional options.
 * `decode` checks no signature: its claims are the client's own words.
 */

const sign: Behaviour = {
  effects: [
    { kind: 'sign', payload: '0', expiry: ['2.expiresIn', '0.exp'] },
    { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'role', role: 'fresh' }] },
  ],
  returns: { kind: 'role', role: 'fresh' },
};
const verify: Behaviour = {
  effects: [{ kind: 'verify', credential: '0', callback: 'last', identityParameter: 1 }],
  returns: { kind: 'role', role: 'identity' },
};
const decode: Behaviour = { returns: { kind: 'role', role: 'request-data' } };

export const jsonwebtoken: CredentialEntry = defineCredential({
  name: 'jsonwebtoken',
  packages: ['jsonwebtoken'],
  exports: { default: { type: 'Jwt' }, '*': { type: 'Jwt' }, sign, verify, decode },
  types: {
    Jwt: {
      members: { sign, verify, decode },
      recognise: { names: ['jwt', 'jsonwebtoken'], certainty: 'certain' },
    },
  },
});
