import type { Behaviour, TypeEntry } from '../shape.ts';

const increment: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'update',
      resource: 'receiver',
      where: '1.where',
      field: { column: '0', value: '1.by', relative: true },
      connection: '1.transaction',
      outcome: { '0': 'rows', '1': 'count' },
      whenMissing: 'outcome',
    },
  ],
};

/** Reads, and if there is none inserts, relying on the unique key: `[row, created]`. */
const findOrCreate: Behaviour = {
  effects: [
    {
      kind: 'write',
      operation: 'upsert',
      resource: 'receiver',
      where: '0.where',
      create: '0.defaults',
      connection: '0.transaction',
      outcome: { '0': 'row', '1': 'exists' },
      whenMissing: 'nothing',
      returnsRow: true,
    },
  ],
};

const same: Behaviour = { returns: { kind: 'receiver' } };

/** Where projects keep the files that each define a model. */
export const modelFolders: readonly string[] = ['models', 'model'];

/** Joins whose rows have to match leave rows out. */
const joined = (at: string): { readonly at: string; readonly keys: readonly string[] } => ({
  at,
  keys: ['where', 'required'],
});

/** A model: a class that extends `Model`, or what `define` gives. */
export const sequelizeModel: TypeEntry = {
  declaredAs: ['ModelStatic', 'ModelCtor', 'sequelize.Model', 'Sequelize.Model'],
  rows: 'Instance',
  definedIn: modelFolders,
  construct: { returns: { kind: 'type', type: 'Instance', resource: 'receiver', connection: 'same' } },
  members: {
    init: { effects: [{ kind: 'schema', definition: '0', options: '1' }], returns: { kind: 'receiver' } },
    build: { returns: { kind: 'type', type: 'Instance', resource: 'receiver', connection: 'same' } },
    findByPk: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          key: '0',
          lock: '1.lock',
          connection: '1.transaction',
          plain: '1.raw',
          outcome: { '': 'row' },
        },
      ],
    },
    findById: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          key: '0',
          lock: '1.lock',
          connection: '1.transaction',
          plain: '1.raw',
          outcome: { '': 'row' },
        },
      ],
    },
    findOne: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.where',
          narrowedBy: joined('0.include'),
          lock: '0.lock',
          connection: '0.transaction',
          plain: '0.raw',
          outcome: { '': 'row' },
        },
      ],
    },
    findAll: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.where',
          narrowedBy: joined('0.include'),
          lock: '0.lock',
          connection: '0.transaction',
          plain: '0.raw',
          outcome: { '': 'rows' },
          many: true,
        },
      ],
    },
    findAndCountAll: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.where',
          narrowedBy: joined('0.include'),
          lock: '0.lock',
          connection: '0.transaction',
          plain: '0.raw',
          outcome: { rows: 'rows', count: 'count' },
          many: true,
        },
      ],
    },
    findOrBuild: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.where',
          narrowedBy: joined('0.include'),
          lock: '0.lock',
          connection: '0.transaction',
          outcome: { '0': 'row', '1': 'exists' },
        },
      ],
    },
    findOrCreate,
    findCreateFind: findOrCreate,
    count: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '0.where',
          narrowedBy: joined('0.include'),
          connection: '0.transaction',
          outcome: { '': 'count' },
          aggregate: 'count',
          many: true,
        },
      ],
    },
    sum: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '1.where',
          narrowedBy: joined('1.include'),
          connection: '1.transaction',
          outcome: { '': 'row' },
          aggregate: 'sum',
          many: true,
        },
      ],
    },
    max: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '1.where',
          narrowedBy: joined('1.include'),
          connection: '1.transaction',
          outcome: { '': 'row' },
          aggregate: 'max',
          many: true,
        },
      ],
    },
    min: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '1.where',
          narrowedBy: joined('1.include'),
          connection: '1.transaction',
          outcome: { '': 'row' },
          aggregate: 'min',
          many: true,
        },
      ],
    },
    aggregate: {
      effects: [
        {
          kind: 'read',
          resource: 'receiver',
          where: '2.where',
          narrowedBy: joined('2.include'),
          connection: '2.transaction',
          outcome: { '': 'row' },
          aggregate: 'sum',
          many: true,
        },
      ],
    },
    create: {
      effects: [
        {
          kind: 'write',
          operation: 'insert',
          resource: 'receiver',
          data: '0',
          connection: '1.transaction',
          outcome: { '': 'row' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
      ],
    },
    bulkCreate: {
      effects: [
        {
          kind: 'write',
          operation: 'insert',
          resource: 'receiver',
          data: '0',
          skipsConflicts: '1.ignoreDuplicates',
          connection: '1.transaction',
          outcome: { '': 'rows' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
      ],
    },
    upsert: {
      effects: [
        {
          kind: 'write',
          operation: 'upsert',
          resource: 'receiver',
          data: '0',
          create: '0',
          connection: '1.transaction',
          outcome: { '0': 'row', '1': 'exists' },
          whenMissing: 'nothing',
          returnsRow: true,
        },
      ],
    },
    update: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          data: '0',
          where: '1.where',
          connection: '1.transaction',
          outcome: { '0': 'count', '1': 'rows' },
          whenMissing: 'outcome',
        },
      ],
    },
    destroy: {
      effects: [
        {
          kind: 'write',
          operation: 'delete',
          resource: 'receiver',
          where: '0.where',
          connection: '0.transaction',
          outcome: { '': 'count' },
          whenMissing: 'outcome',
        },
      ],
    },
    truncate: {
      effects: [
        {
          kind: 'write',
          operation: 'delete',
          resource: 'receiver',
          connection: '0.transaction',
          outcome: {},
          whenMissing: 'nothing',
        },
      ],
    },
    restore: {
      effects: [
        {
          kind: 'write',
          operation: 'update',
          resource: 'receiver',
          where: '0.where',
          connection: '0.transaction',
          outcome: {},
          whenMissing: 'nothing',
        },
      ],
    },
    increment,
    decrement: increment,
    scope: same,
    unscoped: same,
    schema: same,
    sync: {},
    hasOne: {},
    hasMany: {},
    belongsTo: {},
    belongsToMany: {},
    beforeCreate: {},
    addScope: {},
  },
  recognise: {
    methods: ['findByPk', 'findAll', 'findAndCountAll', 'findOrCreate', 'findCreateFind', 'bulkCreate'],
    capitalised: true,
    certainty: 'certain',
  },
};
