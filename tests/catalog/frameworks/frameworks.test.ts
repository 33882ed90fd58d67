import { describe, expect, it } from 'vitest';
import { asyncHandlers } from '../../../src/catalog/frameworks/async-handlers.ts';
import { ecmascript } from '../../../src/catalog/frameworks/ecmascript.ts';
import { express } from '../../../src/catalog/frameworks/express.ts';
import {
  classTransformer,
  nestjs,
  nestMongoose,
  nestPassport,
  nestSequelize,
  nestTypeorm,
} from '../../../src/catalog/frameworks/nestjs.ts';
import { nodeAsyncHooks, nodeProcess, nodeUtil } from '../../../src/catalog/frameworks/node.ts';
import { findMissingNames } from '../check-methods.ts';
import { findDanglingTypes } from './find-dangling-types.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'all'];

/** What middleware adds to the request has no place in Express's own types; nor have names the client makes up. */
const headerNames = [
  'x-access-token',
  'x-auth-token',
  'x-authorization',
  'x-refresh-token',
  'x-session-token',
  'x-api-key',
  'api-key',
  'apikey',
  'token',
];

describe('what the frameworks name exists', () => {
  it.each(['express', 'express4'])('%s', (version) => {
    expect(
      findMissingNames({
        entry: express,
        module: version,
        types: {
          Express: `typeof import('${version}')`,
          RouterFactory: `typeof import('${version}').Router`,
          Router: `import('${version}').Router`,
          Route: `import('${version}').IRoute`,
          Request: `import('${version}').Request`,
          Headers: "import('node:http').IncomingHttpHeaders",
          Response: `import('${version}').Response`,
          Next: `import('${version}').NextFunction`,
        },
        unchecked: { Cookies: 'a client names its cookies as it likes' },
        declarations: [
          'node_modules/@types/passport/index.d.ts',
          'node_modules/@types/express-session/index.d.ts',
          'node_modules/express-oauth2-jwt-bearer/dist/index.d.ts',
        ],
        removed: {
          // Types, which are no values at run time, and a function that the types do not let `new` at.
          exports: ['Application', 'Request', 'Response', 'NextFunction'],
          RouterFactory: ['construct'],
          Request: ['token'],
          Headers: headerNames,
        },
      }),
    ).toEqual([]);
  });

  it('the language', () => {
    expect(
      findMissingNames({
        entry: ecmascript,
        module: undefined,
        types: {
          List: 'unknown[]',
          Function: 'CallableFunction',
          PromiseConstructor: 'PromiseConstructor',
          ObjectConstructor: 'ObjectConstructor',
          ArrayConstructor: 'ArrayConstructor',
          NumberConstructor: 'NumberConstructor',
          JSON: 'JSON',
        },
      }),
    ).toEqual([]);
  });

  it('Nest', () => {
    expect(
      findMissingNames({
        entry: nestjs,
        module: '@nestjs/common',
        types: {
          ExecutionContext: "import('@nestjs/common').ExecutionContext",
          HttpArgumentsHost: "ReturnType<import('@nestjs/common').ExecutionContext['switchToHttp']>",
        },
      }),
    ).toEqual([]);
    expect(findMissingNames({ entry: nestPassport, module: '@nestjs/passport', types: {} })).toEqual([]);
    expect(
      findMissingNames({
        entry: nestMongoose,
        module: '@nestjs/mongoose',
        types: { SchemaFactory: "typeof import('@nestjs/mongoose').SchemaFactory" },
      }),
    ).toEqual([]);
    expect(findMissingNames({ entry: nestSequelize, module: '@nestjs/sequelize', types: {} })).toEqual([]);
    expect(findMissingNames({ entry: nestTypeorm, module: '@nestjs/typeorm', types: {} })).toEqual([]);
    expect(findMissingNames({ entry: classTransformer, module: 'class-transformer', types: {} })).toEqual([]);
  });

  it('Node', () => {
    expect(
      findMissingNames({ entry: nodeUtil, module: 'node:util', types: { Util: "typeof import('node:util')" } }),
    ).toEqual([]);
    expect(
      findMissingNames({ entry: nodeProcess, module: 'node:process', types: { Process: 'NodeJS.Process' } }),
    ).toEqual([]);
    expect(
      findMissingNames({
        entry: nodeAsyncHooks,
        module: 'node:async_hooks',
        types: {
          AsyncHooks: "typeof import('node:async_hooks')",
          AsyncLocalStorageConstructor: "typeof import('node:async_hooks').AsyncLocalStorage",
          AsyncLocalStorage: "import('node:async_hooks').AsyncLocalStorage<object>",
        },
      }),
    ).toEqual([]);
  });

  it('express-async-handler', () => {
    // `wrap` is async-middleware's.
    expect(
      findMissingNames({
        entry: asyncHandlers,
        module: 'express-async-handler',
        types: {},
        removed: { exports: ['wrap'] },
      }),
    ).toEqual([]);
  });

  it.each([express, ecmascript, nodeUtil, nodeProcess, nodeAsyncHooks, asyncHandlers])(
    '$name refers to no type it does not have',
    (entry) => {
      expect(findDanglingTypes(entry, [])).toEqual([]);
    },
  );
});

