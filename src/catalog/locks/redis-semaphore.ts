import { defineLock, type Behaviour, type LockEntry } from '../shape.ts';

/**
 * redis-semaphore 5: `new Mutex(client, key)` is a lock in Redis, which all processes share. The key is the constructor's
 * second argument, which the mutex remembers as the resource it stands for.
 */

const lock: Behaviour = { effects: [{ kind: 'lock', reach: 'shared', key: 'receiver' }] };
const unlock: Behaviour = { effects: [{ kind: 'unlock' }] };
const makesMutex: Behaviour = { returns: { kind: 'type', type: 'Mutex', resource: '1' } };

export const redisSemaphore: LockEntry = defineLock({
  name: 'redis-semaphore',
  packages: ['redis-semaphore'],
  exports: {
    '*': { type: 'Module' },
    Mutex: { type: 'MutexConstructor' },
    RedlockMutex: { type: 'MutexConstructor' },
  },
  types: {
    Module: {
      members: {
        Mutex: { kind: 'property', value: { kind: 'type', type: 'MutexConstructor' } },
        RedlockMutex: { kind: 'property', value: { kind: 'type', type: 'MutexConstructor' } },
      },
    },
    MutexConstructor: { construct: makesMutex },
    // `tryAcquire` says whether it got the lock; what follows is guarded by that.
    Mutex: { members: { acquire: lock, tryAcquire: lock, release: unlock } },
  },
});
