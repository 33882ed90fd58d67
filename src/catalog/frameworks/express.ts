import { defineFramework, type Behaviour, type FrameworkEntry, type TypeEntry } from '../shape.ts';
import { cookies, credential, headers, identity, requestData } from './requests.ts';

/**
 * Express 4 and 5 (`@types/express` 4.17 and 5.0).
 *
 * Application-level settings share a name with a verb: `app.get('view engine')` has no handler and so registers nothing.
 * `use` and the verbs take nested arrays of handlers; a leading path, or a list of paths, is no handler.
 */

const chain: Behaviour = { returns: { kind: 'receiver' } };
const answer: Behaviour = { effects: [{ kind: 'respond' }], returns: { kind: 'receiver' } };
const passes: Behaviour = { returns: { kind: 'function', effects: [] } };

const routing: TypeEntry = {
  members: {
    get: { effects: [{ kind: 'route', method: 'get', path: '0', handlers: 'rest:1' }], returns: { kind: 'receiver' } },
    post: {
      effects: [{ kind: 'route', method: 'post', path: '0', handlers: 'rest:1' }],
      returns: { kind: 'receiver' },
    },
    put: { effects: [{ kind: 'route', method: 'put', path: '0', handlers: 'rest:1' }], returns: { kind: 'receiver' } },
    patch: {
      effects: [{ kind: 'route', method: 'patch', path: '0', handlers: 'rest:1' }],
      returns: { kind: 'receiver' },
    },
    delete: {
      effects: [{ kind: 'route', method: 'delete', path: '0', handlers: 'rest:1' }],
      returns: { kind: 'receiver' },
    },
    options: {
      effects: [{ kind: 'route', method: 'options', path: '0', handlers: 'rest:1' }],
      returns: { kind: 'receiver' },
    },
    head: {
      effects: [{ kind: 'route', method: 'head', path: '0', handlers: 'rest:1' }],
      returns: { kind: 'receiver' },
    },
    all: { effects: [{ kind: 'route', method: 'all', path: '0', handlers: 'rest:1' }], returns: { kind: 'receiver' } },
    use: { effects: [{ kind: 'middleware', path: '0', handlers: 'rest' }], returns: { kind: 'receiver' } },
    param: { effects: [{ kind: 'parameter-hook', name: '0', handler: '1' }], returns: { kind: 'receiver' } },
    // The route remembers its path as the resource it stands for, and runs after what the router registered before (same connection).
    route: { returns: { kind: 'type', type: 'Route', resource: '0', connection: 'same' } },
  },
};

