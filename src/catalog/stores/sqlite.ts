import { defineStore, type StoreEntry } from '../shape.ts';

/** The promise wrapper `sqlite` 5 around sqlite3. One handle is one connection, shared by every request that uses it. */
export const sqlite: StoreEntry = defineStore({
  name: 'sqlite',
  packages: ['sqlite'],
  reach: 'shared',
  defaultIsolation: 'serializable',
  exports: {
    default: { type: 'Module' },
    open: { returns: { kind: 'type', type: 'Database', connection: 'new' } },
    Database: { type: 'DatabaseConstructor' },
  },
  types: {
    Module: {
      members: {
        open: { returns: { kind: 'type', type: 'Database', connection: 'new' } },
        Database: { kind: 'property', value: { kind: 'type', type: 'DatabaseConstructor' } },
      },
    },
    DatabaseConstructor: { construct: { returns: { kind: 'type', type: 'Database', connection: 'new' } } },
    Database: {
      holdsTransaction: true,
      declaredAs: ['Database', 'sqlite.Database'],
      members: {
        get: {
          effects: [{ kind: 'sql', text: ['0.sql', '0'], parameters: ['0.values', 'rest:1'], outcome: { '': 'row' } }],
          returns: { kind: 'outcome' },
        },
        all: {
          effects: [{ kind: 'sql', text: ['0.sql', '0'], parameters: ['0.values', 'rest:1'], outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        run: {
          effects: [
            { kind: 'sql', text: ['0.sql', '0'], parameters: ['0.values', 'rest:1'], outcome: { changes: 'count' } },
          ],
          returns: { kind: 'outcome' },
        },
        each: {
          effects: [
            { kind: 'sql', text: ['0.sql', '0'], parameters: ['0.values', 'rest:1'], outcome: { '': 'row' } },
            { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'outcome' }], loops: true },
          ],
        },
        exec: { effects: [{ kind: 'sql', text: ['0.sql', '0'], outcome: {} }] },
        prepare: { returns: { kind: 'type', type: 'Statement', sql: '0', connection: 'same' } },
        configure: {},
        migrate: {},
        open: {},
        close: {},
        on: {},
      },
    },
    Statement: {
      declaredAs: ['sqlite.Statement'],
      members: {
        get: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'row' } }],
          returns: { kind: 'outcome' },
        },
        all: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        run: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { changes: 'count' } }],
          returns: { kind: 'outcome' },
        },
        bind: {},
        reset: {},
        finalize: {},
      },
    },
  },
});
