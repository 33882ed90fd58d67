import { describe, expect, it } from 'vitest';
import { expressJwt } from '../../../src/catalog/credentials/express-jwt.ts';
import { expressOauth2JwtBearer } from '../../../src/catalog/credentials/express-oauth2-jwt-bearer.ts';
import { jose } from '../../../src/catalog/credentials/jose.ts';
import { jsonwebtoken } from '../../../src/catalog/credentials/jsonwebtoken.ts';
import {
  passportHttpBearer,
  passportJwt,
  passportLocal,
  passportOauth,
} from '../../../src/catalog/credentials/passport-strategies.ts';
import { passport } from '../../../src/catalog/credentials/passport.ts';
import { argon2, bcrypt } from '../../../src/catalog/credentials/password-hashing.ts';
import { clockAndChance, nanoid, nodeCrypto, uuid } from '../../../src/catalog/credentials/random-and-time.ts';
import { express } from '../../../src/catalog/frameworks/express.ts';
import type { CredentialEntry } from '../../../src/catalog/shape.ts';
import { findMissingNames, type MethodCheck } from '../check-methods.ts';
import { findDanglingTypes } from '../frameworks/find-dangling-types.ts';

const entries = [
  expressJwt,
  expressOauth2JwtBearer,
  jose,
  jsonwebtoken,
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

/** Each Passport strategy is a class of the same name, and the module itself where it can be constructed. */
const strategies: readonly (readonly [
  entry: CredentialEntry,
  module: string,
  removed: NonNullable<MethodCheck['removed']>,
])[] = [
  [passportJwt, 'passport-jwt', {}],
  // The JavaScript exports the class itself too; their types leave that out.
  [passportHttpBearer, 'passport-http-bearer', { Module: ['construct'] }],
  [passportLocal, 'passport-local', { Module: ['construct'] }],
  [passportOauth, 'passport-google-oauth20', { Module: ['construct'] }],
];

describe('what the credentials name exists', () => {
  it.each<MethodCheck>([
    { entry: jsonwebtoken, module: 'jsonwebtoken', types: { Jwt: "typeof import('jsonwebtoken')" } },
    {
      entry: jose,
      module: 'jose',
      types: {
        Jose: "typeof import('jose')",
        SignJwtConstructor: "typeof import('jose').SignJWT",
        EncryptJwtConstructor: "typeof import('jose').EncryptJWT",
        UnsecuredJwtConstructor: "typeof import('jose').UnsecuredJWT",
        SignJwt: "import('jose').SignJWT",
        EncryptJwt: "import('jose').EncryptJWT",
        UnsecuredJwt: "import('jose').UnsecuredJWT",
      },
    },
    // Up to version 6 the module itself was the function.
    {
      entry: expressJwt,
      module: 'express-jwt',
      types: { ExpressJwt: "typeof import('express-jwt')" },
      removed: { ExpressJwt: ['call'] },
    },
    {
      entry: expressOauth2JwtBearer,
      module: 'express-oauth2-jwt-bearer',
      types: { Bearer: "typeof import('express-oauth2-jwt-bearer')" },
    },
    {
      entry: passport,
      module: 'passport',
      types: {
        Passport: "import('passport').PassportStatic",
        PassportConstructor: "import('passport').PassportStatic['Passport']",
      },
    },
    { entry: bcrypt, module: 'bcrypt', types: { Bcrypt: "typeof import('bcrypt')" } },
    { entry: bcrypt, module: 'bcryptjs', types: { Bcrypt: "typeof import('bcryptjs')" } },
    { entry: argon2, module: 'argon2', types: { Argon2: "typeof import('argon2')" } },
    {
      entry: clockAndChance,
      module: undefined,
      types: {
        DateConstructor: 'DateConstructor',
        Math: 'Math',
        WebCrypto: "import('node:crypto').webcrypto.Crypto",
        Performance: "import('node:perf_hooks').Performance",
      },
    },
    {
      entry: nodeCrypto,
      module: 'node:crypto',
      types: { Crypto: "typeof import('node:crypto')", Digest: "import('node:crypto').Hash" },
    },
    { entry: uuid, module: 'uuid', types: { Uuid: "typeof import('uuid')" } },
    { entry: nanoid, module: 'nanoid', types: { Nanoid: "typeof import('nanoid')" } },
  ])('$entry.name in $module', (check) => {
    expect(findMissingNames(check)).toEqual([]);
  });

  it.each(strategies)('$0.name in $1', (entry, module, removed) => {
    expect(
      findMissingNames({
        entry,
        module,
        types: { Module: `typeof import('${module}')`, Strategy: `typeof import('${module}').Strategy` },
        removed,
      }),
    ).toEqual([]);
  });

  it.each(entries)('$name refers to no type it does not have', (entry) => {
    expect(findDanglingTypes(entry, [express, clockAndChance])).toEqual([]);
  });
});

describe('jsonwebtoken', () => {
  it('takes the expiry from the options or the payload', () => {
    expect(jsonwebtoken.exports['sign']).toMatchObject({
      effects: [{ kind: 'sign', payload: '0', expiry: ['2.expiresIn', '0.exp'] }, { kind: 'callback' }],
    });
  });

  it('verifies, but does not take decoding for verification', () => {
    expect(jsonwebtoken.exports['verify']).toEqual({
      effects: [{ kind: 'verify', credential: '0', callback: 'last', identityParameter: 1 }],
      returns: { kind: 'role', role: 'identity' },
    });
    expect(jsonwebtoken.exports['decode']).toEqual({ returns: { kind: 'role', role: 'request-data' } });
  });
});

describe('jose', () => {
  it('signs at the end of the chain, with the expiry of an earlier call or of the payload', () => {
    const { SignJwt, SignJwtConstructor } = jose.types;
    expect(SignJwtConstructor?.construct).toEqual({
      effects: [{ kind: 'expiry', value: '0.exp' }],
      returns: { kind: 'type', type: 'SignJwt' },
    });
    expect(SignJwt?.members?.['setExpirationTime']).toEqual({
      effects: [{ kind: 'expiry', value: '0' }],
      returns: { kind: 'receiver' },
    });
    expect(SignJwt?.members?.['setIssuedAt']).toEqual({ returns: { kind: 'receiver' } });
    expect(SignJwt?.members?.['sign']).toMatchObject({ effects: [{ kind: 'sign', expiryFromReceiver: true }] });
  });

  it('verifies and decrypts, but does not take decoding for verification', () => {
    expect(jose.exports['jwtVerify']).toEqual({
      effects: [{ kind: 'verify', credential: '0' }],
      returns: { kind: 'role', role: 'identity' },
    });
    expect(jose.exports['jwtDecrypt']).toEqual(jose.exports['jwtVerify']);
    expect(jose.exports['decodeJwt']).toEqual({ returns: { kind: 'role', role: 'request-data' } });
  });
});

describe('middleware', () => {
  it('puts the identity where each library puts it', () => {
    expect(expressJwt.exports['expressjwt']).toEqual({
      returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth' }] },
    });
    expect(expressJwt.exports['default']).toEqual({
      returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'user' }] },
    });
    expect(expressOauth2JwtBearer.exports['auth']).toEqual({
      returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'auth' }] },
    });
    expect(passport.types['Passport']?.members?.['authenticate']).toMatchObject({
      returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'user' }] },
    });
    expect(passport.types['Passport']?.members?.['initialize']).toEqual({ returns: { kind: 'function', effects: [] } });
  });

  it('tells a scope from a mere identity', () => {
    expect(expressOauth2JwtBearer.exports['requiredScopes']).toMatchObject({
      returns: { effects: [{ requires: 'scope' }] },
    });
    expect(expressOauth2JwtBearer.exports['claimEquals']).toMatchObject({
      returns: { effects: [{ requires: 'claim' }] },
    });
  });
});

