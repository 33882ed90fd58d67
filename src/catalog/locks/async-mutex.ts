import { defineLock, type Behaviour, type LockEntry } from '../shape.ts';

/**
 * async-mutex 0.3 to 0.5: locks of one process. The lock is the object itself, so one made per call keeps nobody out.
 * A semaphore excludes only where it was made with 1.
 */

const unlock: Behaviour = { effects: [{ kind: 'unlock' }] };
const runExclusive: Behaviour = {
  effects: [{ kind: 'lock', reach: 'process', key: 'receiver', callback: '0' }],
  returns: { kind: 'callback-result' },
};
const same: Behaviour = { returns: { kind: 'argument', at: '0' } };
const runs: Behaviour = {
  effects: [{ kind: 'callback', function: '0', parameters: [{ kind: 'unknown' }] }],
  returns: { kind: 'callback-result' },
};

export const asyncMutex: LockEntry = defineLock({
  name: 'async-mutex',
  packages: ['async-mutex'],
  exports: {
    '*': { type: 'Module' },
    Mutex: { type: 'MutexConstructor' },
    Semaphore: { type: 'SemaphoreConstructor' },
    withTimeout: same,
    tryAcquire: same,
  },
  types: {
    Module: {
      members: {
        Mutex: { kind: 'property', value: { kind: 'type', type: 'MutexConstructor' } },
        Semaphore: { kind: 'property', value: { kind: 'type', type: 'SemaphoreConstructor' } },
        withTimeout: same,
        tryAcquire: same,
      },
    },
    MutexConstructor: { construct: { returns: { kind: 'type', type: 'Mutex' } } },
    SemaphoreConstructor: {
      construct: {
        provided: { argument: '0', is: 1 },
        returns: { kind: 'type', type: 'Semaphore' },
        otherwise: { returns: { kind: 'type', type: 'CountingSemaphore' } },
      },
    },
    Mutex: {
      declaredAs: ['Mutex', 'MutexInterface'],
      members: {
        runExclusive,
        acquire: {
          effects: [{ kind: 'lock', reach: 'process', key: 'receiver' }],
          returns: { kind: 'function', effects: [{ kind: 'unlock' }] },
        },
        release: unlock,
      },
      recognise: { methods: ['runExclusive'], certainty: 'certain' },
    },
    // A mutex of unknown origin might as well be a shared one.
    MutexByName: {
      extends: ['Mutex'],
      recognise: { names: ['mutex', 'lock', 'asyncmutex', 'mutexlock'], certainty: 'possible' },
    },
    Semaphore: {
      members: {
        runExclusive,
        acquire: {
          effects: [{ kind: 'lock', reach: 'process', key: 'receiver' }],
          returns: {
            kind: 'list',
            elements: [{ kind: 'unknown' }, { kind: 'function', effects: [{ kind: 'unlock' }] }],
          },
        },
        release: unlock,
      },
    },
    /** Made with more than 1, or with a number nobody can see: it limits, it does not exclude. */
    CountingSemaphore: {
      declaredAs: ['Semaphore', 'SemaphoreInterface'],
      members: { runExclusive: runs, acquire: {}, release: {} },
    },
  },
});
