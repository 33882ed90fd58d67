import { defineStore, type Behaviour, type StoreEntry } from '../shape.ts';

/** A result is the list of rows with `count` on it: rows returned by a read, rows affected by a write. */
const outcome = { '': 'rows', count: 'count' } as const;

/** sql`…`. Called as a plain function (`sql(values)`) it only makes a fragment, which is no statement. */
const tagged: Behaviour = { effects: [{ kind: 'sql', text: '0', outcome }], returns: { kind: 'outcome' } };

/** postgres.js 3. `begin` hands the callback its own `sql`; the outer one runs outside the transaction. */
export const postgres: StoreEntry = defineStore({
  name: 'postgres',
  packages: ['postgres'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  exports: {
    default: { returns: { kind: 'type', type: 'Sql', connection: 'new' } },
  },
  types: {
    Sql: {
      declaredAs: ['postgres.Sql', 'Sql'],
      extends: ['Queries'],
      call: tagged,
      members: {
        /** `begin(callback)`, or `begin('isolation level serializable', callback)`. */
        begin: {
          effects: [{ kind: 'transaction', callback: 'last', handle: 0, handleType: 'TransactionSql', isolation: '0' }],
          returns: { kind: 'callback-result' },
        },
        reserve: { returns: { kind: 'type', type: 'ReservedSql', connection: 'new' } },
        listen: { effects: [{ kind: 'callback', function: '1', parameters: [{ kind: 'unknown' }], when: 'later' }] },
        end: {},
      },
    },
    TransactionSql: {
      declaredAs: ['postgres.TransactionSql', 'TransactionSql'],
      extends: ['Queries'],
      inTransaction: true,
      call: tagged,
      members: {
        /** A savepoint has its own `sql` in the same transaction. */
        savepoint: {
          effects: [
            {
              kind: 'callback',
              function: 'last',
              parameters: [{ kind: 'type', type: 'TransactionSql', connection: 'same' }],
            },
          ],
          returns: { kind: 'callback-result' },
        },
      },
    },
    ReservedSql: {
      holdsTransaction: true,
      declaredAs: ['postgres.ReservedSql', 'ReservedSql'],
      extends: ['Sql'],
      call: tagged,
      members: { release: {} },
    },
    Queries: {
      members: {
        unsafe: { effects: [{ kind: 'sql', text: '0', parameters: '1', outcome }], returns: { kind: 'outcome' } },
        notify: {},
        array: { returns: { kind: 'argument', at: '0' } },
        json: { returns: { kind: 'argument', at: '0' } },
      },
    },
  },
});
