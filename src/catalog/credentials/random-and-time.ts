import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/**
 * Values that no other request gets: random ones, and the time. Writing one over what was read is no lost update.
 */

const fresh: Behaviour = { returns: { kind: 'role', role: 'fresh' } };
const freshOrCallback: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'role', role: 'fresh' }] }],
  returns: { kind: 'role', role: 'fresh' },
};
const handsOn: Behaviour = { returns: { kind: 'argument', at: '0' } };
const says: Behaviour = { returns: { kind: 'unknown' } };
/** With an argument it only converts: `new Date(row.expiresAt)` is as old as the row. */
const nowUnlessGiven: Behaviour = {
  provided: { argument: '0', is: undefined },
  returns: { kind: 'role', role: 'fresh' },
  otherwise: handsOn,
};

/** The language's own, and Web Crypto as a global. */
export const clockAndChance: CredentialEntry = defineCredential({
  name: 'clock-and-chance',
  packages: [],
  exports: {},
  globals: {
    Date: { type: 'DateConstructor' },
    Math: { type: 'Math' },
    crypto: { type: 'WebCrypto' },
    performance: { type: 'Performance' },
  },
  types: {
    // Called without `new` it gives the present as a text, whatever the arguments.
    DateConstructor: { call: fresh, construct: nowUnlessGiven, members: { now: fresh, parse: handsOn } },
    Math: { members: { random: fresh, floor: handsOn, ceil: handsOn, round: handsOn, trunc: handsOn, abs: handsOn } },
    WebCrypto: { members: { randomUUID: fresh, getRandomValues: fresh } },
    Performance: { members: { now: fresh } },
  },
});

/** Node's crypto module (`@types/node` 20). */
export const nodeCrypto: CredentialEntry = defineCredential({
  name: 'node:crypto',
  packages: ['node:crypto', 'crypto'],
  exports: {
    default: { type: 'Crypto' },
    '*': { type: 'Crypto' },
    randomBytes: freshOrCallback,
    randomInt: freshOrCallback,
    randomUUID: fresh,
    getRandomValues: fresh,
    createHash: { returns: { kind: 'type', type: 'Digest' } },
    createHmac: { returns: { kind: 'type', type: 'Digest' } },
    timingSafeEqual: says,
    webcrypto: { type: 'clock-and-chance/WebCrypto' },
  },
  types: {
    Crypto: {
      members: {
        randomBytes: freshOrCallback,
        randomInt: freshOrCallback,
        randomUUID: fresh,
        getRandomValues: fresh,
        createHash: { returns: { kind: 'type', type: 'Digest' } },
        createHmac: { returns: { kind: 'type', type: 'Digest' } },
        timingSafeEqual: says,
        webcrypto: { kind: 'property', value: { kind: 'type', type: 'clock-and-chance/WebCrypto' } },
      },
    },
    // The digest of a token stands for the token: `createHash('sha256').update(token).digest('hex')`.
    Digest: { declaredAs: ['Hash', 'Hmac'], members: { update: handsOn } },
  },
});

/** uuid 8 to 13. Versions 3 and 5 are computed from a name. */
export const uuid: CredentialEntry = defineCredential({
  name: 'uuid',
  packages: ['uuid'],
  exports: { '*': { type: 'Uuid' }, v1: fresh, v4: fresh, v6: fresh, v7: fresh, v3: handsOn, v5: handsOn },
  types: { Uuid: { members: { v1: fresh, v4: fresh, v6: fresh, v7: fresh, v3: handsOn, v5: handsOn } } },
});

/** nanoid 3 to 5. */
export const nanoid: CredentialEntry = defineCredential({
  name: 'nanoid',
  packages: ['nanoid', 'nanoid/non-secure', 'nanoid/async'],
  exports: {
    '*': { type: 'Nanoid' },
    nanoid: fresh,
    customAlphabet: { returns: { kind: 'function', effects: [], returns: { kind: 'role', role: 'fresh' } } },
    customRandom: { returns: { kind: 'function', effects: [], returns: { kind: 'role', role: 'fresh' } } },
    random: fresh,
  },
  types: {
    Nanoid: {
      members: {
        nanoid: fresh,
        customAlphabet: { returns: { kind: 'function', effects: [], returns: { kind: 'role', role: 'fresh' } } },
        customRandom: { returns: { kind: 'function', effects: [], returns: { kind: 'role', role: 'fresh' } } },
        random: fresh,
      },
    },
  },
});
