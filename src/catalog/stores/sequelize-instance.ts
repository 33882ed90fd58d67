import type { Behaviour, TypeEntry } from '../shape.ts';

const increment: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'update',
      resource: 'receiver',
      field: { column: '0', value: '1.by', relative: true },
      connection: '1.transaction',
      outcome: {},
      whenMissing: 'nothing',
    },
  ],
  returns: { kind: 'receiver' },
};

const same: Behaviour = { returns: { kind: 'receiver' } };

/** A row. `save()` writes the fields that changed; with the model's `version: true` it compares the version and throws OptimisticLockError. */
export const sequelizeInstance: TypeEntry = {
  entity: {
    saves: 'changed',
    atomicArrayMethods: [],
    arrayAssignmentIsVersioned: false,
    versionOption: 'version',
    primaryKeys: ['id'],
  },
  members: {
    save: { effects: [{ kind: 'save', connection: '0.transaction' }], returns: { kind: 'receiver' } },
    update: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          data: '0',
          connection: '1.transaction',
          outcome: {},
          whenMissing: 'nothing',
        },
      ],
      returns: { kind: 'receiver' },
    },
    destroy: { effects: [{ kind: 'remove', connection: '0.transaction' }] },
    restore: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          connection: '0.transaction',
          outcome: {},
          whenMissing: 'nothing',
        },
      ],
    },
    /** Reads the row again, and throws if it is gone. */
    reload: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          lock: '0.lock',
          connection: '0.transaction',
          outcome: { '': 'row' },
          whenMissing: 'throws',
        },
      ],
      returns: { kind: 'outcome' },
    },
    increment: increment,
    decrement: increment,
    set: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }], returns: { kind: 'receiver' } },
    setAttributes: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }], returns: { kind: 'receiver' } },
    setDataValue: { effects: [{ kind: 'assign', field: { column: '0', value: '1' } }] },
    get: { returns: { kind: 'field', name: '0' } },
    getDataValue: { returns: { kind: 'field', name: '0' } },
    dataValues: { kind: 'property', value: { kind: 'receiver' } },
    toJSON: same,
    changed: {},
    previous: {},
    equals: {},
    validate: {},
  },
};
