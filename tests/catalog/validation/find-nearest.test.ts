import { expect, it } from 'vitest';
import { findNearest } from '../../../src/catalog/validation/find-nearest.ts';

it.each([
  ['lock', ['locks', 'roots'], 'locks'],
  ['loks', ['locks', 'roots'], 'locks'],
  ['lcoks', ['locks', 'roots'], 'locks'],
  ['LOCKS', ['locks', 'roots'], 'locks'],
  ['autentication', ['authorization', 'authentication'], 'authentication'],
  ['wirte', ['read', 'write'], 'write'],
  ['ids', ['is', 'it'], 'is'],
])('finds what %s means among %j', (word, candidates, nearest) => {
  expect(findNearest(word, candidates)).toBe(nearest);
});

it.each([
  ['tables', ['locks', 'roots']],
  ['x', ['roots']],
  ['', ['roots']],
  ['roots', []],
])('finds nothing for %s among %j', (word, candidates) => {
  expect(findNearest(word, candidates)).toBeUndefined();
});
