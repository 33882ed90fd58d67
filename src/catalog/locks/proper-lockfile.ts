import { defineLock, type Behaviour, type LockEntry } from '../shape.ts';

/** proper-lockfile 4: a lock file, shared by the processes of one machine (or of one network share). */

const lock: Behaviour = {
  effects: [{ kind: 'lock', reach: 'shared', key: '0' }],
  returns: { kind: 'function', effects: [{ kind: 'unlock' }] },
};
const unlock: Behaviour = { effects: [{ kind: 'unlock' }] };

export const properLockfile: LockEntry = defineLock({
  name: 'proper-lockfile',
  packages: ['proper-lockfile'],
  exports: {
    default: { type: 'Lockfile' },
    '*': { type: 'Lockfile' },
    lock,
    lockSync: lock,
    unlock,
    unlockSync: unlock,
  },
  types: { Lockfile: { members: { lock, lockSync: lock, unlock, unlockSync: unlock } } },
});
