import { describe, expect, it } from 'vitest';
import { ADVISORY_LOCK_FUNCTIONS } from '../../../src/catalog/locks/advisory-sql.ts';
import { asyncLock } from '../../../src/catalog/locks/async-lock.ts';
import { asyncMutex } from '../../../src/catalog/locks/async-mutex.ts';
import { pLimit, pQueue } from '../../../src/catalog/locks/limiters.ts';
import { properLockfile } from '../../../src/catalog/locks/proper-lockfile.ts';
import { redisSemaphore } from '../../../src/catalog/locks/redis-semaphore.ts';
import { redlock } from '../../../src/catalog/locks/redlock.ts';
import { findMissingNames, type MethodCheck } from '../check-methods.ts';
import { findDanglingTypes } from '../frameworks/find-dangling-types.ts';

// Version 5's manifest does not lead to its own types, and @types/redlock describes version 4.
const redlock4 = "import('../../node_modules/@types/redlock/index.d.ts')";
const redlock5 = "import('../../node_modules/redlock/dist/index.d.ts')";

describe('what the locks name exists', () => {
  it.each<MethodCheck>([
    {
      entry: asyncMutex,
      module: 'async-mutex',
      types: {
        Module: "typeof import('async-mutex')",
        MutexConstructor: "typeof import('async-mutex').Mutex",
        SemaphoreConstructor: "typeof import('async-mutex').Semaphore",
        Mutex: "import('async-mutex').Mutex",
        Semaphore: "import('async-mutex').Semaphore",
        CountingSemaphore: "import('async-mutex').Semaphore",
      },
    },
    {
      entry: redisSemaphore,
      module: 'redis-semaphore',
      types: {
        Module: "typeof import('redis-semaphore')",
        MutexConstructor: "typeof import('redis-semaphore').Mutex",
        Mutex: "import('redis-semaphore').Mutex",
      },
    },
    {
      entry: asyncLock,
      module: 'async-lock',
      types: { AsyncLockConstructor: "typeof import('async-lock')", AsyncLock: "import('async-lock')" },
    },
    { entry: properLockfile, module: 'proper-lockfile', types: { Lockfile: "typeof import('proper-lockfile')" } },
    {
      entry: pLimit,
      module: 'p-limit',
      types: { ExclusiveLimit: "import('p-limit').LimitFunction", Limit: "import('p-limit').LimitFunction" },
    },
    {
      entry: pQueue,
      module: 'p-queue',
      types: {
        QueueConstructor: "typeof import('p-queue').default",
        ExclusiveQueue: "import('p-queue').default",
        Queue: "import('p-queue').default",
      },
    },
  ])('$entry.name', (check) => {
    expect(findMissingNames(check)).toEqual([]);
  });

  it('redlock 4', () => {
    expect(
      findMissingNames({
        entry: redlock,
        module: undefined,
        types: { RedlockConstructor: `typeof ${redlock4}`, Redlock: redlock4, Lock: `${redlock4}.Lock` },
        removed: { RedlockConstructor: ['default'], Redlock: ['using'], Lock: ['release'] },
      }),
    ).toEqual([]);
  });

  it('redlock 5', () => {
    expect(
      findMissingNames({
        entry: redlock,
        module: undefined,
        types: {
          RedlockConstructor: `typeof ${redlock5}.default & Pick<typeof ${redlock5}, 'default'>`,
          Redlock: `${redlock5}.default`,
          Lock: `${redlock5}.Lock`,
        },
        removed: { Redlock: ['lock', 'unlock'], Lock: ['unlock'] },
      }),
    ).toEqual([]);
  });

  it.each([asyncMutex, redlock, redisSemaphore, asyncLock, properLockfile, pLimit, pQueue])(
    '$name refers to no type it does not have',
    (entry) => {
      expect(findDanglingTypes(entry, [])).toEqual([]);
    },
  );
});

