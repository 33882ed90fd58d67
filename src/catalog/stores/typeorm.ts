import { defineStore, type Behaviour, type Dialect, type StoreEntry } from '../shape.ts';
import { typeormBuilder } from './typeorm-builder.ts';
import { typeormManager, typeormRepository } from './typeorm-repository.ts';

/** Conditions of a field are made by functions, which evaluate to records of the operators below. */
const dialect: Dialect = {
  primaryKeys: ['id', 'uuid', '_id'],
  where: {
    and: [],
    or: [],
    not: [],
    listsAreAlternatives: true,
    operators: {
      Equal: '=',
      Not: '!=',
      MoreThan: '>',
      MoreThanOrEqual: '>=',
      LessThan: '<',
      LessThanOrEqual: '<=',
      In: 'in',
      Any: 'in',
      Between: 'between',
      Like: 'like',
      ILike: 'like',
      IsNull: 'exists',
      // What the statement computes, and conditions put together.
      Raw: 'column',
      ArrayContains: 'contains',
    },
  },
  data: { operators: {}, fieldOperators: {}, functionsAreSql: true },
};

function operator(name: string): Behaviour {
  return { returns: { kind: 'record', fields: { [name]: { kind: 'argument', at: '0' } } } };
}

const transaction: Behaviour = {
  effects: [{ kind: 'transaction', callback: 'last', handle: 0, handleType: 'EntityManager', isolation: '0' }],
  returns: { kind: 'callback-result' },
};

/**
 * TypeORM 0.2 to 1.1. `save()` of an entity reads the row again and writes the columns that differ, without a condition on what was read
 * before: it loses updates. A version column is raised by it and compared by nobody.
 */
export const typeorm: StoreEntry = defineStore({
  name: 'typeorm',
  packages: ['typeorm'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  dialect,
  exports: {
    Repository: { type: 'RepositoryConstructor' },
    DataSource: { type: 'DataSourceConstructor' },
    BaseEntity: { type: 'ActiveRecord' },
    Equal: operator('Equal'),
    Not: operator('Not'),
    MoreThan: operator('MoreThan'),
    MoreThanOrEqual: operator('MoreThanOrEqual'),
    LessThan: operator('LessThan'),
    LessThanOrEqual: operator('LessThanOrEqual'),
    In: operator('In'),
    Any: operator('Any'),
    Between: operator('Between'),
    Like: operator('Like'),
    ILike: operator('ILike'),
    IsNull: operator('IsNull'),
    Raw: operator('Raw'),
    ArrayContains: operator('ArrayContains'),
    And: operator('Raw'),
    Or: operator('Raw'),
  },
  types: {
    DataSourceConstructor: { construct: { returns: { kind: 'type', type: 'DataSource', connection: 'new' } } },
    DataSource: {
      declaredAs: ['DataSource', 'Connection'],
      members: {
        transaction,
        query: {
          effects: [{ kind: 'sql', text: '0', parameters: '1', outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        manager: { kind: 'property', value: { kind: 'type', type: 'EntityManager', connection: 'same' } },
        getRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
        getTreeRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
        getMongoRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
        createQueryRunner: { returns: { kind: 'type', type: 'QueryRunner', connection: 'new' } },
        createEntityManager: { returns: { kind: 'type', type: 'EntityManager', connection: 'same' } },
        createQueryBuilder: {
          effects: [{ kind: 'read', resource: { argument: '0' }, outcome: { '': 'rows' }, many: true }],
          returns: { kind: 'type', type: 'QueryBuilder', resource: '0', connection: 'same' },
        },
        initialize: { returns: { kind: 'receiver' } },
        destroy: {},
      },
    },
    /** One connection; `manager` runs on it, and so in its transaction. */
    QueryRunner: {
      declaredAs: ['QueryRunner'],
      holdsTransaction: true,
      members: {
        connect: {},
        startTransaction: { effects: [{ kind: 'begin', isolation: '0' }] },
        commitTransaction: { effects: [{ kind: 'commit' }] },
        rollbackTransaction: { effects: [{ kind: 'rollback' }] },
        release: {},
        query: {
          effects: [{ kind: 'sql', text: '0', parameters: '1', outcome: { '': 'rows' } }],
          returns: { kind: 'outcome' },
        },
        manager: { kind: 'property', value: { kind: 'type', type: 'EntityManager', connection: 'same' } },
      },
    },
    RepositoryConstructor: {
      construct: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'new' } },
    },
    Repository: typeormRepository,
    EntityManager: typeormManager,
    /** The manager that is injected runs outside of any transaction. */
    OuterManager: { extends: ['EntityManager'], rows: 'Row' },
    QueryBuilder: typeormBuilder,
    /** An entity class that is its own repository: `class User extends BaseEntity`. */
    ActiveRecord: {
      extends: ['Repository'],
      rows: 'Row',
      construct: { returns: { kind: 'type', type: 'Row', resource: 'receiver' } },
    },
    Row: {
      entity: {
        saves: 'changed',
        atomicArrayMethods: [],
        arrayAssignmentIsVersioned: false,
        primaryKeys: ['id', 'uuid', '_id'],
      },
      members: {
        save: { effects: [{ kind: 'save' }], returns: { kind: 'receiver' } },
        remove: { effects: [{ kind: 'remove' }], returns: { kind: 'receiver' } },
        softRemove: { effects: [{ kind: 'remove' }], returns: { kind: 'receiver' } },
        recover: { effects: [{ kind: 'save' }], returns: { kind: 'receiver' } },
        reload: {
          effects: [{ kind: 'read', resource: 'receiver', outcome: { '': 'row' }, whenMissing: 'throws' }],
          returns: { kind: 'outcome' },
        },
        hasId: {},
      },
    },
  },
});
