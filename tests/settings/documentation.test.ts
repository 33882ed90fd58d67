import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { findReports } from './lint.ts';
import { readExamples, readExpected, runConfig } from './read-documentation.ts';

const examples = ['settings.md', 'teaching.md'].flatMap(readExamples);
const sound = examples.filter(({ errors }) => errors.length === 0);

function withoutSettings(configs: readonly Linter.Config[]): readonly Linter.Config[] {
  return configs.map((config) => Object.fromEntries(Object.entries(config).filter(([key]) => key !== 'settings')));
}

describe('the documentation', () => {
  it('has configs with and without code', () => {
    expect(sound.filter(({ code }) => code.length > 0)).toHaveLength(10);
    expect(sound.filter(({ code }) => code.length === 0)).toHaveLength(8);
  });

  it.each(sound)('gives settings that are accepted: $title', ({ config }) => {
    expect(findReports('export const answer = 42;\n', runConfig(config))).toStrictEqual([]);
  });

  it.each(sound.filter(({ code }) => code.length > 0))('says what is reported: $title', ({ config, code }) => {
    const configs = runConfig(config);
    for (const text of code) {
      expect(findReports(text, configs).toSorted()).toStrictEqual(readExpected(text, 'with').toSorted());
      expect(findReports(text, withoutSettings(configs)).toSorted()).toStrictEqual(
        readExpected(text, 'without').toSorted(),
      );
      expect(readExpected(text, 'with').join()).not.toBe(readExpected(text, 'without').join());
    }
  });

  it.each(examples.filter(({ errors }) => errors.length > 0))(
    'shows the error as it is: $title',
    ({ config, errors }) => {
      for (const error of errors)
        expect(() => findReports('export const answer = 42;\n', runConfig(config))).toThrow(error);
    },
  );
});
