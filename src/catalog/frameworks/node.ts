import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';

/** Node's own modules that wrap functions or run them later (`@types/node` 20). No framework; it has no handlers. */

// A promisified function is called without its callback, and then gives what the callback would have got.
const handsOn: Behaviour = { returns: { kind: 'argument', at: '0' } };
const runsLater: Behaviour = { effects: [{ kind: 'callback', function: '0', parameters: [], when: 'later' }] };

export const nodeUtil: FrameworkEntry = defineFramework({
  name: 'node:util',
  packages: ['node:util', 'util'],
  exports: {
    default: { type: 'Util' },
    '*': { type: 'Util' },
    promisify: handsOn,
    callbackify: handsOn,
    deprecate: handsOn,
  },
  types: {
    Util: { members: { promisify: handsOn, callbackify: handsOn, deprecate: handsOn } },
  },
  handlerParameters: [],
  handlerParameterNames: [],
});

export const nodeProcess: FrameworkEntry = defineFramework({
  name: 'node:process',
  packages: ['node:process', 'process'],
  exports: { default: { type: 'Process' }, '*': { type: 'Process' }, nextTick: runsLater },
  globals: { process: { type: 'Process' } },
  types: {
    // The environment is one for all requests: nothing of it comes from a client.
    Process: { members: { nextTick: runsLater, env: { kind: 'property', value: { kind: 'unknown' } } } },
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