describe('express', () => {
  it('registers handlers behind the path on routers, and from the first argument on routes', () => {
    const { Router, Route } = express.types;
    for (const verb of VERBS) {
      expect(Router?.members?.[verb]).toEqual({
        effects: [{ kind: 'route', method: verb, path: '0', handlers: 'rest:1' }],
        returns: { kind: 'receiver' },
      });
      expect(Route?.members?.[verb]).toEqual({
        effects: [{ kind: 'route', method: verb, path: 'receiver', handlers: 'rest' }],
        returns: { kind: 'receiver' },
      });
    }
  });

  it('gives an application all a router has', () => {
    expect(express.types['Application']?.extends).toEqual(['Router']);
  });

  it('takes a verb for a route only with a path, something callable, and a telling receiver', () => {
    const recognise = express.types['Router']?.recognise;
    expect(Object.keys(recognise?.methodArguments ?? {})).toEqual(['get', 'post', 'put', 'patch', 'delete', 'all']);
    expect(new Set(Object.values(recognise?.methodArguments ?? {}).map((rule) => JSON.stringify(rule)))).toEqual(
      new Set(['{"first":"path","last":"callable"}']),
    );
    expect(recognise?.names).toContain('router');
    expect(recognise?.names).not.toContain('cache');
    expect(recognise?.methods).toBeUndefined();
  });

  it('tells the credential from other headers, however they are asked for', () => {
    const { Request, Headers } = express.types;
    expect(Request?.members?.['headers']).toEqual({ kind: 'property', value: { kind: 'type', type: 'Headers' } });
    expect(Request?.members?.['get']).toEqual({ returns: { kind: 'type', type: 'Headers', member: '0' } });
    expect(Headers?.members?.['authorization']).toEqual({
      kind: 'property',
      value: { kind: 'role', role: 'credential' },
    });
    expect(Headers?.members?.['*']).toEqual({ kind: 'property', value: { kind: 'role', role: 'headers' } });
    for (const name of Object.keys(Headers?.members ?? {})) expect(name).toBe(name.toLowerCase());
  });

  it('gives error handlers one parameter more, in front', () => {
    expect(express.errorHandlerParameters).toEqual(['Error', ...express.handlerParameters]);
    expect(express.handlerParameterNames).toHaveLength(express.handlerParameters.length);
  });
});

describe('ecmascript', () => {
  it('hands elements of the list to the callback, once each', () => {
    expect(ecmascript.types['List']?.members?.['find']).toEqual({
      effects: [
        {
          kind: 'callback',
          function: '0',
          parameters: [
            { kind: 'argument', at: 'receiver.*' },
            { kind: 'unknown' },
            { kind: 'argument', at: 'receiver' },
          ],
          loops: true,
        },
      ],
      returns: { kind: 'argument', at: 'receiver.*' },
    });
  });

  it('takes no list for one whose first argument is not a function', () => {
    const rules = Object.values(ecmascript.types['List']?.recognise?.methodArguments ?? {});
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) expect(rule).toEqual({ first: 'function' });
  });

  it('makes of a promise what its executor resolves with', () => {
    expect(ecmascript.types['PromiseConstructor']?.construct?.returns).toEqual({
      kind: 'callback-result',
      parameter: 0,
    });
  });

  it('writes Object.assign onto its first argument', () => {
    expect(ecmascript.types['ObjectConstructor']?.members?.['assign']).toEqual({
      effects: [{ kind: 'assign', target: '0', data: 'rest:1' }],
      returns: { kind: 'argument', at: '0' },
    });
  });

  it('runs timers after the caller went on', () => {
    expect(ecmascript.globals?.['setTimeout']).toEqual({
      effects: [{ kind: 'callback', function: '0', parameters: [], when: 'later' }],
    });
  });
});

describe('async-handlers', () => {
  it('gives back the handler', () => {
    expect(asyncHandlers.exports['default']).toEqual({ returns: { kind: 'argument', at: '0' } });
    expect(asyncHandlers.functions?.['catchAsync']).toEqual({ returns: { kind: 'argument', at: '0' } });
  });
});
