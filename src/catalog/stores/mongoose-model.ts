import type { Behaviour, Effect, OutcomeShape, Returns, TypeEntry } from '../shape.ts';

/** The last argument before Mongoose 7: `(error, result) => …`. */
const called: Effect = { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'outcome' }] };

const query: Returns = { kind: 'type', type: 'Query', resource: 'receiver', connection: 'same' };

/** `n` and `nModified` are Mongoose 5's. */
const updated: OutcomeShape = { modifiedCount: 'count', matchedCount: 'count', nModified: 'count', n: 'count' };
const deleted: OutcomeShape = { deletedCount: 'count', n: 'count' };

const updateByFilter: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'update',
      resource: 'receiver',
      where: '0',
      data: '1',
      upsert: '2.upsert',
      connection: '2.session',
      outcome: updated,
      whenMissing: 'outcome',
    },
    called,
  ],
  returns: query,
};

const deleteByFilter: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'delete',
      resource: 'receiver',
      where: '0',
      connection: '1.session',
      outcome: deleted,
      whenMissing: 'outcome',
    },
    called,
  ],
  returns: query,
};

const findOneAndUpdate: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'update',
      resource: 'receiver',
      where: '0',
      data: '1',
      upsert: '2.upsert',
      connection: '2.session',
      plain: '2.lean',
      outcome: { '': 'row' },
      whenMissing: 'outcome',
      returnsRow: true,
    },
    called,
  ],
  returns: query,
};

const findByIdAndUpdate: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'update',
      resource: 'receiver',
      key: '0',
      data: '1',
      upsert: '2.upsert',
      connection: '2.session',
      plain: '2.lean',
      outcome: { '': 'row' },
      whenMissing: 'outcome',
      returnsRow: true,
    },
    called,
  ],
  returns: query,
};

const findOneAndDelete: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'delete',
      resource: 'receiver',
      where: '0',
      connection: '1.session',
      outcome: { '': 'row' },
      whenMissing: 'outcome',
      returnsRow: true,
    },
    called,
  ],
  returns: query,
};

const findByIdAndDelete: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'delete',
      resource: 'receiver',
      key: '0',
      connection: '1.session',
      outcome: { '': 'row' },
      whenMissing: 'outcome',
      returnsRow: true,
    },
    called,
  ],
  returns: query,
};

const countByFilter: Behaviour = {
  effects: [
    {
      kind: 'read',
      resource: 'receiver',
      where: '0',
      connection: '1.session',
      outcome: { '': 'count' },
      aggregate: 'count',
      many: true,
    },
    called,
  ],
  returns: query,
};

/** What `mongoose.model()` gives: the collection, and the constructor of its documents. */
export const mongooseModel: TypeEntry = {
  declaredAs: ['Model', 'mongoose.Model', 'PaginateModel', 'mongoose.PaginateModel'],
  rows: 'Document',
  construct: { returns: { kind: 'type', type: 'Document', resource: 'receiver', connection: 'same' } },
  members: {
    find: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0',
          connection: '2.session',
          plain: '2.lean',
          outcome: { '': 'rows' },
          many: true,
        },
        called,
      ],
      returns: query,
    },
    findOne: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0',
          connection: '2.session',
          plain: '2.lean',
          outcome: { '': 'row' },
        },
        called,
      ],
      returns: query,
    },
    findById: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          key: '0',
          connection: '2.session',
          plain: '2.lean',
          outcome: { '': 'row' },
        },
        called,
      ],
      returns: query,
    },
    exists: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0',
          connection: '1.session',
          outcome: { '': 'exists' },
          aggregate: 'exists',
        },
        called,
      ],
      returns: query,
    },
    where: {
      effects: [{ kind: 'read', resource: 'receiver', where: '0', outcome: { '': 'rows' }, many: true }],
      returns: query,
    },
    countDocuments: countByFilter,
    count: countByFilter,
    estimatedDocumentCount: {
      effects: [
        { kind: 'read', resource: 'receiver', outcome: { '': 'count' }, aggregate: 'count', many: true },
        called,
      ],
      returns: query,
    },
    distinct: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '1',
          connection: '2.session',
          outcome: { '': 'rows' },
          many: true,
        },
        called,
      ],
      returns: query,
    },
    /** Only a `$match` that stands first says which rows are read. */
    aggregate: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.0.$match',
          connection: '1.session',
          outcome: { '': 'rows' },
          aggregate: 'sum',
          many: true,
        },
        called,
      ],
      returns: { kind: 'type', type: 'Aggregate', resource: 'receiver', connection: 'same' },
    },
    create: {
      effects: [
        {
          kind: 'write',
          operation: 'insert',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: { '': 'row' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
        called,
      ],
      returns: { kind: 'outcome' },
    },
    insertOne: {
      effects: [
        {
          kind: 'write',
          operation: 'insert',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: { '': 'row' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
      ],
      returns: { kind: 'outcome' },
    },
    insertMany: {
      effects: [
        {
          kind: 'write',
          operation: 'insert',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: { '': 'rows' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
        called,
      ],
      returns: { kind: 'outcome' },
    },
    updateOne: updateByFilter,
    updateMany: updateByFilter,
    update: updateByFilter,
    replaceOne: updateByFilter,
    findOneAndUpdate,
    findOneAndReplace: findOneAndUpdate,
    findByIdAndUpdate,
    findOneAndDelete,
    findOneAndRemove: findOneAndDelete,
    findByIdAndDelete,
    findByIdAndRemove: findByIdAndDelete,
    deleteOne: deleteByFilter,
    deleteMany: deleteByFilter,
    remove: deleteByFilter,
    /** Of a batch, what the updates in it do is said; a batch of inserts or deletes reads as an update without fields. */
    bulkWrite: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          where: ['0.*.updateOne.filter', '0.*.updateMany.filter'],
          data: '0.*.updateOne.update',
          connection: '1.session',
          outcome: updated,
          whenMissing: 'outcome',
        },
      ],
      returns: { kind: 'outcome' },
    },
    bulkSave: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: updated,
          whenMissing: 'nothing',
        },
      ],
      returns: { kind: 'outcome' },
    },
    discriminator: {
      effects: [{ kind: 'schema', definition: '1' }],
      returns: { kind: 'type', type: 'Model', resource: '0', connection: 'same' },
    },
    hydrate: { returns: { kind: 'type', type: 'Document', resource: 'receiver', connection: 'same' } },
    populate: { returns: { kind: 'argument', at: '0' } },
    startSession: { returns: { kind: 'type', type: 'ClientSession', connection: 'new' } },
    init: {},
    syncIndexes: {},
    validate: {},
    watch: {},
    db: { kind: 'property', value: { kind: 'type', type: 'Connection', connection: 'same' } },
  },
  recognise: {
    methods: [
      'findById',
      'findOneAndUpdate',
      'findOneAndReplace',
      'findByIdAndUpdate',
      'findOneAndDelete',
      'findByIdAndDelete',
      'findOneAndRemove',
      'findByIdAndRemove',
      'countDocuments',
      'estimatedDocumentCount',
      'updateOne',
      'updateMany',
      'deleteOne',
      'deleteMany',
      'insertMany',
    ],
    capitalised: true,
    certainty: 'certain',
  },
};
