import { defineStore, type StoreEntry } from '../shape.ts';

/** Node's own SQLite module (Node 22.5 and later): synchronous, as better-sqlite3 is, without a transaction function. */
export const nodeSqlite: StoreEntry = defineStore({
  name: 'node-sqlite',
  packages: ['node:sqlite'],
  reach: 'shared',
  synchronous: true,
  defaultIsolation: 'serializable',
  exports: {
    default: { type: 'Module' },
    DatabaseSync: { type: 'DatabaseConstructor' },
  },
  types: {
    Module: { members: { DatabaseSync: { kind: 'property', value: { kind: 'type', type: 'DatabaseConstructor' } } } },
    DatabaseConstructor: { construct: { returns: { kind: 'type', type: 'DatabaseSync', connection: 'new' } } },
    DatabaseSync: {
      holdsTransaction: true,
      declaredAs: ['DatabaseSync', 'sqlite.DatabaseSync'],
      members: {
        prepare: { returns: { kind: 'type', type: 'StatementSync', sql: '0', connection: 'same' } },
        exec: { effects: [{ kind: 'sql', text: '0', outcome: {} }] },
        open: {},
        close: {},
      },
    },
    StatementSync: {
      declaredAs: ['StatementSync', 'sqlite.StatementSync'],
      members: {
        get: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'row' } }],
          returns: { kind: 'outcome' },
        },
        all: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        iterate: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        run: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { changes: 'count' } }],
          returns: { kind: 'outcome' },
        },
        setReadBigInts: {},
        setAllowBareNamedParameters: {},
      },
    },
  },
});
