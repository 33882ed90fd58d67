import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';
import { body, identity, open, session } from './requests.ts';

/**
 * tRPC 10 and 11.
 *
 * Procedures are built in steps, each of which gives another builder: what is used on one holds for those made from it.
 * Middleware adds to the context by what it hands to `next`.
 */

const builder: Behaviour = { returns: { kind: 'receiver' } };
const handles = (method: string): Behaviour => ({ effects: [{ kind: 'route', method, handlers: 'last' }] });
const handsOn: Behaviour = { returns: { kind: 'argument', at: '0' } };
const create: Behaviour = { returns: { kind: 'type', type: 'Tools', connection: 'new' } };

export const trpc: FrameworkEntry = defineFramework({
  name: 'trpc',
  packages: ['@trpc/server'],
  exports: { initTRPC: { type: 'Setup' } },
  types: {
    Setup: { members: { context: builder, meta: builder, create } },
    Tools: {
      members: {
        procedure: { kind: 'property', value: { kind: 'type', type: 'Procedure', connection: 'new' } },
        middleware: handsOn,
      },
    },
    Procedure: {
      members: {
        input: builder,
        output: builder,
        meta: builder,
        use: {
          effects: [{ kind: 'middleware', handlers: '0', onResult: true }],
          returns: { kind: 'type', type: 'Procedure', connection: 'new' },
        },
        query: handles('get'),
        mutation: handles('post'),
        subscription: handles('get'),
      },
      // For projects whose own files are not found: what they call their procedures.
      recognise: {
        names: [
          'procedure',
          'publicprocedure',
          'protectedprocedure',
          'privateprocedure',
          'authedprocedure',
          'authenticatedprocedure',
          'adminprocedure',
        ],
        methodArguments: {
          input: { first: 'callable' },
          use: { first: 'callable' },
          query: { last: 'function' },
          mutation: { last: 'function' },
        },
        certainty: 'certain',
      },
    },
    Options: {
      members: {
        ctx: { kind: 'property', value: { kind: 'type', type: 'Context' } },
        input: body,
        rawInput: body,
        next: { effects: [{ kind: 'assign', target: 'receiver.ctx', data: '0.ctx' }, { kind: 'next' }] },
      },
    },
    /** What a request's context holds is the project's own; who calls is known by what it is called. */
    Context: { members: { user: identity, userId: identity, auth: identity, session, '*': open } },
  },
  handlerParameters: ['Options'],
  handlerParameterNames: [],
});
