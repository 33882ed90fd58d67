import { expect, it } from 'vitest';
import { readSourceFiles } from './source-files.ts';

it('keeps every source file within 400 lines', () => {
  const long = readSourceFiles('src', 'rules')
    .map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`)
    .filter((line) => Number(line.split(': ')[1]) > 400);
  expect(long).toEqual([]);
});
