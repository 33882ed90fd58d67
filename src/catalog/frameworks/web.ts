import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';
import { cookies, headers, requestData } from './requests.ts';

/** Requests, forms and queries of the fetch standard, which newer frameworks hand to their handlers (TypeScript's `lib.dom`). Types of other entries have these members too, so that their types are named in full. */

const readsBody: Behaviour = { returns: { kind: 'role', role: 'body' } };
const names: Behaviour = { returns: { kind: 'role', role: 'body', at: '0' } };

export const web: FrameworkEntry = defineFramework({
  name: 'web',
  packages: [],
  exports: {},
  types: {
    Request: {
      members: {
        json: readsBody,
        text: readsBody,
        arrayBuffer: readsBody,
        blob: readsBody,
        body: { kind: 'property', value: { kind: 'role', role: 'body' } },
        formData: { returns: { kind: 'type', type: 'web/FormData', role: 'body' } },
        headers: { kind: 'property', value: { kind: 'type', type: 'web/Headers' } },
        url: requestData,
        clone: { returns: { kind: 'receiver' } },
      },
    },
    FormData: { declaredAs: ['FormData'], members: { get: names, getAll: names, entries: readsBody, has: names } },
    Query: {
      members: {
        get: { returns: { kind: 'role', role: 'query', at: '0' } },
        getAll: { returns: { kind: 'role', role: 'query', at: '0' } },
        has: { returns: { kind: 'role', role: 'query', at: '0' } },
      },
    },
    Headers: { members: { get: { returns: { kind: 'type', type: 'web/HeaderValues', member: '0' } } } },
    HeaderValues: headers,
    CookieValues: cookies,
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
