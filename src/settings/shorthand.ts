/** `transactions` and `locks` as the catalog entries they stand for. */
import { defineLock, defineStore } from '../catalog/shape.ts';
import type { ArgumentPath, Behaviour, CatalogEntry, LockEntry, StoreEntry } from '../catalog/shape.ts';
import type { ArgumentPosition, LockFunction, TransactionFunction } from './user-settings.ts';

const nothing = { packages: [], exports: {}, types: {} };

/** One entry for each function, since an isolation level is its store's. */
export function createTransactionEntry(given: string | TransactionFunction): StoreEntry {
  const { name, isolation, ...rest } = toTransaction(given);
  return defineStore({
    ...nothing,
    name: `transactions:${name}`,
    reach: 'shared',
    ...(isolation === undefined ? {} : { defaultIsolation: isolation }),
    functions: { [name]: createTransaction(rest) },
  });
}

/** The store a transaction is one of, as far as its handle says: there its statements can be told from others. */
export function findTransactionStore(
  given: string | TransactionFunction,
  entries: readonly CatalogEntry[],
): StoreEntry | undefined {
  const { handleType, isolation } = toTransaction(given);
  if (handleType === undefined || isolation !== undefined) return undefined;
  return entries.find(
    (entry): entry is StoreEntry => entry.kind === 'store' && handleType.startsWith(`${entry.name}/`),
  );
}

/** The entry with functions of other entries, such as those of `createTransactionEntry`. */
export function addFunctions(entry: CatalogEntry, others: readonly CatalogEntry[]): CatalogEntry {
  if (others.length === 0) return entry;
  return {
    ...entry,
    functions: Object.fromEntries([entry, ...others].flatMap(({ functions }) => Object.entries(functions ?? {}))),
  };
}

export function createLockEntry(given: string | LockFunction): LockEntry {
  const { name, reach = 'shared', key, callback }: LockFunction = typeof given === 'string' ? { name: given } : given;
  return defineLock({
    ...nothing,
    name: `locks:${name}`,
    functions: {
      [name]: {
        effects: [
          { kind: 'lock', reach, callback: toPath(callback), ...(key === undefined ? {} : { key: toPath(key) }) },
        ],
        returns: { kind: 'callback-result' },
      },
    },
  });
}

function toTransaction(given: string | TransactionFunction): TransactionFunction {
  return typeof given === 'string' ? { name: given } : given;
}

function createTransaction({
  callback,
  handle,
  handleType,
}: Omit<TransactionFunction, 'name' | 'isolation'>): Behaviour {
  return {
    effects: [
      {
        kind: 'transaction',
        callback: toPath(callback),
        ...(handle === undefined ? {} : { handle }),
        ...(handleType === undefined ? {} : { handleType }),
      },
    ],
    returns: { kind: 'callback-result' },
  };
}

function toPath(position: ArgumentPosition = 'last'): ArgumentPath {
  return String(position);
}
