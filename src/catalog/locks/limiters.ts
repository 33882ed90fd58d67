import { defineLock, type Behaviour, type LockEntry } from '../shape.ts';

/**
 * p-limit 2 to 7 and p-queue 6 to 9: with a concurrency of 1 they are locks of one process, otherwise they only run what they are given.
 */

const excludes: Behaviour = {
  effects: [{ kind: 'lock', reach: 'process', key: 'receiver', callback: '0' }],
  returns: { kind: 'callback-result' },
};
const runs: Behaviour = {
  effects: [{ kind: 'callback', function: '0', parameters: [] }],
  returns: { kind: 'callback-result' },
};
const makesLimit: Behaviour = {
  provided: { argument: '0', is: 1 },
  returns: { kind: 'type', type: 'ExclusiveLimit' },
  otherwise: {
    provided: { argument: '0.concurrency', is: 1 },
    returns: { kind: 'type', type: 'ExclusiveLimit' },
    otherwise: { returns: { kind: 'type', type: 'Limit' } },
  },
};

export const pLimit: LockEntry = defineLock({
  name: 'p-limit',
  packages: ['p-limit'],
  exports: { default: makesLimit, '*': makesLimit },
  types: {
    ExclusiveLimit: { call: excludes },
    Limit: { declaredAs: ['LimitFunction'], call: runs },
  },
});

export const pQueue: LockEntry = defineLock({
  name: 'p-queue',
  packages: ['p-queue'],
  exports: { default: { type: 'QueueConstructor' }, '*': { type: 'QueueConstructor' } },
  types: {
    QueueConstructor: {
      construct: {
        provided: { argument: '0.concurrency', is: 1 },
        returns: { kind: 'type', type: 'ExclusiveQueue' },
        otherwise: { returns: { kind: 'type', type: 'Queue' } },
      },
    },
    ExclusiveQueue: { members: { add: excludes } },
    Queue: { declaredAs: ['PQueue'], members: { add: runs } },
  },
});
