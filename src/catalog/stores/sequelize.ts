import { defineStore, type Behaviour, type Dialect, type StoreEntry } from '../shape.ts';
import { sequelizeInstance } from './sequelize-instance.ts';
import { modelFolders, sequelizeModel } from './sequelize-model.ts';

/** Operators are symbols used as computed keys, which evaluate to the constants of `Operators` below; `$gte` and the like are their aliases of before version 5. */
const dialect: Dialect = {
  primaryKeys: ['id'],
  where: {
    and: ['Op.and', '$and'],
    or: ['Op.or', '$or'],
    not: ['Op.not', '$not'],
    operators: {
      'Op.eq': '=',
      'Op.ne': '!=',
      'Op.is': '=',
      'Op.not': '!=',
      'Op.gt': '>',
      'Op.gte': '>=',
      'Op.lt': '<',
      'Op.lte': '<=',
      'Op.in': 'in',
      'Op.notIn': 'not in',
      'Op.between': 'between',
      'Op.notBetween': 'not between',
      'Op.like': 'like',
      'Op.notLike': 'not like',
      'Op.iLike': 'like',
      'Op.startsWith': 'like',
      'Op.endsWith': 'like',
      'Op.substring': 'like',
      'Op.contains': 'contains',
      'Op.overlap': 'contains',
      'Op.any': 'in',
      'Op.col': 'column',
      $eq: '=',
      $ne: '!=',
      $not: '!=',
      $gt: '>',
      $gte: '>=',
      $lt: '<',
      $lte: '<=',
      $in: 'in',
      $notIn: 'not in',
      $between: 'between',
      $like: 'like',
    },
  },
  data: { operators: {}, fieldOperators: {} },
};

/** A piece of SQL; as a field's value the statement computes it (`literal('stock - 1')`). */
const fragment: Behaviour = { returns: { kind: 'type', type: 'Fragment', sql: '0' } };

const fragments: Readonly<Record<string, Behaviour>> = {
  literal: fragment,
  fn: fragment,
  col: fragment,
  cast: fragment,
  json: fragment,
  where: fragment,
};