/** What `router.route(path)` gives: the verbs without a path of their own. */
const route: TypeEntry = {
  declaredAs: ['IRoute'],
  members: {
    get: {
      effects: [{ kind: 'route', method: 'get', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    post: {
      effects: [{ kind: 'route', method: 'post', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    put: {
      effects: [{ kind: 'route', method: 'put', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    patch: {
      effects: [{ kind: 'route', method: 'patch', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    delete: {
      effects: [{ kind: 'route', method: 'delete', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    options: {
      effects: [{ kind: 'route', method: 'options', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    head: {
      effects: [{ kind: 'route', method: 'head', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
    all: {
      effects: [{ kind: 'route', method: 'all', path: 'receiver', handlers: 'rest' }],
      returns: { kind: 'receiver' },
    },
  },
};

const request: TypeEntry = {
  declaredAs: ['Request', 'ExpressRequest', 'AuthRequest', 'AuthenticatedRequest', 'RequestWithUser', 'CustomRequest'],
  members: {
    params: { kind: 'property', value: { kind: 'role', role: 'params' } },
    query: { kind: 'property', value: { kind: 'role', role: 'query' } },
    body: { kind: 'property', value: { kind: 'role', role: 'body' } },
    headers: { kind: 'property', value: { kind: 'type', type: 'Headers' } },
    cookies: { kind: 'property', value: { kind: 'type', type: 'Cookies' } },
    signedCookies: { kind: 'property', value: { kind: 'type', type: 'Cookies' } },
    get: { returns: { kind: 'type', type: 'Headers', member: '0' } },
    header: { returns: { kind: 'type', type: 'Headers', member: '0' } },
    ip: requestData,
    ips: requestData,
    hostname: requestData,
    path: requestData,
    url: requestData,
    originalUrl: requestData,
    baseUrl: requestData,
    app: { kind: 'property', value: { kind: 'type', type: 'Application' } },
    res: { kind: 'property', value: { kind: 'type', type: 'Response' } },
    // Put there by passport, express-jwt, express-oauth2-jwt-bearer, express-session and express-bearer-token.
    user: identity,
    auth: identity,
    authInfo: identity,
    isAuthenticated: { returns: { kind: 'role', role: 'identity' } },
    isUnauthenticated: { returns: { kind: 'role', role: 'identity' } },
    login: {
      effects: [
        { kind: 'verify', identity: '0', onto: 'user', opensSession: true },
        { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] },
      ],
    },
    logIn: {
      effects: [
        { kind: 'verify', identity: '0', onto: 'user', opensSession: true },
        { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] },
      ],
    },
    logout: { effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }] },
    logOut: { effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }] },
    session: { kind: 'property', value: { kind: 'role', role: 'session' } },
    sessionID: credential,
    token: credential,
  },
};

/** `status` only states what the answer that follows will carry; it sends nothing. */
const response: TypeEntry = {
  declaredAs: ['Response', 'ExpressResponse'],
  members: {
    status: { effects: [{ kind: 'respond', status: '0' }], returns: { kind: 'receiver' } },
    sendStatus: { effects: [{ kind: 'respond', status: '0' }], returns: { kind: 'receiver' } },
    writeHead: { effects: [{ kind: 'respond', status: '0' }], returns: { kind: 'receiver' } },
    json: answer,
    jsonp: answer,
    send: answer,
    end: answer,
    render: answer,
    sendFile: answer,
    download: answer,
    redirect: { effects: [{ kind: 'respond', status: 302 }] },
    set: chain,
    header: chain,
    append: chain,
    type: chain,
    contentType: chain,
    attachment: chain,
    cookie: chain,
    clearCookie: chain,
    location: chain,
    links: chain,
    vary: chain,
    // Filled by middleware; what stands there is what was assigned.
    locals: { kind: 'property', value: { kind: 'unknown' } },
    req: { kind: 'property', value: { kind: 'type', type: 'Request' } },
  },
};

export const express: FrameworkEntry = defineFramework({
  name: 'express',
  packages: ['express', 'express-serve-static-core'],
  exports: {
    default: { type: 'Express' },
    '*': { type: 'Express' },
    Router: { type: 'RouterFactory' },
    json: passes,
    urlencoded: passes,
    raw: passes,
    text: passes,
    static: passes,
    Application: { type: 'Application' },
    Request: { type: 'Request' },
    Response: { type: 'Response' },
    NextFunction: { type: 'Next' },
  },
  types: {
    /** The module itself. */
    Express: {
      call: { returns: { kind: 'type', type: 'Application', connection: 'new' } },
      members: {
        Router: { returns: { kind: 'type', type: 'Router', connection: 'new' } },
        json: passes,
        urlencoded: passes,
        raw: passes,
        text: passes,
        static: passes,
      },
    },
    RouterFactory: {
      call: { returns: { kind: 'type', type: 'Router', connection: 'new' } },
      construct: { returns: { kind: 'type', type: 'Router', connection: 'new' } },
    },
    Application: { declaredAs: ['Application', 'Express'], extends: ['Router'] },
    Router: {
      ...routing,
      declaredAs: ['Router', 'IRouter'],
      // A verb with a path first and a function last, on something called a router, is nothing else.
      recognise: {
        names: ['app', 'router', 'api', 'route', 'routes', 'routers', 'server', 'fastify', 'approuter', 'apirouter'],
        methodArguments: {
          get: { first: 'path', last: 'callable' },
          post: { first: 'path', last: 'callable' },
          put: { first: 'path', last: 'callable' },
          patch: { first: 'path', last: 'callable' },
          delete: { first: 'path', last: 'callable' },
          all: { first: 'path', last: 'callable' },
        },
        certainty: 'certain',
      },
    },
    Route: route,
    Request: request,
    Headers: headers,
    Cookies: cookies,
    Response: response,
    Next: { declaredAs: ['NextFunction'], call: { effects: [{ kind: 'next', error: '0' }] } },
    Error: {},
  },
  handlerParameters: ['Request', 'Response', 'Next'],
  errorHandlerParameters: ['Error', 'Request', 'Response', 'Next'],
  handlerParameterNames: [
    ['req', 'request', '_req', '_request', 'expressRequest'],
    ['res', 'response', '_res', '_response', 'reply', 'resp'],
    ['next', '_next', 'done'],
  ],
});
