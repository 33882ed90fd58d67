import type { TypeEntry } from '../shape.ts';

/**
 * A Mongoose document. Changes are collected and written by `save()`, field by field.
 * Array methods that Mongoose sends as their own operator are atomic; `splice`, `shift`, `unshift`, `pop`, `sort` and index assignment send the whole array
 * together with a condition on `__v`, so the second of two writers fails with a VersionError.
 */
export const mongooseDocument: TypeEntry = {
  declaredAs: ['HydratedDocument', 'mongoose.HydratedDocument', 'mongoose.Document'],
  entity: {
    saves: 'changed',
    atomicArrayMethods: ['push', 'addToSet', 'pull', 'remove', '$pop', '$shift'],
    arrayAssignmentIsVersioned: true,
    versionOption: 'optimisticConcurrency',
    remembersConnection: true,
    primaryKeys: ['_id', 'id'],
  },
  members: {
    /** With the callback of Mongoose before 7. */
    save: {
      effects: [
        { kind: 'save', connection: '0.session' },
        { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'receiver' }] },
      ],
      returns: { kind: 'receiver' },
    },
    deleteOne: { effects: [{ kind: 'remove', connection: '0.session' }] },
    remove: {
      effects: [
        { kind: 'remove', connection: '0.session' },
        { kind: 'callback', function: 'last', parameters: [{ kind: 'unknown' }, { kind: 'receiver' }] },
      ],
      returns: { kind: 'receiver' },
    },
    updateOne: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: { modifiedCount: 'count', matchedCount: 'count', nModified: 'count', n: 'count' },
          whenMissing: 'outcome',
        },
      ],
      returns: { kind: 'type', type: 'Query', resource: 'receiver', connection: 'same' },
    },
    replaceOne: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          data: '0',
          connection: '1.session',
          outcome: { modifiedCount: 'count', matchedCount: 'count' },
          whenMissing: 'outcome',
        },
      ],
      returns: { kind: 'type', type: 'Query', resource: 'receiver', connection: 'same' },
    },
    /** `set({ … })` or `set(path, value)`. */
    set: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }], returns: { kind: 'receiver' } },
    $set: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }], returns: { kind: 'receiver' } },
    overwrite: { effects: [{ kind: 'assign', data: '0' }], returns: { kind: 'receiver' } },
    $inc: {
      effects: [{ kind: 'assign', field: { column: '0', value: '1', relative: true } }],
      returns: { kind: 'receiver' },
    },
    get: { returns: { kind: 'field', name: '0' } },
    populate: { returns: { kind: 'receiver' } },
    execPopulate: { returns: { kind: 'receiver' } },
    depopulate: { returns: { kind: 'receiver' } },
    toObject: { returns: { kind: 'receiver' } },
    toJSON: { returns: { kind: 'receiver' } },
    $session: {},
    equals: {},
    increment: { returns: { kind: 'receiver' } },
    isModified: {},
    markModified: {},
    validate: {},
  },
};
