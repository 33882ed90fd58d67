/** `transactions` and `locks` as the catalog entries they stand for: one for each function, since the isolation is its store's. */
import { defineLock, defineStore } from '../catalog/shape.ts';
import type { ArgumentPath, LockEntry, StoreEntry } from '../catalog/shape.ts';
import type { ArgumentPosition, LockFunction, TransactionFunction } from './user-settings.ts';

const nothing = { packages: [], exports: {}, types: {} };

export function createTransactionEntry(given: string | TransactionFunction): StoreEntry {
  const { name, callback, handle, handleType, isolation }: TransactionFunction = typeof given === 'string' ? { name: given } : given;
  return defineStore({
    ...nothing,
    name: `transactions:${name}`,
    reach: 'shared',
    ...(isolation === undefined ? {} : { defaultIsolation: isolation }),
    functions: {
      [name]: {
        effects: [{ kind: 'transaction', callback: toPath(callback), ...(handle === undefined ? {} : { handle }), ...(handleType === undefined ? {} : { handleType }) }],
        returns: { kind: 'callback-result' },
      },
    },
  });
}

export function createLockEntry(given: string | LockFunction): LockEntry {
  const { name, reach = 'shared', key, callback }: LockFunction = typeof given === 'string' ? { name: given } : given;
  return defineLock({
    ...nothing,
    name: `locks:${name}`,
    functions: { [name]: { effects: [{ kind: 'lock', reach, callback: toPath(callback), ...(key === undefined ? {} : { key: toPath(key) }) }], returns: { kind: 'callback-result' } } },
  });
}

function toPath(position: ArgumentPosition = 'last'): ArgumentPath {
  return String(position);
}
