import { describe, expect, it } from 'vitest';
import { defineStore, type StoreEntry } from '../../src/catalog/shape.ts';
import { findMissingNames } from './check-methods.ts';

const entry: StoreEntry = defineStore({
  name: 'pg',
  packages: ['pg'],
  reach: 'shared',
  exports: { Pool: { type: 'PoolConstructor' }, Swimmer: { type: 'Pool' } },
  types: {
    PoolConstructor: { construct: {}, call: {} },
    Pool: { members: { query: {}, inquire: {}, '*': {} } },
    Client: { members: { query: {} } },
    Marker: {},
  },
});

describe('findMissingNames', () => {
  it('reports exports, members and signatures the package does not have', () => {
    const missing = findMissingNames({
      entry,
      module: 'pg',
      types: { PoolConstructor: "typeof import('pg').Pool", Pool: "import('pg').Pool", Client: "import('pg').Client" },
    });
    expect(missing).toStrictEqual([
      'exports.Swimmer does not exist',
      'PoolConstructor.call does not exist',
      'Pool.inquire does not exist',
    ]);
  });

  it('accepts what older versions had, and only that', () => {
    const missing = findMissingNames({
      entry,
      module: 'pg',
      types: { Pool: "import('pg').Pool", Client: "import('pg').Client" },
      unchecked: { PoolConstructor: 'for the test' },
      removed: { exports: ['Swimmer'], Pool: ['inquire', 'query'], Client: ['end'] },
    });
    expect(missing).toStrictEqual(['Pool.query was not removed', 'Client.end is not in the entry']);
  });

  it('takes nothing for granted of types that do not resolve', () => {
    const missing = findMissingNames({
      entry,
      module: 'no-such-package',
      types: { PoolConstructor: "typeof import('pg').NoSuchName", Pool: "import('pg').NoSuchName", Swimmer: 'object' },
    });
    expect(missing).toStrictEqual([
      'module no-such-package was not found',
      'Swimmer is not a type of the entry',
      'PoolConstructor has no type to be compared with',
      'Pool has no type to be compared with',
      'Client has no type to be compared with',
    ]);
  });
});
