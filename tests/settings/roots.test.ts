import { describe, expect, it } from 'vitest';
import { createRoots } from '../../src/settings/roots.ts';
import type { RootPatterns } from '../../src/settings/roots.ts';

function isReachable(file: string, patterns: RootPatterns = {}): boolean {
  return createRoots(patterns).isReachable(file, ['/repo', '/repo/packages/api']);
}

describe('roots', () => {
  it('are what paths say where nothing is set', () => {
    expect(isReachable('/repo/packages/api/src/orders.ts')).toBe(true);
    expect(isReachable('/repo/packages/api/scripts/orders.ts')).toBe(false);
    expect(isReachable('/repo/packages/api/src/orders.test.ts')).toBe(false);
  });

  it('leave out what is excluded, from either folder', () => {
    expect(isReachable('/repo/packages/api/src/sync/run.ts', { exclude: ['src/sync/**'] })).toBe(false);
    expect(isReachable('/repo/packages/api/src/sync/run.ts', { exclude: ['packages/*/src/sync/**'] })).toBe(false);
    expect(isReachable('/repo/packages/api/src/orders.ts', { exclude: ['src/sync/**'] })).toBe(true);
  });

  it('take in what is included, whatever its path says', () => {
    expect(isReachable('/repo/packages/api/scripts/rpc.ts', { include: ['scripts/rpc.ts'] })).toBe(true);
    expect(isReachable('/repo/packages/api/scripts/other.ts', { include: ['scripts/rpc.ts'] })).toBe(false);
  });

  it('exclude what is in both lists', () => {
    expect(isReachable('/repo/packages/api/src/orders.ts', { include: ['src/**'], exclude: ['src/orders.ts'] })).toBe(
      false,
    );
  });

  it('say nothing of files outside the folders', () => {
    expect(isReachable('/elsewhere/scripts/a.ts', { include: ['**'] })).toBe(false);
    expect(isReachable('/elsewhere/src/a.ts', { exclude: ['**'] })).toBe(true);
  });
});
