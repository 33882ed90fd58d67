import { defineFramework, type Behaviour, type FrameworkEntry, type TypeEntry } from '../shape.ts';

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

const nodeStorage: TypeEntry = {
  declaredAs: ['AsyncLocalStorage'],
  members: {
    run: {
      effects: [{ kind: 'ambient', value: '0', callback: '1', passed: 'rest:2' }],
      returns: { kind: 'callback-result' },
    },
    exit: { effects: [{ kind: 'ambient', callback: '0', passed: 'rest:1' }], returns: { kind: 'callback-result' } },
    enterWith: { effects: [{ kind: 'ambient', value: '0' }] },
    getStore: { returns: { kind: 'ambient' } },
    disable: { effects: [{ kind: 'ambient' }] },
  },
};

/** What is put into a storage is there for everything that runs below, across suspensions. */
export const nodeAsyncHooks: FrameworkEntry = defineFramework({
  name: 'node:async_hooks',
  packages: ['node:async_hooks', 'async_hooks'],
  exports: {
    default: { type: 'AsyncHooks' },
    '*': { type: 'AsyncHooks' },
    AsyncLocalStorage: { type: 'AsyncLocalStorageConstructor' },
  },
  types: {
    AsyncHooks: {
      members: {
        AsyncLocalStorage: { kind: 'property', value: { kind: 'type', type: 'AsyncLocalStorageConstructor' } },
      },
    },
    AsyncLocalStorageConstructor: {
      construct: { returns: { kind: 'type', type: 'AsyncLocalStorage', connection: 'new' } },
    },
    AsyncLocalStorage: nodeStorage,
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
