import { defineCredential, type Behaviour, type CredentialEntry, type TypeEntry } from '../shape.ts';

/**
 * jose 4 to 6. `jwtVerify` and `jwtDecrypt` reject unless the token holds, and check `exp` only where there is one.
 * The builders take `exp` in their payload or through `setExpirationTime`; the token is made by the last call of the chain.
 */

const verify: Behaviour = {
  effects: [{ kind: 'verify', credential: '0' }],
  returns: { kind: 'role', role: 'identity' },
};
const unverified: Behaviour = { returns: { kind: 'role', role: 'request-data' } };
const chain: Behaviour = { returns: { kind: 'receiver' } };
const expiry: Behaviour = { effects: [{ kind: 'expiry', value: '0' }], returns: { kind: 'receiver' } };
const produce: Behaviour = {
  effects: [{ kind: 'sign', expiryFromReceiver: true }],
  returns: { kind: 'role', role: 'fresh' },
};

const claims: TypeEntry = {
  members: {
    setAudience: chain,
    setExpirationTime: expiry,
    setIssuedAt: chain,
    setIssuer: chain,
    setJti: chain,
    setNotBefore: chain,
    setSubject: chain,
  },
};

export const jose: CredentialEntry = defineCredential({
  name: 'jose',
  packages: ['jose', 'jose/*'],
  exports: {
    '*': { type: 'Jose' },
    jwtVerify: verify,
    jwtDecrypt: verify,
    compactVerify: verify,
    flattenedVerify: verify,
    generalVerify: verify,
    decodeJwt: unverified,
    SignJWT: { type: 'SignJwtConstructor' },
    EncryptJWT: { type: 'EncryptJwtConstructor' },
    UnsecuredJWT: { type: 'UnsecuredJwtConstructor' },
  },
  types: {
    Jose: {
      members: {
        jwtVerify: verify,
        jwtDecrypt: verify,
        compactVerify: verify,
        flattenedVerify: verify,
        generalVerify: verify,
        decodeJwt: unverified,
        SignJWT: { kind: 'property', value: { kind: 'type', type: 'SignJwtConstructor' } },
        EncryptJWT: { kind: 'property', value: { kind: 'type', type: 'EncryptJwtConstructor' } },
        UnsecuredJWT: { kind: 'property', value: { kind: 'type', type: 'UnsecuredJwtConstructor' } },
      },
    },
    SignJwtConstructor: {
      construct: { effects: [{ kind: 'expiry', value: '0.exp' }], returns: { kind: 'type', type: 'SignJwt' } },
    },
    EncryptJwtConstructor: {
      construct: { effects: [{ kind: 'expiry', value: '0.exp' }], returns: { kind: 'type', type: 'EncryptJwt' } },
    },
    UnsecuredJwtConstructor: {
      construct: { effects: [{ kind: 'expiry', value: '0.exp' }], returns: { kind: 'type', type: 'UnsecuredJwt' } },
      members: { decode: unverified },
    },
    SignJwt: {
      declaredAs: ['SignJWT'],
      members: { ...claims.members, setProtectedHeader: chain, sign: produce },
    },
    EncryptJwt: {
      declaredAs: ['EncryptJWT'],
      members: { ...claims.members, setProtectedHeader: chain, setKeyManagementParameters: chain, encrypt: produce },
    },
    UnsecuredJwt: {
      declaredAs: ['UnsecuredJWT'],
      members: { ...claims.members, encode: produce },
    },
  },
});
