import { defineStore, type StoreEntry } from '../shape.ts';

/**
 * better-sqlite3 12. Every call is synchronous, so within a process nothing runs between two statements that no `await` separates;
 * other processes may hold the same file. A transaction that read and then finds the file written fails with SQLITE_BUSY, never with a lost update.
 */
export const betterSqlite3: StoreEntry = defineStore({
  name: 'better-sqlite3',
  packages: ['better-sqlite3'],
  reach: 'shared',
  synchronous: true,
  defaultIsolation: 'serializable',
  exports: {
    default: { type: 'DatabaseConstructor' },
  },
  types: {
    DatabaseConstructor: {
      construct: { returns: { kind: 'type', type: 'Database', connection: 'new' } },
      call: { returns: { kind: 'type', type: 'Database', connection: 'new' } },
    },
    Database: {
      holdsTransaction: true,
      declaredAs: ['Database.Database', 'BetterSqlite3.Database'],
      members: {
        prepare: { returns: { kind: 'type', type: 'Statement', sql: '0', connection: 'same' } },
        exec: { effects: [{ kind: 'sql', text: '0', outcome: {} }], returns: { kind: 'receiver' } },
        /** Wraps: nothing runs until the function it gives is called. Promise-returning functions commit at their first `await`. */
        transaction: {
          effects: [{ kind: 'transaction', callback: '0', wraps: true }],
          returns: { kind: 'type', type: 'Transaction', connection: 'same' },
        },
        pragma: {},
        function: { returns: { kind: 'receiver' } },
        close: {},
      },
    },
    Statement: {
      declaredAs: ['Database.Statement', 'BetterSqlite3.Statement'],
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
        bind: { returns: { kind: 'receiver' } },
        pluck: { returns: { kind: 'receiver' } },
        expand: { returns: { kind: 'receiver' } },
        raw: { returns: { kind: 'receiver' } },
        safeIntegers: { returns: { kind: 'receiver' } },
      },
    },
    Transaction: {
      declaredAs: ['Database.Transaction', 'BetterSqlite3.Transaction'],
      call: { effects: [{ kind: 'transaction', callback: 'receiver' }], returns: { kind: 'callback-result' } },
      members: {
        deferred: { effects: [{ kind: 'transaction', callback: 'receiver' }], returns: { kind: 'callback-result' } },
        immediate: {
          effects: [{ kind: 'transaction', callback: 'receiver', exclusive: true }],
          returns: { kind: 'callback-result' },
        },
        exclusive: {
          effects: [{ kind: 'transaction', callback: 'receiver', exclusive: true }],
          returns: { kind: 'callback-result' },
        },
      },
    },
  },
});
