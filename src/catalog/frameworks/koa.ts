import { defineFramework, type Behaviour, type FrameworkEntry, type TypeEntry } from '../shape.ts';
import { body, cookies, credential, headers, identity, open, params, query, requestData, session } from './requests.ts';

/**
 * Koa 2 and 3 with koa-router and @koa/router (`@types/koa` 2.15, `@types/koa__router` 12).
 *
 * A middleware awaits what comes after it, so a transaction that it opens around `next()` holds for the handler as well.
 * Routers name a parameter hook's value first.
 */

const route = (method: string): Behaviour => ({
  effects: [{ kind: 'route', method, path: '0', handlers: 'rest:1' }],
  returns: { kind: 'receiver' },
});
const chain: Behaviour = { returns: { kind: 'receiver' } };
const use: Behaviour = {
  effects: [{ kind: 'middleware', path: '0', handlers: 'rest' }],
  returns: { kind: 'receiver' },
};
const routes: Behaviour = { returns: { kind: 'type', type: 'Routes', connection: 'same' } };
const router: Behaviour = { returns: { kind: 'type', type: 'Router', connection: 'new' } };
const application: Behaviour = { returns: { kind: 'type', type: 'Application', connection: 'new' } };

const context: TypeEntry = {
  members: {
    request: { kind: 'property', value: { kind: 'type', type: 'Request' } },
    params,
    query,
    querystring: requestData,
    headers: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
    header: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
    get: { returns: { kind: 'type', type: 'Headers', member: '0' } },
    cookies: { kind: 'property', value: { kind: 'type', type: 'CookieJar' } },
    path: requestData,
    url: requestData,
    originalUrl: requestData,
    ip: requestData,
    hostname: requestData,
    state: { kind: 'property', value: { kind: 'type', type: 'State' } },
    session,
    app: open,
    // koa-passport.
    isAuthenticated: { returns: { kind: 'role', role: 'identity' } },
    isUnauthenticated: { returns: { kind: 'role', role: 'identity' } },
    login: { effects: [{ kind: 'verify', identity: '0', onto: 'user' }] },
    logout: {},
    throw: { effects: [{ kind: 'throw' }] },
    assert: { effects: [{ kind: 'assert', condition: '0' }] },
    redirect: { effects: [{ kind: 'respond', status: 302 }] },
    set: {},
    append: {},
  },
};

export const koa: FrameworkEntry = defineFramework({
  name: 'koa',
  packages: ['koa', 'koa-router', '@koa/router'],
  exports: {
    default: { type: 'Factory' },
    '*': { type: 'Factory' },
    Router: { type: 'Factory' },
    Context: { type: 'Context' },
    ParameterizedContext: { type: 'Context' },
    RouterContext: { type: 'Context' },
    Next: { type: 'Next' },
  },
  types: {
    /** The application's class and the router's: both modules give one class, whose values have the methods of both. */
    Factory: { call: router, construct: application },
    Application: { extends: ['Router'], members: { callback: {}, listen: {} } },
    Router: {
      members: {
        get: route('get'),
        post: route('post'),
        put: route('put'),
        patch: route('patch'),
        delete: route('delete'),
        del: route('delete'),
        options: route('options'),
        head: route('head'),
        all: route('all'),
        use,
        param: {
          effects: [
            {
              kind: 'parameter-hook',
              name: '0',
              handler: '1',
              parameters: [
                { kind: 'argument', at: 'last' },
                { kind: 'argument', at: '0' },
                { kind: 'argument', at: '1' },
              ],
            },
          ],
          returns: { kind: 'receiver' },
        },
        prefix: chain,
        routes,
        middleware: routes,
        allowedMethods: { returns: { kind: 'function', effects: [{ kind: 'next' }] } },
      },
    },
    Routes: {},
    Context: context,
    Request: {
      members: {
        body,
        query,
        querystring: requestData,
        headers: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
        header: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
        get: { returns: { kind: 'type', type: 'Headers', member: '0' } },
        files: body,
        ip: requestData,
        url: requestData,
        path: requestData,
      },
    },
    Headers: headers,
    CookieJar: { members: { get: { returns: { kind: 'type', type: 'Cookies', member: '0' } }, set: {} } },
    Cookies: cookies,
    /** Where koa-jwt and koa-passport put the caller, and middleware puts rows and transactions. */
    State: {
      members: {
        user: identity,
        auth: identity,
        currentUser: identity,
        userId: identity,
        jwt: identity,
        session,
        token: credential,
        '*': open,
      },
    },
    Next: { call: { effects: [{ kind: 'next' }] } },
  },
  handlerParameters: ['Context', 'Next'],
  handlerParameterNames: [
    ['ctx', 'context', '_ctx'],
    ['next', '_next'],
  ],
});