describe('passport strategies', () => {
  it('run their verify callback on requests, and take the user from done', () => {
    const done = { kind: 'function', effects: [{ kind: 'verify', identity: '1', onto: 'user' }] };
    expect(passportJwt.types['Strategy']?.construct).toEqual({
      provided: { argument: '0.passReqToCallback', is: true },
      effects: [
        {
          kind: 'callback',
          function: 'last',
          parameters: [{ kind: 'type', type: 'express/Request' }, { kind: 'role', role: 'identity' }, done],
          when: 'request',
        },
      ],
      otherwise: {
        effects: [
          {
            kind: 'callback',
            function: 'last',
            parameters: [{ kind: 'role', role: 'identity' }, done],
            when: 'request',
          },
        ],
      },
    });
    expect(passportHttpBearer.types['Strategy']?.construct?.otherwise).toEqual({
      effects: [
        {
          kind: 'callback',
          function: 'last',
          parameters: [{ kind: 'role', role: 'credential' }, done],
          when: 'request',
        },
      ],
    });
    expect(passportLocal.types['Strategy']?.construct?.otherwise).toEqual({
      effects: [
        {
          kind: 'callback',
          function: 'last',
          parameters: [{ kind: 'role', role: 'body' }, { kind: 'role', role: 'body' }, done],
          when: 'request',
        },
      ],
    });
  });
});

describe('fresh values', () => {
  const fresh = { returns: { kind: 'role', role: 'fresh' } };

  it('are random or the time', () => {
    expect(nodeCrypto.exports['randomUUID']).toEqual(fresh);
    expect(nodeCrypto.exports['randomBytes']).toMatchObject(fresh);
    expect(uuid.exports['v4']).toEqual(fresh);
    expect(nanoid.exports['nanoid']).toEqual(fresh);
    expect(clockAndChance.types['DateConstructor']?.members?.['now']).toEqual(fresh);
    expect(clockAndChance.types['Math']?.members?.['random']).toEqual(fresh);
  });

  it('are not what is only computed from an argument', () => {
    expect(clockAndChance.types['DateConstructor']?.construct).toEqual({
      provided: { argument: '0', is: undefined },
      returns: { kind: 'role', role: 'fresh' },
      otherwise: { returns: { kind: 'argument', at: '0' } },
    });
    expect(uuid.exports['v5']).toEqual({ returns: { kind: 'argument', at: '0' } });
    expect(nodeCrypto.types['Digest']?.members?.['update']).toEqual({ returns: { kind: 'argument', at: '0' } });
    expect(clockAndChance.types['Math']?.members?.['floor']).toEqual({ returns: { kind: 'argument', at: '0' } });
  });
});

describe('password hashing', () => {
  it('names nobody by comparing', () => {
    expect(bcrypt.exports['compare']).toEqual({
      effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'unknown' }] }],
    });
    expect(argon2.exports['verify']).toEqual(bcrypt.exports['compare']);
  });
});
