import { defineStore, type Behaviour, type Returns, type StoreEntry } from '../shape.ts';
import { knexBuilder } from './knex-builder.ts';

const builder: Returns = { kind: 'type', type: 'QueryBuilder', resource: '0', connection: 'same' };

/** `knex('orders')` starts as a read of the table. */
const ofTable: Behaviour = {
  effects: [{ kind: 'read', resource: { argument: '0' }, outcome: { '': 'rows' }, many: true }],
  returns: builder,
};

/** The table has no name until `from` or `into` gives it one (`select('*').from('orders')`). */
const withoutTable: Behaviour = {
  effects: [{ kind: 'read', resource: { name: '' }, outcome: { '': 'rows' }, many: true }],
  returns: { kind: 'type', type: 'QueryBuilder', connection: 'same' },
};

/** Awaited it runs a statement, and the result is the driver's own; as a field's value it is a piece of one (`raw('stock - ?', [n])`). */
const raw: Behaviour = {
  effects: [
    {
      kind: 'sql',
      text: '0',
      parameters: '1',
      outcome: { '': 'rows', rows: 'rows', rowCount: 'count', '0': 'rows', '0.affectedRows': 'count' },
    },
  ],
  returns: { kind: 'type', type: 'Raw', sql: '0', connection: 'same' },
};

/** Knex 0.21 to 3. Inside a transaction only what starts from `trx` (or is `transacting(trx)`) takes part. */
export const knex: StoreEntry = defineStore({
  name: 'knex',
  packages: ['knex'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  dialect: {
    primaryKeys: ['id'],
    where: { and: [], or: [], not: [], operators: {} },
    data: { operators: {}, fieldOperators: {} },
  },
  exports: {
    default: { type: 'Factory' },
    knex: { type: 'Factory' },
  },
  types: {
    Factory: {
      call: { returns: { kind: 'type', type: 'Knex', connection: 'new' } },
      members: { knex: { returns: { kind: 'type', type: 'Knex', connection: 'new' } } },
    },
    Knex: {
      declaredAs: ['Knex', 'knex.Knex'],
      call: ofTable,
      members: {
        from: ofTable,
        into: ofTable,
        table: ofTable,
        select: withoutTable,
        insert: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: { name: '' },
              data: '0',
              outcome: { '': 'rows' },
              whenMissing: 'nothing',
            },
          ],
          returns: { kind: 'type', type: 'QueryBuilder', connection: 'same' },
        },
        queryBuilder: withoutTable,
        withSchema: withoutTable,
        raw,
        ref: { returns: { kind: 'type', type: 'Raw', sql: '0', connection: 'same' } },
        batchInsert: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: { argument: '0' },
              data: '1',
              outcome: { '': 'rows' },
              whenMissing: 'nothing',
            },
          ],
          returns: { kind: 'outcome' },
        },
        /** `transaction(async (trx) => …, { isolationLevel })`, or `const trx = await transaction()`. */
        transaction: {
          effects: [
            {
              kind: 'transaction',
              callback: '0',
              handle: 0,
              handleType: 'Transaction',
              isolation: ['1.isolationLevel', '0.isolationLevel'],
            },
          ],
          returns: { kind: 'callback-result' },
        },
        transactionProvider: {
          returns: { kind: 'function', effects: [], returns: { kind: 'type', type: 'Transaction', connection: 'new' } },
        },
        on: { returns: { kind: 'receiver' } },
        destroy: {},
        initialize: {},
      },
      recognise: { names: ['knex'], certainty: 'certain' },
    },
    Transaction: {
      declaredAs: ['Knex.Transaction', 'knex.Transaction'],
      extends: ['Knex'],
      inTransaction: true,
      call: ofTable,
      members: {
        commit: { effects: [{ kind: 'commit' }] },
        rollback: { effects: [{ kind: 'rollback' }] },
        /** A savepoint is part of the same transaction. */
        savepoint: {
          effects: [
            {
              kind: 'callback',
              function: '0',
              parameters: [{ kind: 'type', type: 'Transaction', connection: 'same' }],
            },
          ],
          returns: { kind: 'callback-result' },
        },
        isCompleted: {},
      },
    },
    QueryBuilder: knexBuilder,
    Raw: {
      members: {
        transacting: { effects: [{ kind: 'amend', connection: '0' }], returns: { kind: 'receiver' } },
        as: { returns: { kind: 'receiver' } },
        wrap: { returns: { kind: 'receiver' } },
      },
    },
  },
});
