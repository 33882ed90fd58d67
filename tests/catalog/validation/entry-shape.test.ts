import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { findShapeFaults } from '../../../src/catalog/validation/data-shape.ts';
import { entryShape } from '../../../src/catalog/validation/entry-shape.ts';

describe('the shape of entries', () => {
  it.each(catalog.map((entry) => [entry.name, entry] as const))('fits %s', (name, entry) => {
    expect(findShapeFaults(entry, entryShape, name)).toStrictEqual([]);
  });
});
