import type { Behaviour, OutcomeShape, ReadEffect, TypeEntry, WriteEffect } from '../shape.ts';

/**
 * What a repository and an entity manager can do is the same, but that the manager is told the entity first: all arguments move
 * by one. `UpdateResult.affected` is the count; not every driver gives one.
 */
const affected: OutcomeShape = { affected: 'count' };

interface Owner {
  /** Of the first argument after the entity. */
  readonly at: number;
  readonly resource: ReadEffect['resource'];
}

const repository: Owner = { at: 0, resource: 'receiver' };
const manager: Owner = { at: 1, resource: { argument: '0' } };

/** What `find()` can be told; before 0.3 a record without any of these is conditions (`findOne({ email })`). */
const options: readonly string[] = [
  'where',
  'select',
  'relations',
  'relationLoadStrategy',
  'order',
  'join',
  'lock',
  'skip',
  'take',
  'cache',
  'withDeleted',
  'loadEagerRelations',
  'loadRelationIds',
  'transaction',
  'comment',
];

/** `find({ where, lock })`. A lock needs a transaction; without one the library throws. */
function byOptions({ at, resource }: Owner, outcome: OutcomeShape, more: Partial<ReadEffect> = {}): Behaviour {
  return {
    effects: [
      {
        kind: 'read',
        resource,
        where: `${String(at)}.where`,
        bare: { argument: String(at), options },
        lock: `${String(at)}.lock.mode`,
        outcome,
        ...more,
      },
    ],
  };
}

function byConditions({ at, resource }: Owner, outcome: OutcomeShape, more: Partial<ReadEffect> = {}): Behaviour {
  return { effects: [{ kind: 'read', resource, where: String(at), outcome, ...more }] };
}

/** `sum('amount', where)`. */
function ofColumn({ at, resource }: Owner, aggregate: 'sum' | 'max' | 'min'): Behaviour {
  return {
    effects: [{ kind: 'read', resource, where: String(at + 1), outcome: { '': 'row' }, aggregate, many: true }],
  };
}

/** `update(criteria, …)`: a record of conditions, or a primary key. */
function byCriteria(
  { at, resource }: Owner,
  operation: 'update' | 'delete',
  more: Partial<WriteEffect> = {},
): Behaviour {
  return {
    effects: [
      {
        kind: 'write',
        operation,
        resource,
        where: String(at),
        key: String(at),
        outcome: affected,
        whenMissing: 'outcome',
        ...more,
      },
    ],
  };
}

function step({ at, resource }: Owner): Behaviour {
  return {
    effects: [
      {
        kind: 'write',
        operation: 'update',
        resource,
        where: String(at),
        field: { column: String(at + 1), value: String(at + 2), relative: true },
        outcome: affected,
        whenMissing: 'outcome',
      },
    ],
  };
}

function createMembers(owner: Owner): Readonly<Record<string, Behaviour>> {
  const { at, resource } = owner;
  const first = String(at);
  return {
    find: byOptions(owner, { '': 'rows' }, { many: true }),
    findBy: byConditions(owner, { '': 'rows' }, { many: true }),
    findAndCount: byOptions(owner, { '0': 'rows', '1': 'count' }, { many: true }),
    findAndCountBy: byConditions(owner, { '0': 'rows', '1': 'count' }, { many: true }),
    // Before 0.3 also `findOne(id)` and `findOne(id, options)`.
    findOne: byOptions(owner, { '': 'row' }),
    findOneBy: byConditions(owner, { '': 'row' }),
    findOneOrFail: byOptions(owner, { '': 'row' }, { whenMissing: 'throws' }),
    findOneByOrFail: byConditions(owner, { '': 'row' }, { whenMissing: 'throws' }),
    exists: byOptions(owner, { '': 'exists' }, { aggregate: 'exists' }),
    existsBy: byConditions(owner, { '': 'exists' }, { aggregate: 'exists' }),
    count: byOptions(owner, { '': 'count' }, { aggregate: 'count', many: true }),
    countBy: byConditions(owner, { '': 'count' }, { aggregate: 'count', many: true }),
    sum: ofColumn(owner, 'sum'),
    average: ofColumn(owner, 'sum'),
    minimum: ofColumn(owner, 'min'),
    maximum: ofColumn(owner, 'max'),
    insert: {
      effects: [{ kind: 'write', operation: 'insert', resource, data: first, outcome: {}, whenMissing: 'nothing' }],
    },
    update: byCriteria(owner, 'update', { data: String(at + 1) }),
    upsert: {
      effects: [
        {
          kind: 'write',
          operation: 'upsert',
          resource,
          data: first,
          create: first,
          outcome: {},
          whenMissing: 'nothing',
        },
      ],
    },
    delete: byCriteria(owner, 'delete'),
    softDelete: byCriteria(owner, 'delete'),
    restore: byCriteria(owner, 'update'),
    clear: { effects: [{ kind: 'write', operation: 'delete', resource, outcome: {}, whenMissing: 'nothing' }] },
    increment: step(owner),
    decrement: step(owner),
    merge: {
      effects: [{ kind: 'assign', target: first, data: `rest:${String(at + 1)}` }],
      returns: { kind: 'argument', at: first },
    },
    getId: { returns: { kind: 'argument', at: first } },
    hasId: {},
  };
}

