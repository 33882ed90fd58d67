import type { Behaviour, TypeEntry } from '../shape.ts';

const unchanged: Behaviour = { returns: { kind: 'receiver' } };

/** `where('o.id = :id', { id })`, or a record of columns with their values. */
const where: Behaviour = {
  effects: [{ kind: 'amend', condition: { column: '0', value: '1', parameters: '1' } }],
  returns: { kind: 'receiver' },
};
const opaque: Behaviour = { effects: [{ kind: 'amend', opaque: true }], returns: { kind: 'receiver' } };
const table: Behaviour = { effects: [{ kind: 'amend', resource: { argument: '0' } }], returns: { kind: 'receiver' } };
const remove: Behaviour = {
  effects: [{ kind: 'amend', operation: 'delete', outcome: { affected: 'count' }, whenMissing: 'outcome' }],
  returns: { kind: 'receiver' },
};

/** A query being built: a read of its table until a method makes it a write. It runs when one of the `get…` methods or `execute` is called. */
export const typeormBuilder: TypeEntry = {
  declaredAs: ['SelectQueryBuilder', 'UpdateQueryBuilder', 'DeleteQueryBuilder', 'InsertQueryBuilder'],
  rows: 'Row',
  members: {
    from: table,
    into: table,
    where,
    andWhere: where,
    whereInIds: opaque,
    orWhere: opaque,
    andWhereInIds: opaque,
    orWhereInIds: opaque,
    andWhereExists: opaque,
    orWhereExists: opaque,
    whereExists: opaque,
    whereEntity: opaque,
    setParameter: opaque,
    setParameters: opaque,
    setFindOptions: opaque,
    setLock: {
      provided: { argument: '0', is: 'optimistic' },
      returns: { kind: 'receiver' },
      otherwise: { effects: [{ kind: 'amend', lock: 'update' }], returns: { kind: 'receiver' } },
    },
    setOnLocked: unchanged,
    /** `update()`, `update(Entity)`, `update({ … })` and `update(Entity, { … })`. */
    update: {
      effects: [
        { kind: 'amend', operation: 'update', outcome: { affected: 'count' }, whenMissing: 'outcome' },
        { kind: 'amend', resource: { argument: '0' } },
      ],
      returns: { kind: 'receiver' },
    },
    set: { effects: [{ kind: 'amend', data: '0' }], returns: { kind: 'receiver' } },
    insert: {
      effects: [{ kind: 'amend', operation: 'insert', outcome: {}, whenMissing: 'nothing' }],
      returns: { kind: 'receiver' },
    },
    values: { effects: [{ kind: 'amend', data: '0' }], returns: { kind: 'receiver' } },
    orIgnore: {
      effects: [{ kind: 'amend', conflict: 'nothing', whenMissing: 'outcome' }],
      returns: { kind: 'receiver' },
    },
    orUpdate: { effects: [{ kind: 'amend', operation: 'upsert', conflict: 'update' }], returns: { kind: 'receiver' } },
    delete: remove,
    softDelete: remove,
    restore: {
      effects: [{ kind: 'amend', operation: 'update', outcome: { affected: 'count' }, whenMissing: 'outcome' }],
      returns: { kind: 'receiver' },
    },
    getOne: { effects: [{ kind: 'amend', outcome: { '': 'row' } }], returns: { kind: 'outcome' } },
    getOneOrFail: {
      effects: [{ kind: 'amend', outcome: { '': 'row' }, whenMissing: 'throws' }],
      returns: { kind: 'outcome' },
    },
    getMany: { effects: [{ kind: 'amend', outcome: { '': 'rows' } }], returns: { kind: 'outcome' } },
    getManyAndCount: {
      effects: [{ kind: 'amend', outcome: { '0': 'rows', '1': 'count' } }],
      returns: { kind: 'outcome' },
    },
    getRawOne: { effects: [{ kind: 'amend', outcome: { '': 'row' }, plain: true }], returns: { kind: 'outcome' } },
    getRawMany: { effects: [{ kind: 'amend', outcome: { '': 'rows' }, plain: true }], returns: { kind: 'outcome' } },
    getCount: { effects: [{ kind: 'amend', aggregate: 'count' }], returns: { kind: 'outcome' } },
    getExists: {
      effects: [{ kind: 'amend', aggregate: 'exists', outcome: { '': 'exists' } }],
      returns: { kind: 'outcome' },
    },
    execute: { returns: { kind: 'outcome' } },
    select: unchanged,
    addSelect: unchanged,
    distinct: unchanged,
    innerJoin: unchanged,
    leftJoin: unchanged,
    innerJoinAndSelect: unchanged,
    leftJoinAndSelect: unchanged,
    innerJoinAndMapOne: unchanged,
    leftJoinAndMapOne: unchanged,
    innerJoinAndMapMany: unchanged,
    leftJoinAndMapMany: unchanged,
    orderBy: unchanged,
    addOrderBy: unchanged,
    groupBy: unchanged,
    addGroupBy: unchanged,
    having: unchanged,
    limit: unchanged,
    offset: unchanged,
    skip: unchanged,
    take: unchanged,
    returning: unchanged,
    output: unchanged,
    updateEntity: unchanged,
    withDeleted: unchanged,
    cache: unchanged,
    useTransaction: unchanged,
    clone: unchanged,
  },
};
