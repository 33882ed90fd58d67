import { describe, expect, it } from 'vitest';
import { fastify, fastifyPlugin } from '../../../src/catalog/frameworks/fastify.ts';
import { hono, honoFactory } from '../../../src/catalog/frameworks/hono.ts';
import { koa } from '../../../src/catalog/frameworks/koa.ts';
import { next, serverActions } from '../../../src/catalog/frameworks/next.ts';
import { remix } from '../../../src/catalog/frameworks/remix.ts';
import { trpc } from '../../../src/catalog/frameworks/trpc.ts';
import { web } from '../../../src/catalog/frameworks/web.ts';
import { pg } from '../../../src/catalog/stores/pg.ts';
import { findMissingNames } from '../check-methods.ts';
import { findDanglingTypes } from './find-dangling-types.ts';

/** Names that clients make up. */
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
const unchecked = { Cookies: 'a client names its cookies as it likes' };

describe('what the frameworks name exists', () => {
  it('the fetch standard', () => {
    expect(
      findMissingNames({
        entry: web,
        module: undefined,
        types: {
          Request: 'Request',
          FormData: 'FormData',
          Query: 'URLSearchParams',
          Headers: 'Headers',
          HeaderValues: "import('node:http').IncomingHttpHeaders",
        },
        unchecked: { CookieValues: 'a client names its cookies as it likes' },
        removed: { HeaderValues: headerNames },
      }),
    ).toEqual([]);
  });

  it('fastify', () => {
    const instance = "import('fastify').FastifyInstance";
    expect(
      findMissingNames({
        entry: fastify,
        module: 'fastify',
        types: {
          Instance: instance,
          Named: instance,
          Request: "import('fastify').FastifyRequest",
          Headers: "import('node:http').IncomingHttpHeaders",
          Reply: "import('fastify').FastifyReply",
          Done: "import('fastify').HookHandlerDoneFunction",
        },
        unchecked,
        // Types, and what plugins add to applications, requests and replies.
        removed: {
          exports: ['FastifyInstance', 'FastifyRequest', 'FastifyReply'],
          Instance: ['pg'],
          Request: ['cookies', 'user', 'auth', 'jwtVerify', 'isAuthenticated', 'session', 'token'],
          Reply: ['setCookie', 'clearCookie'],
          Headers: headerNames,
        },
      }),
    ).toEqual([]);
  });

  it('koa and its router', () => {
    expect(
      findMissingNames({
        entry: koa,
        module: undefined,
        types: {
          Factory: "typeof import('@koa/router')",
          Application: "import('koa')",
          Router: "import('@koa/router')",
          Context: "import('koa').Context",
          Request: "import('koa').Request",
          Headers: "import('node:http').IncomingHttpHeaders",
          CookieJar: "import('koa').Context['cookies']",
          Next: "import('koa').Next",
        },
        unchecked: { ...unchecked, State: 'middleware puts there what it likes' },
        // Older routers are called without `new`. What middleware adds: the body's parser, the router, sessions and koa-passport.
        removed: {
          Factory: ['call'],
          Context: ['params', 'session', 'isAuthenticated', 'isUnauthenticated', 'login', 'logout'],
          Request: ['body', 'files'],
          Headers: headerNames,
        },
      }),
    ).toEqual([]);
  });

  it('hono', () => {
    expect(
      findMissingNames({
        entry: hono,
        module: 'hono',
        types: {
          Factory: "typeof import('hono').Hono",
          Application: "import('hono').Hono",
          Context: "import('hono').Context",
          Request: "import('hono').HonoRequest",
          Headers: "import('node:http').IncomingHttpHeaders",
          Next: "import('hono').Next",
        },
        // A type, and what @hono/zod-openapi adds.
        removed: { exports: ['OpenAPIHono', 'Next'], Application: ['openapi'], Headers: headerNames },
      }),
    ).toEqual([]);
    expect(
      findMissingNames({
        entry: honoFactory,
        module: 'hono/factory',
        types: { Factory: "ReturnType<typeof import('hono/factory').createFactory>" },
      }),
    ).toEqual([]);
  });

  it('trpc', () => {
    expect(
      findMissingNames({
        entry: trpc,
        module: '@trpc/server',
        types: {
          Setup: "typeof import('@trpc/server').initTRPC",
          Tools: "ReturnType<typeof import('@trpc/server').initTRPC.create>",
          Procedure: "ReturnType<typeof import('@trpc/server').initTRPC.create>['procedure']",
          Options:
            "Parameters<Parameters<ReturnType<typeof import('@trpc/server').initTRPC.create>['procedure']['use']>[0]>[0]",
        },
        unchecked: { Context: 'a project puts there what it likes' },
        removed: { Options: ['rawInput'] },
      }),
    ).toEqual([]);
  });

  it.each([web, fastify, fastifyPlugin, koa, hono, honoFactory, next, serverActions, remix, trpc])(
    '$name refers to no type it does not have',
    (entry) => {
      expect(findDanglingTypes(entry, [web, hono, pg])).toEqual([]);
    },
  );
});

describe('fastify', () => {
  it('runs the hooks of the options in their order, before the handler', () => {
    expect(fastify.types['Instance']?.members?.['post']).toEqual({
      effects: [
        {
          kind: 'route',
          method: 'post',
          path: '0',
          handlers: ['2', '1.handler', '1'],
          before: ['1.onRequest', '1.preParsing', '1.preValidation', '1.preHandler'],
        },
      ],
      returns: { kind: 'receiver' },
    });
  });

  it('takes a verb for a route of its own only with a record between path and handler', () => {
    const rules = Object.values(fastify.types['Instance']?.recognise?.methodArguments ?? {});
    expect(rules).toHaveLength(6);
    for (const rule of rules) expect(rule).toEqual({ first: 'path', second: 'record', last: 'callable' });
  });
});
