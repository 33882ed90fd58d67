import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/project/gap.ts';
import { describeGaps, listGaps } from '../../src/reporting/describe-gaps.ts';
import { createIncompleteLog } from '../../src/reporting/incomplete-log.ts';

const native = 'Cannot find native binding.';
const head = 'eslint-plugin-atomic-auth: not everything was analysed, and races there are not reported:\n';
const tail = "  settings['atomic-auth'].onIncomplete: 'error' makes a finding of this, 'ignore' silences it.\n";

function size(file: string): Gap {
  return { cause: 'size', file };
}

const sizeText = 'is too large, and was left out as a whole; divide it, or exclude it by `roots`';

describe('the words for what was left out', () => {
  it.each<[Gap, string]>([
    [
      { cause: 'parser', file: '/shop/src/db.ts', detail: native },
      "src/db.ts: not followed, since oxc-parser did not load (Cannot find native binding.) and ESLint's parser for the importing file does not read it; install the optional dependencies",
    ],
    [
      { cause: 'resolver', file: '/shop/src/app.ts', detail: `\`#db\`: ${native}` },
      'src/app.ts: an import was not followed, since oxc-resolver did not load (`#db`: Cannot find native binding.); install the optional dependencies',
    ],
    [
      { cause: 'exception', file: '/elsewhere/a.ts', detail: 'x is not a function' },
      "/elsewhere/a.ts: ended in an exception of the plugin's own (x is not a function); please report it",
    ],
    [{ cause: 'nesting', file: '/shop/deep.js' }, 'deep.js: not followed, since it is nested too deeply to be parsed'],
    [
      { cause: 'budget', file: '/shop/a.ts', line: 12 },
      'a.ts:12: takes more than 20000 steps, and calls after those were not followed; divide it, or exclude the file by `roots`',
    ],
    [
      { cause: 'roots', file: '/shop/a.ts' },
      'a.ts: has more than 400 handlers and exported functions, and the others were left out; divide it, or exclude it by `roots`',
    ],
    [size('/shop/a.ts'), `a.ts: ${sizeText}`],
  ])('are of one line: %j', (gap, line) => {
    expect(listGaps([gap], '/shop')).toEqual([line]);
  });

  it('name three of many, each once', () => {
    const gaps = ['a', 'a', 'b', 'c', 'd', 'e'].map((name) => size(`/shop/${name}.ts`));
    expect(describeGaps(gaps, '/shop')).toBe(
      `\`a.ts\`: ${sizeText}; \`b.ts\`: ${sizeText}; \`c.ts\`: ${sizeText}; and 2 more`,
    );
    expect(describeGaps(gaps.slice(0, 2), '/shop')).toBe(`\`a.ts\`: ${sizeText}`);
  });
});

describe('the warning at the end', () => {
  it('is none where all was analysed', () => {
    const log = createIncompleteLog();
    expect(log.render()).toBeUndefined();
    log.note('/shop/a.ts', [], '/shop');
    expect(log.render()).toBeUndefined();
  });

  it('names a file once that several files rest on', () => {
    const log = createIncompleteLog();
    for (const file of ['/shop/b.ts', '/shop/a.ts']) log.note(file, [size('/shop/db.ts'), size(file)], '/shop');
    expect(log.render()).toBe(`${head}  a.ts: ${sizeText}\n  b.ts: ${sizeText}\n  db.ts: ${sizeText}\n${tail}`);
  });

  it('forgets a file that was repaired', () => {
    const log = createIncompleteLog();
    log.note('/shop/a.ts', [size('/shop/a.ts')], '/shop');
    log.note('/shop/a.ts', [], '/shop');
    expect(log.render()).toBeUndefined();
  });

  it('shows ten and counts the others', () => {
    const log = createIncompleteLog();
    for (let index = 10; index < 25; index++)
      log.note(`/shop/${String(index)}.ts`, [size(`/shop/${String(index)}.ts`)], '/shop');
    const lines = log.render()?.split('\n');
    expect(lines).toHaveLength(14);
    expect(lines?.slice(10, 12)).toEqual([`  19.ts: ${sizeText}`, '  … and 5 more']);
  });

  it('keeps no more than a thousand, of a server that lives for days', () => {
    const log = createIncompleteLog();
    for (let index = 0; index < 1_005; index++)
      log.note(`/shop/${String(index)}.ts`, [size(`/shop/${String(index)}.ts`)], '/shop');
    expect(log.render()).toContain('\n  … and more than 990 more\n');
  });
});
