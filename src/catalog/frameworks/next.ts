import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';
import { cookies, params } from './requests.ts';

/**
 * Next.js 13 to 16, the app folder: route handlers and server actions. The pages folder hands its handlers what Express does.
 */

/** These end the handler by an exception of their own. */
const leaves: Behaviour = { effects: [{ kind: 'throw' }] };
const answer: Behaviour = { effects: [{ kind: 'respond' }] };
const jar: Behaviour = { returns: { kind: 'type', type: 'CookieJar' } };

export const next: FrameworkEntry = defineFramework({
  name: 'next',
  packages: ['next/server', 'next/headers', 'next/navigation'],
  exports: {
    NextRequest: { type: 'Request' },
    NextResponse: { type: 'Response' },
    redirect: leaves,
    permanentRedirect: leaves,
    notFound: leaves,
    forbidden: leaves,
    unauthorized: leaves,
    cookies: jar,
    headers: { returns: { kind: 'type', type: 'web/Headers' } },
  },
  types: {
    Request: {
      declaredAs: ['NextRequest'],
      extends: ['web/Request'],
      members: {
        nextUrl: { kind: 'property', value: { kind: 'type', type: 'Url' } },
        cookies: { kind: 'property', value: { kind: 'type', type: 'CookieJar' } },
      },
    },
    Url: {
      members: {
        searchParams: { kind: 'property', value: { kind: 'type', type: 'web/Query', role: 'query' } },
        pathname: { kind: 'property', value: { kind: 'role', role: 'request-data' } },
      },
    },
    CookieJar: { members: { get: { returns: { kind: 'type', type: 'Cookies', member: '0' } }, set: {}, delete: {} } },
    Cookies: cookies,
    RouteContext: { members: { params } },
    Response: { members: { json: answer, redirect: answer } },
  },
  handlerParameters: ['Request', 'RouteContext'],
  handlerParameterNames: [],
  exportedHandlers: [{ names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'], files: ['route'] }],
});

/** What a module of server actions exports is called by clients, with arguments of their choice. */
export const serverActions: FrameworkEntry = defineFramework({
  name: 'server-actions',
  packages: [],
  exports: {},
  types: {},
  handlerParameters: [
    { role: 'body' },
    { role: 'body' },
    { role: 'body' },
    { role: 'body' },
    { role: 'body' },
    { role: 'body' },
  ],
  handlerParameterNames: [],
  exportedHandlers: [{ directive: 'use server' }],
});
