import type { Property, TypeEntry } from '../shape.ts';

/** What requests of all frameworks have in common. */

export const requestData: Property = { kind: 'property', value: { kind: 'role', role: 'request-data' } };
export const credential: Property = { kind: 'property', value: { kind: 'role', role: 'credential' } };
export const identity: Property = { kind: 'property', value: { kind: 'role', role: 'identity' } };
export const params: Property = { kind: 'property', value: { kind: 'role', role: 'params' } };
export const query: Property = { kind: 'property', value: { kind: 'role', role: 'query' } };
export const body: Property = { kind: 'property', value: { kind: 'role', role: 'body' } };
export const session: Property = { kind: 'property', value: { kind: 'role', role: 'session' } };
/** Filled by middleware, or by nobody; what stands there is what was assigned. */
export const open: Property = { kind: 'property', value: { kind: 'unknown' } };

/**
 * Which headers carry a credential. What is cut out of one (`.split(' ')[1]`, `.replace('Bearer ', '')`, `.slice(7)`) is still
 * one: a call that nobody describes joins the sources of what it was given. Node gives header names in lower case.
 */
export const headers: TypeEntry = {
  members: {
    authorization: credential,
    'proxy-authorization': credential,
    cookie: credential,
    'x-access-token': credential,
    'x-auth-token': credential,
    'x-authorization': credential,
    'x-refresh-token': credential,
    'x-session-token': credential,
    'x-api-key': credential,
    'api-key': credential,
    apikey: credential,
    token: credential,
    '*': { kind: 'property', value: { kind: 'role', role: 'headers' } },
  },
};

export const cookies: TypeEntry = {
  members: {
    token: credential,
    jwt: credential,
    accessToken: credential,
    access_token: credential,
    authToken: credential,
    auth_token: credential,
    refreshToken: credential,
    refresh_token: credential,
    session: credential,
    sessionId: credential,
    session_id: credential,
    sid: credential,
    'connect.sid': credential,
    '*': requestData,
  },
};
