import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';
import { open, params } from './requests.ts';

/** Loaders and actions of Remix 2 and of React Router 7 as a framework. */

const answer: Behaviour = { effects: [{ kind: 'respond' }] };

export const remix: FrameworkEntry = defineFramework({
  name: 'remix',
  packages: [
    'react-router',
    '@remix-run/node',
    '@remix-run/cloudflare',
    '@remix-run/deno',
    '@remix-run/server-runtime',
  ],
  exports: {
    redirect: answer,
    redirectDocument: answer,
    json: answer,
    data: answer,
    ActionFunctionArgs: { type: 'Arguments' },
    LoaderFunctionArgs: { type: 'Arguments' },
  },
  types: {
    Arguments: {
      declaredAs: ['ActionFunctionArgs', 'LoaderFunctionArgs', 'ActionArgs', 'LoaderArgs', 'DataFunctionArgs'],
      members: { request: { kind: 'property', value: { kind: 'type', type: 'web/Request' } }, params, context: open },
    },
  },
  handlerParameters: ['Arguments'],
  handlerParameterNames: [],
  exportedHandlers: [{ names: ['action', 'loader'], imports: ['react-router', '@remix-run/*', './+types/*'] }],
});