describe('reach', () => {
  it('is the process for what lives in its memory', () => {
    expect(asyncMutex.types['Mutex']?.members?.['runExclusive']).toEqual({
      effects: [{ kind: 'lock', reach: 'process', key: 'receiver', callback: '0' }],
      returns: { kind: 'callback-result' },
    });
    expect(asyncLock.types['AsyncLock']?.members?.['acquire']).toEqual({
      effects: [{ kind: 'lock', reach: 'process', key: '0', callback: '1' }],
      returns: { kind: 'callback-result' },
    });
  });

  it('is shared for what lives in Redis or the file system', () => {
    expect(redlock.types['Redlock']?.members?.['using']).toEqual({
      effects: [{ kind: 'lock', reach: 'shared', key: '0', callback: 'last' }],
      returns: { kind: 'callback-result' },
    });
    expect(redisSemaphore.types['Mutex']?.members?.['acquire']).toEqual({
      effects: [{ kind: 'lock', reach: 'shared', key: 'receiver' }],
    });
    expect(properLockfile.exports['lock']).toEqual({
      effects: [{ kind: 'lock', reach: 'shared', key: '0' }],
      returns: { kind: 'function', effects: [{ kind: 'unlock' }] },
    });
  });
});

describe('release', () => {
  it('is a method of redlock and of its lock, in both versions', () => {
    const unlock = { effects: [{ kind: 'unlock' }] };
    for (const type of ['Redlock', 'Lock']) {
      expect(redlock.types[type]?.members?.['release']).toEqual(unlock);
      expect(redlock.types[type]?.members?.['unlock']).toEqual(unlock);
    }
    expect(redlock.types['Redlock']?.members?.['acquire']).toMatchObject({ returns: { kind: 'type', type: 'Lock' } });
  });

  it('is what acquiring a mutex gives, and the second thing acquiring a semaphore gives', () => {
    const release = { kind: 'function', effects: [{ kind: 'unlock' }] };
    expect(asyncMutex.types['Mutex']?.members?.['acquire']).toMatchObject({ returns: release });
    expect(asyncMutex.types['Semaphore']?.members?.['acquire']).toMatchObject({
      returns: { kind: 'list', elements: [{ kind: 'unknown' }, release] },
    });
  });
});

describe('a concurrency of one', () => {
  it('excludes, more does not', () => {
    expect(asyncMutex.types['SemaphoreConstructor']?.construct).toEqual({
      provided: { argument: '0', is: 1 },
      returns: { kind: 'type', type: 'Semaphore' },
      otherwise: { returns: { kind: 'type', type: 'CountingSemaphore' } },
    });
    expect(pLimit.types['ExclusiveLimit']?.call?.effects).toEqual([
      { kind: 'lock', reach: 'process', key: 'receiver', callback: '0' },
    ]);
    expect(pLimit.types['Limit']?.call?.effects).toEqual([{ kind: 'callback', function: '0', parameters: [] }]);
    expect(pQueue.types['QueueConstructor']?.construct?.provided).toEqual({ argument: '0.concurrency', is: 1 });
    expect(pQueue.types['Queue']?.members?.['add']).toEqual({
      effects: [{ kind: 'callback', function: '0', parameters: [] }],
      returns: { kind: 'callback-result' },
    });
  });
});

describe('advisory locks', () => {
  it('are held by the transaction or by the session', () => {
    const held = Object.fromEntries(ADVISORY_LOCK_FUNCTIONS.map((lock) => [lock.name, lock.held]));
    expect(held).toEqual({
      pg_advisory_lock: 'session',
      pg_advisory_lock_shared: 'session',
      pg_try_advisory_lock: 'session',
      pg_try_advisory_lock_shared: 'session',
      pg_advisory_xact_lock: 'transaction',
      pg_advisory_xact_lock_shared: 'transaction',
      pg_try_advisory_xact_lock: 'transaction',
      pg_try_advisory_xact_lock_shared: 'transaction',
      get_lock: 'session',
      sp_getapplock: 'transaction',
      'dbms_lock.request': 'session',
    });
  });

  it('keep others out unless they are shared', () => {
    for (const lock of ADVISORY_LOCK_FUNCTIONS)
      expect([lock.name, lock.exclusive]).toEqual([lock.name, !lock.name.endsWith('_shared')]);
  });

  it('answer with a result where they do not wait for ever', () => {
    expect(ADVISORY_LOCK_FUNCTIONS.filter((lock) => lock.answers === 'always').map((lock) => lock.name)).toEqual([
      'pg_advisory_lock',
      'pg_advisory_lock_shared',
      'pg_advisory_xact_lock',
      'pg_advisory_xact_lock_shared',
    ]);
  });

  it('are given back by hand only where the transaction does not do it', () => {
    for (const lock of ADVISORY_LOCK_FUNCTIONS.filter((candidate) => candidate.engine === 'postgresql'))
      expect([lock.name, lock.unlock.length > 0]).toEqual([lock.name, lock.held === 'session']);
  });
});
