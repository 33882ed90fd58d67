import { defineStore, type Property, type StoreEntry } from '../shape.ts';
import { connected, database, queries, task, transaction } from './pg-promise-queries.ts';

const property = (type: string): Property => ({ kind: 'property', value: { kind: 'type', type } });
const level = (value: string): Property => ({ kind: 'property', value: { kind: 'constant', value } });

/** The root of the library and what initialising it gives have the same helpers. */
const shared = {
  as: property('Formatting'),
  txMode: property('TransactionModes'),
  PreparedStatement: property('PreparedStatementConstructor'),
  ParameterizedQuery: property('PreparedStatementConstructor'),
  QueryFile: property('QueryFileConstructor'),
} as const;

/** pg-promise 10 to 12. A database runs each query on whichever connection is free; tasks and transactions have one of their own. */
export const pgPromise: StoreEntry = defineStore({
  name: 'pg-promise',
  packages: ['pg-promise'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  exports: {
    default: { type: 'Library' },
  },
  types: {
    Library: { call: { returns: { kind: 'type', type: 'Main' } }, members: shared },
    Main: {
      declaredAs: ['IMain', 'pgPromise.IMain'],
      call: { returns: { kind: 'type', type: 'Database', connection: 'new' } },
      members: { ...shared, helpers: property('Helpers'), end: {} },
    },
    Queries: queries,
    Database: database,
    Connected: connected,
    Task: task,
    Transaction: transaction,
    TransactionModes: {
      members: {
        TransactionMode: property('TransactionModeConstructor'),
        isolationLevel: property('IsolationLevels'),
      },
    },
    /** Of a mode only its level matters. */
    TransactionModeConstructor: { construct: { returns: { kind: 'argument', at: '0.tiLevel' } } },
    IsolationLevels: {
      members: {
        serializable: level('serializable'),
        repeatableRead: level('repeatable read'),
        readCommitted: level('read committed'),
      },
    },
    PreparedStatementConstructor: { construct: { returns: { kind: 'argument', at: '0' } } },
    QueryFileConstructor: { construct: {} },
    Formatting: {
      members: {
        format: { returns: { kind: 'type', type: 'Statement', sql: '0', parameters: '1' } },
        name: { returns: { kind: 'argument', at: '0' } },
        alias: { returns: { kind: 'argument', at: '0' } },
      },
    },
    Helpers: {
      members: {
        ColumnSet: property('ColumnSetConstructor'),
        TableName: property('TableNameConstructor'),
        insert: {
          returns: {
            kind: 'statement',
            type: 'Statement',
            operation: 'insert',
            table: ['2.table', '2', '1'],
            data: '0',
            columns: '1',
          },
        },
        update: {
          returns: {
            kind: 'statement',
            type: 'Statement',
            operation: 'update',
            table: ['2.table', '2', '1'],
            data: '0',
            columns: '1',
          },
        },
        concat: {},
        values: {},
        sets: {},
      },
    },
    ColumnSetConstructor: {
      construct: { returns: { kind: 'type', type: 'ColumnSet', resource: ['1.table.table', '1.table'] } },
    },
    ColumnSet: { members: { extend: { returns: { kind: 'receiver' } }, merge: { returns: { kind: 'receiver' } } } },
    TableNameConstructor: { construct: { returns: { kind: 'type', type: 'TableName', resource: ['0.table', '0'] } } },
    TableName: { members: { table: { kind: 'property', value: { kind: 'receiver' } } } },
    /** SQL in the making: a text, whatever is replaced or trimmed in it. */
    Statement: {
      members: { replace: { returns: { kind: 'receiver' } }, trim: { returns: { kind: 'receiver' } } },
    },
  },
});
