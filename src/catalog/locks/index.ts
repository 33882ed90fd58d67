import type { LockEntry } from '../shape.ts';
import { asyncLock } from './async-lock.ts';
import { asyncMutex } from './async-mutex.ts';
import { pLimit, pQueue } from './limiters.ts';
import { properLockfile } from './proper-lockfile.ts';
import { redisSemaphore } from './redis-semaphore.ts';
import { redlock } from './redlock.ts';

export const locks: readonly LockEntry[] = [
  asyncMutex,
  redlock,
  redisSemaphore,
  asyncLock,
  properLockfile,
  pLimit,
  pQueue,
];