/** A table's repository: `@InjectRepository(Order) orders`, `dataSource.getRepository(Order)`. */
export const typeormRepository: TypeEntry = {
  declaredAs: ['Repository', 'TreeRepository', 'MongoRepository'],
  rows: 'Row',
  members: {
    ...createMembers(repository),
    create: { returns: { kind: 'type', type: 'Row', resource: 'receiver', fields: '0' } },
    save: { effects: [{ kind: 'save', entity: '0', resource: 'receiver' }], returns: { kind: 'outcome' } },
    remove: { effects: [{ kind: 'remove', entity: '0', resource: 'receiver' }], returns: { kind: 'outcome' } },
    softRemove: { effects: [{ kind: 'remove', entity: '0', resource: 'receiver' }], returns: { kind: 'outcome' } },
    recover: { effects: [{ kind: 'save', entity: '0', resource: 'receiver' }], returns: { kind: 'outcome' } },
    query: {
      effects: [{ kind: 'sql', text: '0', parameters: '1', outcome: { '': 'rows' } }],
      returns: { kind: 'outcome' },
    },
    createQueryBuilder: {
      effects: [{ kind: 'read', resource: 'receiver', outcome: { '': 'rows' }, many: true }],
      returns: { kind: 'type', type: 'QueryBuilder', resource: 'receiver', connection: 'same' },
    },
    manager: { kind: 'property', value: { kind: 'type', type: 'EntityManager', connection: 'same' } },
    /** Adds methods of one's own. */
    extend: { returns: { kind: 'receiver' } },
  },
};

/** The manager of a connection, or of a transaction: what runs through it is in that transaction. */
export const typeormManager: TypeEntry = {
  declaredAs: ['EntityManager'],
  inTransaction: true,
  rows: 'Row',
  members: {
    ...createMembers(manager),
    create: { returns: { kind: 'type', type: 'Row', resource: '0', fields: '1' } },
    // `save(entity)` or `save(Entity, entity)`.
    save: {
      provided: { argument: '1', is: undefined },
      effects: [{ kind: 'save', entity: '0' }],
      returns: { kind: 'outcome' },
      otherwise: {
        effects: [{ kind: 'save', entity: '1', resource: { argument: '0' } }],
        returns: { kind: 'outcome' },
      },
    },
    remove: {
      provided: { argument: '1', is: undefined },
      effects: [{ kind: 'remove', entity: '0' }],
      returns: { kind: 'outcome' },
      otherwise: {
        effects: [{ kind: 'remove', entity: '1', resource: { argument: '0' } }],
        returns: { kind: 'outcome' },
      },
    },
    softRemove: {
      provided: { argument: '1', is: undefined },
      effects: [{ kind: 'remove', entity: '0' }],
      returns: { kind: 'outcome' },
      otherwise: {
        effects: [{ kind: 'remove', entity: '1', resource: { argument: '0' } }],
        returns: { kind: 'outcome' },
      },
    },
    query: {
      effects: [{ kind: 'sql', text: '0', parameters: '1', outcome: { '': 'rows' } }],
      returns: { kind: 'outcome' },
    },
    transaction: {
      effects: [{ kind: 'transaction', callback: 'last', handle: 0, handleType: 'EntityManager', isolation: '0' }],
      returns: { kind: 'callback-result' },
    },
    createQueryBuilder: {
      effects: [{ kind: 'read', resource: { argument: '0' }, outcome: { '': 'rows' }, many: true }],
      returns: { kind: 'type', type: 'QueryBuilder', resource: '0', connection: 'same' },
    },
    getRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
    getTreeRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
    getMongoRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
    withRepository: { returns: { kind: 'type', type: 'Repository', resource: '0', connection: 'same' } },
  },
};
