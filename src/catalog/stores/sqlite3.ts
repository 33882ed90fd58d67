import { defineStore, type Effect, type StoreEntry } from '../shape.ts';

/** `(error, row or rows) => …`. */
const withResult: Effect = {
  kind: 'callback',
  function: 'last',
  parameters: [{ kind: 'unknown' }, { kind: 'outcome' }],
};

/** `function (error) { this.changes }`. */
const withChanges: Effect = {
  kind: 'callback',
  function: 'last',
  parameters: [{ kind: 'unknown' }],
  self: { kind: 'outcome' },
};

const withError: Effect = { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] };

const runsNow: Effect = { kind: 'callback', function: '0', parameters: [] };

/** sqlite3 5 and 6: callbacks only. One handle is one connection, shared by every request that uses it. */
export const sqlite3: StoreEntry = defineStore({
  name: 'sqlite3',
  packages: ['sqlite3'],
  reach: 'shared',
  defaultIsolation: 'serializable',
  exports: {
    default: { type: 'Module' },
    Database: { type: 'DatabaseConstructor' },
    cached: { type: 'Cached' },
    verbose: { returns: { kind: 'type', type: 'Module' } },
  },
  types: {
    Module: {
      members: {
        Database: { kind: 'property', value: { kind: 'type', type: 'DatabaseConstructor' } },
        cached: { kind: 'property', value: { kind: 'type', type: 'Cached' } },
        verbose: { returns: { kind: 'type', type: 'Module' } },
      },
    },
    Cached: { members: { Database: { returns: { kind: 'type', type: 'Database', connection: 'new' } } } },
    DatabaseConstructor: { construct: { returns: { kind: 'type', type: 'Database', connection: 'new' } } },
    Database: {
      holdsTransaction: true,
      declaredAs: ['sqlite3.Database'],
      members: {
        get: {
          effects: [{ kind: 'sql', text: '0', parameters: 'rest:1', outcome: { '': 'row' } }, withResult],
          returns: { kind: 'receiver' },
        },
        all: {
          effects: [{ kind: 'sql', text: '0', parameters: 'rest:1', outcome: { '': 'rows' } }, withResult],
          returns: { kind: 'receiver' },
        },
        each: {
          effects: [
            { kind: 'sql', text: '0', parameters: 'rest:1', outcome: { '': 'row' } },
            { ...withResult, loops: true },
          ],
          returns: { kind: 'receiver' },
        },
        run: {
          effects: [{ kind: 'sql', text: '0', parameters: 'rest:1', outcome: { changes: 'count' } }, withChanges],
          returns: { kind: 'receiver' },
        },
        exec: { effects: [{ kind: 'sql', text: '0', outcome: {} }, withError], returns: { kind: 'receiver' } },
        prepare: { returns: { kind: 'type', type: 'Statement', sql: '0', connection: 'same' } },
        serialize: { effects: [runsNow] },
        parallelize: { effects: [runsNow] },
        configure: {},
        on: {},
        close: {},
      },
    },
    Statement: {
      declaredAs: ['sqlite3.Statement'],
      members: {
        get: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'row' } }, withResult],
          returns: { kind: 'receiver' },
        },
        all: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'rows' } }, withResult],
          returns: { kind: 'receiver' },
        },
        each: {
          effects: [
            { kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { '': 'row' } },
            { ...withResult, loops: true },
          ],
          returns: { kind: 'receiver' },
        },
        run: {
          effects: [{ kind: 'sql', text: 'receiver', parameters: 'rest', outcome: { changes: 'count' } }, withChanges],
          returns: { kind: 'receiver' },
        },
        bind: { returns: { kind: 'receiver' } },
        reset: { returns: { kind: 'receiver' } },
        finalize: {},
      },
    },
  },
});
