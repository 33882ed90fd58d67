import { defineLock, type LockEntry } from '../shape.ts';

/** async-lock 1: a lock of one process, held by key while the function runs (or until it calls the `done` it was given). */
export const asyncLock: LockEntry = defineLock({
  name: 'async-lock',
  packages: ['async-lock'],
  exports: { default: { type: 'AsyncLockConstructor' }, '*': { type: 'AsyncLockConstructor' } },
  types: {
    AsyncLockConstructor: { construct: { returns: { kind: 'type', type: 'AsyncLock' } } },
    AsyncLock: {
      declaredAs: ['AsyncLock'],
      members: {
        acquire: {
          effects: [{ kind: 'lock', reach: 'process', key: '0', callback: '1' }],
          returns: { kind: 'callback-result' },
        },
      },
      recognise: { names: ['asynclock', 'async_lock'], certainty: 'certain' },
    },
  },
});