/** Sequelize 4 to 6. Without `{ transaction }` (or CLS) a statement runs outside the transaction, and `lock` without one has no effect. */
export const sequelize: StoreEntry = defineStore({
  name: 'sequelize',
  packages: ['sequelize', 'sequelize-typescript'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  dialect,
  exports: {
    default: { type: 'SequelizeConstructor' },
    Sequelize: { type: 'SequelizeConstructor' },
    Model: { type: 'Model' },
    Op: { type: 'Operators' },
    Transaction: { type: 'TransactionConstructor' },
    ...fragments,
    and: {},
    or: {},
  },
  types: {
    SequelizeConstructor: {
      construct: { returns: { kind: 'type', type: 'Sequelize', connection: 'new' } },
      members: {
        Sequelize: { kind: 'property', value: { kind: 'type', type: 'SequelizeConstructor' } },
        Model: { kind: 'property', value: { kind: 'type', type: 'Model' } },
        Op: { kind: 'property', value: { kind: 'type', type: 'Operators' } },
        Transaction: { kind: 'property', value: { kind: 'type', type: 'TransactionConstructor' } },
        ...fragments,
        and: {},
        or: {},
      },
    },
    Sequelize: {
      declaredAs: ['Sequelize', 'sequelize.Sequelize'],
      members: {
        define: {
          effects: [{ kind: 'schema', definition: '1', options: '2' }],
          returns: { kind: 'type', type: 'Model', resource: '0', connection: 'same' },
        },
        model: { returns: { kind: 'type', type: 'Model', resource: '0', connection: 'same' } },
        models: { kind: 'property', value: { kind: 'type', type: 'Models', connection: 'same' } },
        /** `transaction(async (t) => …)` commits by itself; `const t = await transaction()` is ended by hand. */
        transaction: {
          effects: [
            {
              kind: 'transaction',
              callback: 'last',
              handle: 0,
              handleType: 'Transaction',
              isolation: ['0.isolationLevel', '0'],
            },
          ],
          returns: { kind: 'callback-result' },
        },
        /** With `type: QueryTypes.SELECT` the rows themselves, otherwise `[rows, count or metadata]`. */
        query: {
          effects: [
            {
              kind: 'sql',
              text: ['0.query', '0'],
              parameters: ['1.replacements', '1.bind', '0.values'],
              connection: '1.transaction',
              outcome: { '': 'rows', '0': 'rows', '1': 'count' },
            },
          ],
          returns: { kind: 'outcome' },
        },
        ...fragments,
        and: {},
        or: {},
        Sequelize: { kind: 'property', value: { kind: 'type', type: 'SequelizeConstructor' } },
        authenticate: {},
        sync: {},
        close: {},
      },
      recognise: { names: ['sequelize'], certainty: 'certain' },
    },
    Models: {
      recognise: { names: ['models'], onlyListed: true, certainty: 'possible' },
      members: {
        '*': { kind: 'property', value: { kind: 'type', type: 'Model', resource: 'member', connection: 'same' } },
      },
    },
    Model: sequelizeModel,
    /** Models in variables of any case: the options' `where` is in the place where only Sequelize has it. */
    ModelByShape: {
      definedIn: modelFolders,
      extends: ['Model'],
      rows: 'Instance',
      recognise: {
        methodShapes: {
          update: ['1.where'],
          destroy: ['where'],
          increment: ['1.where'],
          decrement: ['1.where'],
          findOne: ['where'],
          findAll: ['where'],
          count: ['where'],
        },
        certainty: 'certain',
      },
    },
    /** Models found by a capital and methods that many other things have. */
    ModelByName: {
      definedIn: modelFolders,
      extends: ['Model'],
      rows: 'Instance',
      recognise: {
        methods: ['findOne', 'findById', 'create', 'update', 'destroy', 'count', 'upsert', 'increment', 'decrement'],
        capitalised: true,
        onlyListed: true,
        certainty: 'possible',
      },
    },
    Instance: sequelizeInstance,
    Transaction: {
      declaredAs: ['Transaction', 'sequelize.Transaction', 'Sequelize.Transaction'],
      inTransaction: true,
      members: {
        commit: { effects: [{ kind: 'commit' }] },
        rollback: { effects: [{ kind: 'rollback' }] },
        afterCommit: {
          effects: [{ kind: 'callback', function: '0', parameters: [{ kind: 'receiver' }], when: 'later' }],
        },
        LOCK: { kind: 'property', value: { kind: 'type', type: 'Locks' } },
      },
    },
    TransactionConstructor: {
      members: {
        LOCK: { kind: 'property', value: { kind: 'type', type: 'Locks' } },
        ISOLATION_LEVELS: { kind: 'property', value: { kind: 'type', type: 'IsolationLevels' } },
      },
    },
    Locks: {
      members: {
        UPDATE: { kind: 'property', value: { kind: 'constant', value: 'UPDATE' } },
        SHARE: { kind: 'property', value: { kind: 'constant', value: 'SHARE' } },
        KEY_SHARE: { kind: 'property', value: { kind: 'constant', value: 'KEY SHARE' } },
        NO_KEY_UPDATE: { kind: 'property', value: { kind: 'constant', value: 'NO KEY UPDATE' } },
      },
    },
    IsolationLevels: {
      members: {
        READ_UNCOMMITTED: { kind: 'property', value: { kind: 'constant', value: 'READ UNCOMMITTED' } },
        READ_COMMITTED: { kind: 'property', value: { kind: 'constant', value: 'READ COMMITTED' } },
        REPEATABLE_READ: { kind: 'property', value: { kind: 'constant', value: 'REPEATABLE READ' } },
        SERIALIZABLE: { kind: 'property', value: { kind: 'constant', value: 'SERIALIZABLE' } },
      },
    },
    Operators: {
      members: {
        and: { kind: 'property', value: { kind: 'constant', value: 'Op.and' } },
        or: { kind: 'property', value: { kind: 'constant', value: 'Op.or' } },
        not: { kind: 'property', value: { kind: 'constant', value: 'Op.not' } },
        eq: { kind: 'property', value: { kind: 'constant', value: 'Op.eq' } },
        ne: { kind: 'property', value: { kind: 'constant', value: 'Op.ne' } },
        is: { kind: 'property', value: { kind: 'constant', value: 'Op.is' } },
        gt: { kind: 'property', value: { kind: 'constant', value: 'Op.gt' } },
        gte: { kind: 'property', value: { kind: 'constant', value: 'Op.gte' } },
        lt: { kind: 'property', value: { kind: 'constant', value: 'Op.lt' } },
        lte: { kind: 'property', value: { kind: 'constant', value: 'Op.lte' } },
        in: { kind: 'property', value: { kind: 'constant', value: 'Op.in' } },
        notIn: { kind: 'property', value: { kind: 'constant', value: 'Op.notIn' } },
        between: { kind: 'property', value: { kind: 'constant', value: 'Op.between' } },
        notBetween: { kind: 'property', value: { kind: 'constant', value: 'Op.notBetween' } },
        like: { kind: 'property', value: { kind: 'constant', value: 'Op.like' } },
        notLike: { kind: 'property', value: { kind: 'constant', value: 'Op.notLike' } },
        iLike: { kind: 'property', value: { kind: 'constant', value: 'Op.iLike' } },
        startsWith: { kind: 'property', value: { kind: 'constant', value: 'Op.startsWith' } },
        endsWith: { kind: 'property', value: { kind: 'constant', value: 'Op.endsWith' } },
        substring: { kind: 'property', value: { kind: 'constant', value: 'Op.substring' } },
        contains: { kind: 'property', value: { kind: 'constant', value: 'Op.contains' } },
        overlap: { kind: 'property', value: { kind: 'constant', value: 'Op.overlap' } },
        any: { kind: 'property', value: { kind: 'constant', value: 'Op.any' } },
        col: { kind: 'property', value: { kind: 'constant', value: 'Op.col' } },
      },
    },
    Fragment: {},
  },
});
