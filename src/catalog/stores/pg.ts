import { defineStore, type Behaviour, type StoreEntry } from '../shape.ts';

/** `query(text, values)`, `query({ text, values })`, and either with a callback last. */
const query: Behaviour = {
  effects: [
    { kind: 'sql', text: ['0.text', '0'], parameters: ['0.values', '1'], outcome: { rows: 'rows', rowCount: 'count' } },
    { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'outcome' }] },
  ],
  returns: { kind: 'outcome' },
};

/** node-postgres 8. A pool runs each statement on whichever connection is free; only `connect()` gives one connection to hold a transaction on. */
export const pg: StoreEntry = defineStore({
  name: 'pg',
  packages: ['pg'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  exports: {
    default: { type: 'Module' },
    Pool: { type: 'PoolConstructor' },
    Client: { type: 'ClientConstructor' },
    native: { type: 'Module' },
  },
  types: {
    Module: {
      members: {
        Pool: { kind: 'property', value: { kind: 'type', type: 'PoolConstructor' } },
        Client: { kind: 'property', value: { kind: 'type', type: 'ClientConstructor' } },
        native: { kind: 'property', value: { kind: 'type', type: 'Module' } },
      },
    },
    PoolConstructor: {
      construct: { returns: { kind: 'type', type: 'Pool', connection: 'new' } },
    },
    ClientConstructor: {
      construct: { returns: { kind: 'type', type: 'Client', connection: 'new' } },
    },
    Pool: {
      declaredAs: ['Pool', 'pg.Pool'],
      members: {
        query,
        connect: {
          effects: [
            {
              kind: 'callback',
              function: '0',
              parameters: [
                { kind: 'unknown' },
                { kind: 'type', type: 'PoolClient', connection: 'new' },
                { kind: 'function', effects: [] },
              ],
            },
          ],
          returns: { kind: 'type', type: 'PoolClient', connection: 'new' },
        },
        on: {},
        end: {},
      },
      recognise: { names: ['pool', 'pgpool', 'pg'], certainty: 'possible' },
    },
    /** What @fastify/postgres puts on an application. */
    FastifyPostgres: {
      members: {
        query,
        connect: { returns: { kind: 'type', type: 'PoolClient', connection: 'new' } },
        /** `transact(async (client) => …)`. */
        transact: {
          effects: [{ kind: 'transaction', callback: '0', handle: 0, handleType: 'PoolClient' }],
          returns: { kind: 'callback-result' },
        },
        pool: { kind: 'property', value: { kind: 'type', type: 'Pool', connection: 'same' } },
      },
    },
    Client: {
      holdsTransaction: true,
      declaredAs: ['Client', 'ClientBase', 'pg.Client', 'pg.ClientBase'],
      members: { query, connect: {}, on: {}, end: {} },
    },
    PoolClient: {
      holdsTransaction: true,
      declaredAs: ['PoolClient', 'pg.PoolClient'],
      extends: ['Client'],
      members: { release: {} },
      recognise: { names: ['pgclient', 'poolclient'], certainty: 'possible' },
    },
  },
});
