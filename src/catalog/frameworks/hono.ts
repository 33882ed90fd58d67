import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';
import { headers, open, requestData } from './requests.ts';

/**
 * Hono 4.
 *
 * What middleware sets on the context (`c.set('user', row)`) is read by `c.get('user')` and `c.var.user`. A middleware awaits
 * `next()`, as in Koa.
 */

const route = (method: string): Behaviour => ({
  effects: [{ kind: 'route', method, path: '0', handlers: 'rest' }],
  returns: { kind: 'receiver' },
});
const answer: Behaviour = { effects: [{ kind: 'respond' }] };
const readsBody: Behaviour = { returns: { kind: 'role', role: 'body' } };
const create: Behaviour = { returns: { kind: 'type', type: 'Application', connection: 'new' } };
const handsOnLast: Behaviour = { returns: { kind: 'argument', at: 'last' } };

export const hono: FrameworkEntry = defineFramework({
  name: 'hono',
  packages: ['hono', 'hono/tiny', 'hono/quick', '@hono/zod-openapi'],
  exports: {
    Hono: { type: 'Factory' },
    OpenAPIHono: { type: 'Factory' },
    Context: { type: 'Context' },
    Next: { type: 'Next' },
  },
  types: {
    Factory: { construct: create },
    Application: {
      members: {
        get: route('get'),
        post: route('post'),
        put: route('put'),
        patch: route('patch'),
        delete: route('delete'),
        options: route('options'),
        all: route('all'),
        on: {
          effects: [{ kind: 'route', method: 'all', path: '1', handlers: 'rest:2' }],
          returns: { kind: 'receiver' },
        },
        openapi: {
          effects: [{ kind: 'route', method: 'all', path: '0.path', handlers: 'rest:1', before: ['0.middleware'] }],
          returns: { kind: 'receiver' },
        },
        use: { effects: [{ kind: 'middleware', path: '0', handlers: 'rest' }], returns: { kind: 'receiver' } },
        // A router under a path is mounted as middleware is.
        route: { effects: [{ kind: 'middleware', path: '0', handlers: 'rest:1' }], returns: { kind: 'receiver' } },
        basePath: { returns: { kind: 'receiver' } },
        onError: { returns: { kind: 'receiver' } },
        notFound: { returns: { kind: 'receiver' } },
      },
    },
    Context: {
      members: {
        req: { kind: 'property', value: { kind: 'type', type: 'Request' } },
        env: open,
        executionCtx: open,
        var: { kind: 'property', value: { kind: 'receiver' } },
        set: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }] },
        get: { returns: { kind: 'field', name: '0' } },
        json: answer,
        text: answer,
        html: answer,
        body: answer,
        redirect: { effects: [{ kind: 'respond', status: 302 }] },
        notFound: { effects: [{ kind: 'respond', status: 404 }] },
        status: { effects: [{ kind: 'respond', status: '0' }] },
        header: {},
      },
    },
    Request: {
      members: {
        param: { returns: { kind: 'role', role: 'params', at: '0' } },
        query: { returns: { kind: 'role', role: 'query', at: '0' } },
        queries: { returns: { kind: 'role', role: 'query', at: '0' } },
        header: { returns: { kind: 'type', type: 'Headers', member: '0' } },
        json: readsBody,
        text: readsBody,
        parseBody: readsBody,
        // What a validator let through; the part of the request it names is all the client's.
        valid: readsBody,
        formData: { returns: { kind: 'type', type: 'web/FormData', role: 'body' } },
        raw: { kind: 'property', value: { kind: 'type', type: 'web/Request' } },
        path: requestData,
        url: requestData,
      },
    },
    Headers: headers,
    Next: { call: { effects: [{ kind: 'next' }] } },
  },
  handlerParameters: ['Context', 'Next'],
  handlerParameterNames: [
    ['c', 'ctx', 'context'],
    ['next', '_next'],
  ],
});

/** Typed wrappers that give the function they were given (`hono/factory`). */
export const honoFactory: FrameworkEntry = defineFramework({
  name: 'hono-factory',
  packages: ['hono/factory'],
  exports: { createMiddleware: handsOnLast, createFactory: { returns: { kind: 'type', type: 'Factory' } } },
  types: {
    Factory: {
      members: {
        createMiddleware: handsOnLast,
        createHandlers: { returns: { kind: 'argument', at: 'rest' } },
        createApp: { returns: { kind: 'type', type: 'hono/Application', connection: 'new' } },
      },
    },
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
