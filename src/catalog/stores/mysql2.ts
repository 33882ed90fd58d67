import { defineStore, type Behaviour, type StoreEntry } from '../shape.ts';

/**
 * `query(sql, values)`, `query({ sql, values })`, and either with `(error, result) => …` last. The result itself is given as well, for code that wraps
 * the method in `util.promisify`. `affectedRows` counts the rows that matched: the drivers connect with FOUND_ROWS.
 */
const queryWithCallback: Behaviour = {
  effects: [
    {
      kind: 'sql',
      text: ['0.sql', '0'],
      parameters: ['0.values', '1'],
      outcome: { '': 'rows', affectedRows: 'count', changedRows: 'count' },
    },
    { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'outcome' }] },
  ],
  returns: { kind: 'outcome' },
};

const getConnectionWithCallback: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: 'last',
      parameters: [{ kind: 'unknown' }, { kind: 'type', type: 'PoolConnection', connection: 'new' }],
    },
  ],
  returns: { kind: 'type', type: 'PoolConnection', connection: 'new' },
};

/** The callback interface of mysql2 3, which is also that of mysql 2. */
export const mysql2: StoreEntry = defineStore({
  name: 'mysql2',
  packages: ['mysql2', 'mysql'],
  reach: 'shared',
  defaultIsolation: 'repeatable read',
  exports: {
    default: { type: 'Module' },
    createPool: { returns: { kind: 'type', type: 'Pool', connection: 'new' } },
    createConnection: { returns: { kind: 'type', type: 'Connection', connection: 'new' } },
    createPoolCluster: { returns: { kind: 'type', type: 'PoolCluster', connection: 'new' } },
  },
  types: {
    Module: {
      members: {
        createPool: { returns: { kind: 'type', type: 'Pool', connection: 'new' } },
        createConnection: { returns: { kind: 'type', type: 'Connection', connection: 'new' } },
        createPoolCluster: { returns: { kind: 'type', type: 'PoolCluster', connection: 'new' } },
        escape: { returns: { kind: 'argument', at: '0' } },
        format: { returns: { kind: 'argument', at: '0' } },
      },
    },
    Pool: {
      declaredAs: ['mysql.Pool', 'mysql2.Pool'],
      members: {
        query: queryWithCallback,
        execute: queryWithCallback,
        getConnection: getConnectionWithCallback,
        promise: { returns: { kind: 'type', type: 'mysql2-promise/Pool', connection: 'same' } },
        releaseConnection: {},
        on: {},
        end: {},
      },
      recognise: { names: ['mysqlpool'], certainty: 'possible' },
    },
    Connection: {
      holdsTransaction: true,
      declaredAs: ['mysql.Connection', 'mysql2.Connection'],
      members: {
        query: queryWithCallback,
        execute: queryWithCallback,
        beginTransaction: {
          effects: [{ kind: 'begin' }, { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }],
        },
        commit: {
          effects: [{ kind: 'commit' }, { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }],
        },
        rollback: {
          effects: [{ kind: 'rollback' }, { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }],
        },
        promise: { returns: { kind: 'type', type: 'mysql2-promise/Connection', connection: 'same' } },
        connect: { effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }] }] },
        on: {},
        end: {},
        destroy: {},
      },
    },
    PoolConnection: {
      holdsTransaction: true,
      declaredAs: ['mysql.PoolConnection', 'mysql2.PoolConnection'],
      extends: ['Connection'],
      members: {
        promise: { returns: { kind: 'type', type: 'mysql2-promise/PoolConnection', connection: 'same' } },
        release: {},
      },
    },
    PoolCluster: {
      members: {
        getConnection: getConnectionWithCallback,
        of: { returns: { kind: 'type', type: 'PoolNamespace', connection: 'same' } },
        add: {},
        on: {},
        end: {},
      },
    },
    PoolNamespace: {
      members: { query: queryWithCallback, execute: queryWithCallback, getConnection: getConnectionWithCallback },
    },
  },
});

const query: Behaviour = {
  effects: [
    {
      kind: 'sql',
      text: ['0.sql', '0'],
      parameters: ['0.values', '1'],
      outcome: { '0': 'rows', '0.affectedRows': 'count', '0.changedRows': 'count' },
    },
  ],
  returns: { kind: 'outcome' },
};

const getConnection: Behaviour = { returns: { kind: 'type', type: 'PoolConnection', connection: 'new' } };

/** The promise interface of mysql2 3: results are `[rows or header, fields]`. */
export const mysql2Promise: StoreEntry = defineStore({
  name: 'mysql2-promise',
  packages: ['mysql2/promise', 'mysql2/promise.js'],
  reach: 'shared',
  defaultIsolation: 'repeatable read',
  exports: {
    default: { type: 'Module' },
    createPool: { returns: { kind: 'type', type: 'Pool', connection: 'new' } },
    createConnection: { returns: { kind: 'type', type: 'Connection', connection: 'new' } },
    createPoolCluster: { returns: { kind: 'type', type: 'PoolCluster', connection: 'new' } },
  },
  types: {
    Module: {
      members: {
        createPool: { returns: { kind: 'type', type: 'Pool', connection: 'new' } },
        createConnection: { returns: { kind: 'type', type: 'Connection', connection: 'new' } },
        createPoolCluster: { returns: { kind: 'type', type: 'PoolCluster', connection: 'new' } },
      },
    },
    Pool: {
      members: { query, execute: query, getConnection, releaseConnection: {}, on: {}, end: {} },
    },
    Connection: {
      holdsTransaction: true,
      declaredAs: ['Connection'],
      members: {
        query,
        execute: query,
        beginTransaction: { effects: [{ kind: 'begin' }] },
        commit: { effects: [{ kind: 'commit' }] },
        rollback: { effects: [{ kind: 'rollback' }] },
        prepare: { returns: { kind: 'type', type: 'PreparedStatement', sql: '0', connection: 'same' } },
        connect: {},
        end: {},
        destroy: {},
      },
    },
    PoolConnection: {
      holdsTransaction: true,
      declaredAs: ['PoolConnection'],
      extends: ['Connection'],
      members: { release: {} },
    },
    PreparedStatement: {
      declaredAs: ['PreparedStatementInfo'],
      members: {
        execute: {
          effects: [
            { kind: 'sql', text: 'receiver', parameters: '0', outcome: { '0': 'rows', '0.affectedRows': 'count' } },
          ],
          returns: { kind: 'outcome' },
        },
        close: {},
      },
    },
    PoolCluster: {
      members: {
        getConnection,
        of: { returns: { kind: 'type', type: 'PoolNamespace', connection: 'same' } },
        add: {},
        on: {},
        end: {},
      },
    },
    PoolNamespace: { members: { query, execute: query, getConnection } },
  },
});
