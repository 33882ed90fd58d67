import { defineStore, type Behaviour, type Dialect, type Property, type StoreEntry } from '../shape.ts';
import { mongooseDocument } from './mongoose-document.ts';
import { mongooseModel } from './mongoose-model.ts';
import { mongooseAggregate, mongooseQuery } from './mongoose-query.ts';

/** How MongoDB writes conditions and updates. Fields of an update without an operator are set (Mongoose wraps them in `$set`). */
const dialect: Dialect = {
  primaryKeys: ['_id', 'id'],
  where: {
    and: ['$and'],
    or: ['$or'],
    not: ['$nor', '$not'],
    operators: {
      $eq: '=',
      $ne: '!=',
      $gt: '>',
      $gte: '>=',
      $lt: '<',
      $lte: '<=',
      $in: 'in',
      $nin: 'not in',
      $exists: 'exists',
      $regex: 'like',
      $options: 'like',
      $not: 'not',
      $all: 'contains',
      $elemMatch: 'contains',
      $size: 'size',
      $type: 'type',
      $mod: 'mod',
    },
  },
  data: {
    operators: {
      $set: 'set',
      $currentDate: 'set',
      $rename: 'set',
      $inc: 'relative',
      $mul: 'relative',
      $min: 'relative',
      $max: 'relative',
      $bit: 'relative',
      $push: 'relative',
      $addToSet: 'relative',
      $pull: 'relative',
      $pullAll: 'relative',
      $pop: 'relative',
      $unset: 'unset',
      $setOnInsert: 'insert-only',
    },
    fieldOperators: {},
  },
};

const modelByName: Behaviour = {
  effects: [{ kind: 'schema', definition: '1' }],
  returns: { kind: 'type', type: 'Model', resource: '0', connection: 'same' },
};
const modelsByName: Property = { kind: 'property', value: { kind: 'type', type: 'Models' } };
const startSession: Behaviour = { returns: { kind: 'type', type: 'ClientSession', connection: 'new' } };
const createConnection: Behaviour = { returns: { kind: 'type', type: 'Connection', connection: 'new' } };

/**
 * Mongoose 5 to 9. Saving a document writes the fields that changed with `$set`, so `doc.n += 1; doc.save()` loses updates; `__v` guards arrays alone
 * unless the schema says `optimisticConcurrency`. A MongoDB transaction reads a snapshot, and the second writer of a document fails and is retried.
 */
export const mongoose: StoreEntry = defineStore({
  name: 'mongoose',
  packages: ['mongoose'],
  reach: 'shared',
  defaultIsolation: 'snapshot',
  dialect,
  exports: {
    default: { type: 'Mongoose' },
    model: modelByName,
    models: { type: 'Models' },
    Schema: { type: 'SchemaConstructor' },
    connection: { type: 'Connection' },
    Types: { type: 'Types' },
    startSession,
    createConnection,
    connect: {},
    isValidObjectId: {},
  },
  types: {
    Mongoose: {
      declaredAs: ['Mongoose', 'mongoose.Mongoose'],
      members: {
        model: modelByName,
        models: modelsByName,
        Schema: { kind: 'property', value: { kind: 'type', type: 'SchemaConstructor' } },
        connection: { kind: 'property', value: { kind: 'type', type: 'Connection' } },
        Types: { kind: 'property', value: { kind: 'type', type: 'Types' } },
        startSession,
        createConnection,
        connect: { returns: { kind: 'receiver' } },
        disconnect: {},
        isValidObjectId: {},
        set: { returns: { kind: 'receiver' } },
      },
    },
    Connection: {
      declaredAs: ['mongoose.Connection'],
      members: {
        model: modelByName,
        models: modelsByName,
        startSession,
        transaction: {
          effects: [{ kind: 'transaction', callback: '0', handle: 0, handleType: 'ClientSession' }],
          returns: { kind: 'callback-result' },
        },
        withSession: {
          effects: [
            {
              kind: 'callback',
              function: '0',
              parameters: [{ kind: 'type', type: 'ClientSession', connection: 'new' }],
            },
          ],
          returns: { kind: 'callback-result' },
        },
        useDb: createConnection,
        asPromise: { returns: { kind: 'receiver' } },
        on: {},
        once: {},
        close: {},
      },
    },
    /** A session only ties statements together once a transaction is started on it. */
    ClientSession: {
      holdsTransaction: true,
      declaredAs: ['ClientSession', 'mongoose.ClientSession', 'mongo.ClientSession'],
      members: {
        withTransaction: {
          effects: [{ kind: 'transaction', callback: '0', handle: 0 }],
          returns: { kind: 'callback-result' },
        },
        startTransaction: { effects: [{ kind: 'begin' }] },
        commitTransaction: { effects: [{ kind: 'commit' }] },
        abortTransaction: { effects: [{ kind: 'rollback' }] },
        inTransaction: {},
        endSession: {},
      },
    },
    Models: {
      members: {
        '*': { kind: 'property', value: { kind: 'type', type: 'Model', resource: 'member', connection: 'same' } },
      },
    },
    Model: mongooseModel,
    /** On a capitalised receiver of unknown origin these may be another library's, or the application's own. */
    LikelyModel: {
      extends: ['Model'],
      rows: 'Document',
      recognise: {
        methods: ['find', 'findOne', 'create', 'exists', 'replaceOne', 'distinct'],
        capitalised: true,
        certainty: 'possible',
      },
    },
    /** Injected models are written small. */
    InjectedModel: {
      extends: ['Model'],
      rows: 'Document',
      recognise: {
        methods: ['findOneAndUpdate', 'findByIdAndUpdate', 'findOneAndDelete', 'findByIdAndDelete'],
        certainty: 'possible',
      },
    },
    Document: mongooseDocument,
    Query: mongooseQuery,
    Aggregate: mongooseAggregate,
    SchemaConstructor: {
      construct: {
        effects: [{ kind: 'schema', definition: '0', options: '1' }],
        returns: { kind: 'type', type: 'Schema' },
      },
      call: { effects: [{ kind: 'schema', definition: '0', options: '1' }], returns: { kind: 'type', type: 'Schema' } },
    },
    Schema: {
      declaredAs: ['Schema', 'mongoose.Schema'],
      members: {
        index: { effects: [{ kind: 'schema-index', definition: '0', options: '1' }], returns: { kind: 'receiver' } },
        add: { effects: [{ kind: 'schema', definition: '0' }], returns: { kind: 'receiver' } },
        plugin: { returns: { kind: 'receiver' } },
        pre: { returns: { kind: 'receiver' } },
        post: { returns: { kind: 'receiver' } },
        set: { returns: { kind: 'receiver' } },
        method: { returns: { kind: 'receiver' } },
        static: { returns: { kind: 'receiver' } },
        virtual: {},
        loadClass: { returns: { kind: 'receiver' } },
      },
    },
    Types: { members: { ObjectId: { kind: 'property', value: { kind: 'type', type: 'ObjectIdConstructor' } } } },
    /** An id made from a text names the same document as the text. */
    ObjectIdConstructor: {
      call: { returns: { kind: 'argument', at: '0' } },
      construct: { returns: { kind: 'argument', at: '0' } },
      members: { isValid: {}, createFromHexString: { returns: { kind: 'argument', at: '0' } } },
    },
  },
});
