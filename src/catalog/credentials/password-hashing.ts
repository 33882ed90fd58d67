import { defineCredential, type Behaviour, type CredentialEntry } from '../shape.ts';

/**
 * bcrypt 5 and 6, bcryptjs 2 and 3, argon2. Comparing says yes or no about a hash that was read; it names nobody, so the
 * condition it stands in is an ordinary guard. A new hash has a random salt. The last argument may be a Node callback.
 */

const compares: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'unknown' }] }],
};
const hashes: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'role', role: 'fresh' }] }],
  returns: { kind: 'role', role: 'fresh' },
};

const bcryptFunctions: Readonly<Record<string, Behaviour>> = {
  compare: compares,
  compareSync: compares,
  hash: hashes,
  hashSync: hashes,
  genSalt: hashes,
  genSaltSync: hashes,
};

export const bcrypt: CredentialEntry = defineCredential({
  name: 'bcrypt',
  packages: ['bcrypt', 'bcryptjs', '@node-rs/bcrypt'],
  exports: { default: { type: 'Bcrypt' }, '*': { type: 'Bcrypt' }, ...bcryptFunctions },
  types: { Bcrypt: { members: bcryptFunctions } },
});

export const argon2: CredentialEntry = defineCredential({
  name: 'argon2',
  packages: ['argon2', '@node-rs/argon2'],
  exports: { default: { type: 'Argon2' }, '*': { type: 'Argon2' }, hash: hashes, verify: compares },
  types: { Argon2: { members: { hash: hashes, verify: compares } } },
});
