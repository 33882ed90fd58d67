import type { Behaviour, TypeEntry } from '../shape.ts';

const unchanged: Behaviour = { returns: { kind: 'receiver' } };

const opaque: Behaviour = { effects: [{ kind: 'amend', opaque: true }], returns: { kind: 'receiver' } };

const exec: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'outcome' }] }],
  returns: { kind: 'outcome' },
};

const removeMatching: Behaviour = {
  effects: [
    {
      kind: 'amend',
      operation: 'delete',
      where: '0',
      outcome: { deletedCount: 'count', n: 'count' },
      whenMissing: 'outcome',
    },
  ],
  returns: { kind: 'receiver' },
};

/** `Model.where(filter).updateOne(update)`: the update stands last where no options follow it. */
const updateMatching: Behaviour = {
  effects: [
    {
      kind: 'amend',
      operation: 'update',
      data: 'last',
      outcome: { modifiedCount: 'count', matchedCount: 'count', nModified: 'count', n: 'count' },
      whenMissing: 'outcome',
    },
  ],
  returns: { kind: 'receiver' },
};

const countMatching: Behaviour = {
  effects: [{ kind: 'amend', aggregate: 'count', where: '0', outcome: { '': 'count' } }],
  returns: { kind: 'receiver' },
};

/** A Mongoose query: what a Model's static gives, run when it is awaited or by `exec()`. */
export const mongooseQuery: TypeEntry = {
  declaredAs: ['mongoose.Query', 'QueryWithHelpers'],
  rows: 'Document',
  members: {
    exec,
    lean: { effects: [{ kind: 'amend', plain: true }], returns: { kind: 'receiver' } },
    session: { effects: [{ kind: 'amend', connection: '0' }], returns: { kind: 'receiver' } },
    setOptions: { effects: [{ kind: 'amend', connection: '0.session' }], returns: { kind: 'receiver' } },
    orFail: { effects: [{ kind: 'amend', whenMissing: 'throws' }], returns: { kind: 'receiver' } },
    where: { effects: [{ kind: 'amend', condition: { column: '0', value: '1' } }], returns: { kind: 'receiver' } },
    find: { effects: [{ kind: 'amend', where: '0' }], returns: { kind: 'receiver' } },
    findOne: { effects: [{ kind: 'amend', where: '0', outcome: { '': 'row' } }], returns: { kind: 'receiver' } },
    merge: { effects: [{ kind: 'amend', where: '0' }], returns: { kind: 'receiver' } },
    and: { effects: [{ kind: 'amend', where: '0' }], returns: { kind: 'receiver' } },
    or: opaque,
    nor: opaque,
    elemMatch: opaque,
    equals: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '=' } }],
      returns: { kind: 'receiver' },
    },
    ne: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '!=' } }],
      returns: { kind: 'receiver' },
    },
    gt: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '>' } }],
      returns: { kind: 'receiver' },
    },
    gte: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '>=' } }],
      returns: { kind: 'receiver' },
    },
    lt: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '<' } }],
      returns: { kind: 'receiver' },
    },
    lte: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: '<=' } }],
      returns: { kind: 'receiver' },
    },
    in: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: 'in' } }],
      returns: { kind: 'receiver' },
    },
    nin: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: 'not in' } }],
      returns: { kind: 'receiver' },
    },
    exists: {
      effects: [{ kind: 'amend', condition: { column: 'receiver', value: 'last', means: 'exists' } }],
      returns: { kind: 'receiver' },
    },
    updateOne: updateMatching,
    updateMany: updateMatching,
    deleteOne: removeMatching,
    deleteMany: removeMatching,
    remove: removeMatching,
    countDocuments: countMatching,
    count: countMatching,
    distinct: unchanged,
    cursor: { returns: { kind: 'outcome' } },
    select: unchanged,
    populate: unchanged,
    sort: unchanged,
    limit: unchanged,
    skip: unchanged,
    collation: unchanged,
    comment: unchanged,
    hint: unchanged,
    maxTimeMS: unchanged,
    read: unchanged,
    readConcern: unchanged,
    clone: unchanged,
    transform: unchanged,
  },
};

/** An aggregation pipeline that is built step by step. Its rows are never documents. */
export const mongooseAggregate: TypeEntry = {
  declaredAs: ['mongoose.Aggregate'],
  members: {
    exec,
    session: { effects: [{ kind: 'amend', connection: '0' }], returns: { kind: 'receiver' } },
    match: { effects: [{ kind: 'amend', where: '0' }], returns: { kind: 'receiver' } },
    option: unchanged,
    allowDiskUse: unchanged,
    group: unchanged,
    project: unchanged,
    addFields: unchanged,
    lookup: unchanged,
    unwind: unchanged,
    sort: unchanged,
    limit: unchanged,
    skip: unchanged,
    count: unchanged,
    facet: unchanged,
    sample: unchanged,
  },
};
