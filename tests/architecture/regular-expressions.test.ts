import { check } from 'recheck';
import type { Parameters } from 'recheck';
import { afterAll, describe, expect, it } from 'vitest';
import { findWrittenPatterns, makesPatterns, recordMadePatterns } from './regular-expressions.ts';
import type { Pattern } from './regular-expressions.ts';
import { readSourceFiles } from './source-files.ts';

const sources = readSourceFiles('src', 'rules');
const recording = recordMadePatterns();
afterAll(recording.stop);

/**
 * Steps are counted and no time is taken, so that the answer is that of any machine. Texts of 20,000 characters that take 500 steps
 * for each are enough to tell those that take as many as the text is long.
 */
const parameters: Parameters = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  attackLimit: 10_000_000,
  maxAttackStringSize: 20_000,
};

/** What `recheck` holds against a pattern, by automata where it can and else by trying attacks. */
async function findDanger({ source, flags, path }: Pattern): Promise<string | undefined> {
  const found = await check(source, flags, parameters);
  if (found.status === 'safe') return undefined;
  const reason =
    found.status === 'vulnerable' ? `${found.complexity.summary} for ${found.attack.pattern}` : found.error.kind;
  return `${path}: /${source}/${flags} is ${found.status}: ${reason}`;
}

async function findDangers(patterns: readonly Pattern[]): Promise<readonly string[]> {
  const distinct = new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  const found = await Promise.all([...distinct.values()].map(findDanger));
  return found.filter((danger) => danger !== undefined).sort();
}

describe('regular expressions', { timeout: 300_000 }, () => {
  it('that are written out take time in proportion to the text', async () => {
    const patterns = sources.flatMap(findWrittenPatterns);
    expect(patterns.length).toBeGreaterThan(200);
    expect(await findDangers(patterns)).toEqual([]);
  });

  it('that are made of words, constants and the catalog do as well', async () => {
    // Not before the recording: some are made as their files are loaded.
    const { application } = await import('../robustness/application.ts');
    const { createVerify } = await import('../robustness/linter.ts');
    createVerify()(application, 'app.ts');
    const makers = sources.filter(makesPatterns).map(({ path }) => path);
    expect([...new Set(recording.patterns.map(({ path }) => path))].sort()).toEqual(makers);
    expect(await findDangers(recording.patterns)).toEqual([]);
  });

  it.each([
    ['exponential', /(?:\/\/[^\n]*\s*)+$/],
    ['polynomial', /\d*\.?\d+!/],
  ])('that are %s are found', async (complexity, { source, flags }) => {
    const [danger] = await findDangers([{ source, flags, path: 'a.ts' }]);
    expect(danger).toContain(complexity);
  });
});
