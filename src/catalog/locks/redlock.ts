import { defineLock, type Behaviour, type LockEntry } from '../shape.ts';

/**
 * redlock 4 (`@types/redlock` 4.0) and 5 (5.0.0-beta.2), and the fork @sesamecare-oss/redlock 1: locks in Redis, which all
 * processes share. Version 4 has `lock`/`unlock` beside `acquire`/`release`, and Node callbacks; version 5 has `using`.
 * The lock runs out after its time to live, whatever the holder is still doing.
 */

const acquire: Behaviour = {
  effects: [
    { kind: 'lock', reach: 'shared', key: '0' },
    { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'type', type: 'Lock' }] },
  ],
  returns: { kind: 'type', type: 'Lock' },
};
const release: Behaviour = { effects: [{ kind: 'unlock' }] };
const extend: Behaviour = { returns: { kind: 'type', type: 'Lock' } };

export const redlock: LockEntry = defineLock({
  name: 'redlock',
  packages: ['redlock', '@sesamecare-oss/redlock'],
  exports: {
    default: { type: 'RedlockConstructor' },
    '*': { type: 'RedlockConstructor' },
    Redlock: { type: 'RedlockConstructor' },
    Lock: { type: 'Lock' },
  },
  types: {
    RedlockConstructor: {
      construct: { returns: { kind: 'type', type: 'Redlock' } },
      members: { default: { kind: 'property', value: { kind: 'type', type: 'RedlockConstructor' } } },
    },
    Redlock: {
      declaredAs: ['Redlock'],
      members: {
        using: {
          effects: [{ kind: 'lock', reach: 'shared', key: '0', callback: 'last' }],
          returns: { kind: 'callback-result' },
        },
        acquire,
        lock: acquire,
        release,
        unlock: release,
        extend,
      },
      recognise: { names: ['redlock'], certainty: 'certain' },
    },
    Lock: { declaredAs: ['Lock'], members: { release, unlock: release, extend } },
  },
});
