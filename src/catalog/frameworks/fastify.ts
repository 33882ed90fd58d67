import { defineFramework, type Behaviour, type FrameworkEntry, type TypeEntry } from '../shape.ts';
import { body, cookies, credential, headers, identity, params, query, requestData, session } from './requests.ts';

/**
 * Fastify 4 and 5.
 *
 * A plugin is a function that gets an instance of its own: what it hooks holds for its own routes, and what was hooked around
 * it for them too. What is decorated is known to all instances: plugins may share decorations in ways that cannot be seen.
 */

/** In the order in which they run; the hooks after the handler are about its answer. */
const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler'];

const route = (method: string): Behaviour => ({
  effects: [
    { kind: 'route', method, path: '0', handlers: ['2', '1.handler', '1'], before: hooks.map((hook) => `1.${hook}`) },
  ],
  returns: { kind: 'receiver' },
});
const chain: Behaviour = { returns: { kind: 'receiver' } };
const answer: Behaviour = { effects: [{ kind: 'respond' }], returns: { kind: 'receiver' } };
const share: Behaviour = {
  effects: [{ kind: 'mark', target: '0', name: 'shared' }],
  returns: { kind: 'argument', at: '0' },
};
const decorate: Behaviour = { effects: [{ kind: 'decorate', name: '0', value: '1' }], returns: { kind: 'receiver' } };
const addHook = hooks.reduce<Behaviour>(
  (otherwise, hook) => ({
    provided: { argument: '0', is: hook },
    effects: [{ kind: 'middleware', handlers: '1' }],
    returns: { kind: 'receiver' },
    otherwise,
  }),
  { returns: { kind: 'receiver' } },
);
/** A plugin gets an instance inside the one it is registered on; one that is marked as shared gets that one itself. */
const register: Behaviour = {
  provided: { argument: '0.#shared', is: true },
  effects: [
    {
      kind: 'callback',
      function: '0',
      parameters: [{ kind: 'receiver' }, { kind: 'argument', at: '1' }],
      when: 'setup',
    },
  ],
  returns: { kind: 'receiver' },
  otherwise: {
    effects: [
      {
        kind: 'callback',
        function: '0',
        parameters: [
          { kind: 'type', type: 'Instance', connection: 'new' },
          { kind: 'argument', at: '1' },
        ],
        when: 'setup',
      },
    ],
    returns: { kind: 'receiver' },
  },
};
const create: Behaviour = { returns: { kind: 'type', type: 'Instance', connection: 'new' } };

const instance: TypeEntry = {
  declaredAs: ['FastifyInstance'],
  members: {
    get: route('get'),
    post: route('post'),
    put: route('put'),
    patch: route('patch'),
    delete: route('delete'),
    options: route('options'),
    head: route('head'),
    all: route('any'),
    route: {
      effects: [
        {
          kind: 'route',
          method: 'any',
          path: '0.url',
          handlers: '0.handler',
          before: hooks.map((hook) => `0.${hook}`),
        },
      ],
      returns: { kind: 'receiver' },
    },
    addHook,
    register,
    /** Put there by @fastify/postgres. */
    pg: { kind: 'property', value: { kind: 'type', type: 'pg/FastifyPostgres', connection: 'new' } },
    decorate,
    decorateRequest: chain,
    decorateReply: chain,
    withTypeProvider: chain,
    setErrorHandler: chain,
    after: chain,
    ready: chain,
    listen: {},
    close: {},
  },
};

export const fastify: FrameworkEntry = defineFramework({
  name: 'fastify',
  packages: ['fastify'],
  exports: {
    default: create,
    '*': create,
    fastify: create,
    FastifyInstance: { type: 'Instance' },
    FastifyRequest: { type: 'Request' },
    FastifyReply: { type: 'Reply' },
  },
  types: {
    Instance: {
      ...instance,
      // Hooks and decorations are Fastify's alone, and so is an object between the path and the handler.
      recognise: {
        names: ['fastify', 'app', 'server', 'instance', 'api', 'router', 'fast'],
        methods: ['decorateRequest', 'decorateReply', 'addHook'],
        methodArguments: {
          get: { first: 'path', second: 'record', last: 'callable' },
          post: { first: 'path', second: 'record', last: 'callable' },
          put: { first: 'path', second: 'record', last: 'callable' },
          patch: { first: 'path', second: 'record', last: 'callable' },
          delete: { first: 'path', second: 'record', last: 'callable' },
          all: { first: 'path', second: 'record', last: 'callable' },
        },
        certainty: 'certain',
      },
    },
    /** Called by its own name, an instance needs no other sign. */
    Named: { extends: ['Instance'], recognise: { names: ['fastify'], certainty: 'certain' } },
    Request: {
      declaredAs: ['FastifyRequest'],
      members: {
        body,
        params,
        query,
        headers: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
        cookies: { kind: 'property', value: { kind: 'type', type: 'Cookies' } },
        ip: requestData,
        url: requestData,
        originalUrl: requestData,
        hostname: requestData,
        server: { kind: 'property', value: { kind: 'type', type: 'Instance' } },
        // Put there by @fastify/jwt, @fastify/session, @fastify/secure-session and @fastify/passport.
        user: identity,
        auth: identity,
        jwtVerify: { effects: [{ kind: 'verify', onto: 'user' }], returns: { kind: 'role', role: 'identity' } },
        isAuthenticated: { returns: { kind: 'role', role: 'identity' } },
        session,
        token: credential,
      },
    },
    Headers: headers,
    Cookies: cookies,
    Reply: {
      declaredAs: ['FastifyReply'],
      members: {
        code: { effects: [{ kind: 'respond', status: '0' }], returns: { kind: 'receiver' } },
        status: { effects: [{ kind: 'respond', status: '0' }], returns: { kind: 'receiver' } },
        send: answer,
        redirect: { effects: [{ kind: 'respond', status: 302 }] },
        header: chain,
        headers: chain,
        type: chain,
        setCookie: chain,
        clearCookie: chain,
        request: { kind: 'property', value: { kind: 'type', type: 'Request' } },
      },
    },
    /** The callback of hooks that are no promises; with an argument, it refuses. */
    Done: { call: { effects: [{ kind: 'next', error: '0' }] } },
  },
  handlerParameters: ['Request', 'Reply', 'Done'],
  handsOnByReturning: true,
  handlerParameterNames: [
    ['request', 'req', '_request', '_req'],
    ['reply', '_reply', 'rep'],
    ['done', '_done'],
  ],
});

/** Wrappers that say a plugin shares what it decorates and hooks (fastify-plugin 5). */
export const fastifyPlugin: FrameworkEntry = defineFramework({
  name: 'fastify-plugin',
  packages: ['fastify-plugin'],
  exports: { default: share, '*': share, fastifyPlugin: share },
  types: {},
  handlerParameters: [],
  handlerParameterNames: [],
});
