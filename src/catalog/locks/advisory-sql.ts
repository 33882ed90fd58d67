/**
 * Locks that a SQL function takes: `SELECT pg_advisory_xact_lock($1)`. All processes of the database share them; none guards
 * a row by itself, so every writer has to ask for the same key.
 */
export interface AdvisoryLockFunction {
  /** In lower case, without a schema. */
  readonly name: string;
  readonly engine: 'postgresql' | 'mysql' | 'sqlserver' | 'oracle';
  /** Held until the transaction ends, or until it is given back or the connection closes. */
  readonly held: 'transaction' | 'session';
  /** Whether it waits for the lock. Otherwise, or with a time limit, its result says whether it was got. */
  readonly answers: 'always' | 'result';
  /** Whether it keeps out other holders; a shared lock does not. */
  readonly exclusive: boolean;
  /** How many leading arguments make the key; names in `keyNames` where they are passed by name. */
  readonly keys: number;
  readonly keyNames?: readonly string[];
  /** The functions that give it back before the session ends; empty where only the end of the transaction does. */
  readonly unlock: readonly string[];
}

/** PostgreSQL 18, chapter 9.28.10. A key is one bigint or two integers. */
const postgresql: readonly AdvisoryLockFunction[] = [
  {
    name: 'pg_advisory_lock',
    engine: 'postgresql',
    held: 'session',
    answers: 'always',
    exclusive: true,
    keys: 2,
    unlock: ['pg_advisory_unlock', 'pg_advisory_unlock_all'],
  },
  {
    name: 'pg_advisory_lock_shared',
    engine: 'postgresql',
    held: 'session',
    answers: 'always',
    exclusive: false,
    keys: 2,
    unlock: ['pg_advisory_unlock_shared', 'pg_advisory_unlock_all'],
  },
  {
    name: 'pg_try_advisory_lock',
    engine: 'postgresql',
    held: 'session',
    answers: 'result',
    exclusive: true,
    keys: 2,
    unlock: ['pg_advisory_unlock', 'pg_advisory_unlock_all'],
  },
  {
    name: 'pg_try_advisory_lock_shared',
    engine: 'postgresql',
    held: 'session',
    answers: 'result',
    exclusive: false,
    keys: 2,
    unlock: ['pg_advisory_unlock_shared', 'pg_advisory_unlock_all'],
  },
  {
    name: 'pg_advisory_xact_lock',
    engine: 'postgresql',
    held: 'transaction',
    answers: 'always',
    exclusive: true,
    keys: 2,
    unlock: [],
  },
  {
    name: 'pg_advisory_xact_lock_shared',
    engine: 'postgresql',
    held: 'transaction',
    answers: 'always',
    exclusive: false,
    keys: 2,
    unlock: [],
  },
  {
    name: 'pg_try_advisory_xact_lock',
    engine: 'postgresql',
    held: 'transaction',
    answers: 'result',
    exclusive: true,
    keys: 2,
    unlock: [],
  },
  {
    name: 'pg_try_advisory_xact_lock_shared',
    engine: 'postgresql',
    held: 'transaction',
    answers: 'result',
    exclusive: false,
    keys: 2,
    unlock: [],
  },
];

/** Name, then a time limit: 1 when got, 0 when it ran out, NULL on an error. MariaDB has the same. */
const mysql: readonly AdvisoryLockFunction[] = [
  {
    name: 'get_lock',
    engine: 'mysql',
    held: 'session',
    answers: 'result',
    exclusive: true,
    keys: 1,
    unlock: ['release_lock', 'release_all_locks'],
  },
];

/** A procedure. Its owner is the transaction unless `@LockOwner = 'Session'`; a negative return means the lock was not got. */
const sqlserver: readonly AdvisoryLockFunction[] = [
  {
    name: 'sp_getapplock',
    engine: 'sqlserver',
    held: 'transaction',
    answers: 'result',
    exclusive: true,
    keys: 1,
    keyNames: ['@resource'],
    unlock: ['sp_releaseapplock'],
  },
];

/** Handle, mode (6: exclusive), time limit: 0 when got. Held by the session unless `release_on_commit`. */
const oracle: readonly AdvisoryLockFunction[] = [
  {
    name: 'dbms_lock.request',
    engine: 'oracle',
    held: 'session',
    answers: 'result',
    exclusive: true,
    keys: 1,
    keyNames: ['id', 'lockhandle'],
    unlock: ['dbms_lock.release'],
  },
];

export const ADVISORY_LOCK_FUNCTIONS: readonly AdvisoryLockFunction[] = [
  ...postgresql,
  ...mysql,
  ...sqlserver,
  ...oracle,
];
