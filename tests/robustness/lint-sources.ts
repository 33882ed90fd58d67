/** Lints the sources that the development dependencies ship, in batches that a runner can time. */

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSourceFiles } from '../../bench/find-source-files.mjs';
import { root } from '../architecture/source-files.ts';
import { createVerify } from './linter.ts';
import type { Verify } from './linter.ts';

const batchSize = 100;

export interface SourceSelection {
  readonly title: string;
  readonly names: RegExp;
  /** How many at most, evenly chosen. */
  readonly limit: number;
  /** Fewer than this, and the selection no longer shows anything. */
  readonly atLeast: number;
  /** Seconds of processor time that our rules may add to linting any of them. */
  readonly ownSeconds?: number;
}

type Outcome =
  { readonly kind: 'parsed' } | { readonly kind: 'broken' } | { readonly kind: 'failed'; readonly reason: string };

function measure(verify: Verify, text: string, file: string): number {
  const start = process.cpuUsage();
  verify(text, file);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** What our rules take of a file: the least of three times, since whatever else runs only makes it more. */
function measureOwn(verify: Verify, verifyAlone: Verify, file: string): number {
  const text = readFileSync(file, 'utf8');
  return Math.min(...[1, 2, 3].map(() => measure(verify, text, file) - measure(verifyAlone, text, file)));
}

/** Exceptions become reasons, so that one run shows every file that makes the analysis throw. */
function lintFile(verify: Verify, file: string): Outcome {
  try {
    const messages = verify(readFileSync(file, 'utf8'), file);
    if (messages.every(({ fatal }) => fatal !== true)) return { kind: 'parsed' };
    return messages.length === 1
      ? { kind: 'broken' }
      : { kind: 'failed', reason: `${file}: reports beside a syntax error` };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Defines the tests: no file makes a rule throw, and next to a syntax error nothing of ours is said. */
export function describeSources({ title, names, limit, atLeast, ownSeconds = Infinity }: SourceSelection): void {
  const files = findSourceFiles([join(root, 'node_modules')], {
    limit,
    insideDependencies: true,
    names,
  });
  const batches = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, index) =>
    files.slice(index * batchSize, (index + 1) * batchSize),
  );
  const verify = createVerify();
  const verifyAlone = createVerify({ withRules: false });
  let parsed = 0;
  /** A file that took no more as a whole needs no closer look. */
  const isSlow = (file: string, seconds: number): boolean =>
    seconds > ownSeconds && measureOwn(verify, verifyAlone, file) > ownSeconds;

  describe(title, () => {
    it.each(batches.map((batch, index) => ({ batch, index, first: relative(root, batch[0] ?? '') })))(
      'batch $index, from $first',
      { timeout: 120_000 },
      ({ batch }) => {
        const failures = batch.flatMap((file) => {
          const start = process.cpuUsage();
          const outcome = lintFile(verify, file);
          const { user, system } = process.cpuUsage(start);
          if (outcome.kind === 'parsed') parsed++;
          if (isSlow(file, (user + system) / 1e6)) return [`${file}: more than ${String(ownSeconds)} s of ours`];
          return outcome.kind === 'failed' ? [outcome.reason] : [];
        });
        expect(failures).toEqual([]);
      },
    );

    it('are enough of them, and nearly all parse', () => {
      expect(files.length).toBeGreaterThanOrEqual(atLeast);
      expect(parsed / files.length).toBeGreaterThan(0.97);
    });
  });
}
