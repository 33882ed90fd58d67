import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/catalog/shape.ts';
import { stores } from '../../../src/catalog/stores/index.ts';
import { findStructureFaults } from '../../../src/catalog/validation/find-structure-faults.ts';

/** The operators conditions are compared by; what a dialect calls otherwise is only known to be some condition. */
const operators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'between',
  'not between',
  'like',
  'not like',
  'exists',
  'not',
  'contains',
  'empty',
  'related',
  'json',
  'size',
  'type',
  'mod',
  'column',
];

describe('stores', () => {
  it('are whole: types, argument paths and recognised methods exist', () => {
    expect(findStructureFaults(stores)).toStrictEqual([]);
  });

  it('name each package once', () => {
    const packages = stores.flatMap((store) => store.packages);
    expect(packages.filter((name, index) => packages.indexOf(name) !== index)).toStrictEqual([]);
  });

  it('use operators that conditions know', () => {
    const used = stores.flatMap((store) => Object.values(store.dialect?.where.operators ?? {}));
    expect(used.filter((operator) => !operators.includes(operator))).toStrictEqual([]);
  });

  it('say that a value changes by arithmetic, or a relation by an operation, in the statement', () => {
    const findRelative = (dialect: Dialect | undefined): readonly string[] =>
      Object.entries({ ...dialect?.data.operators, ...dialect?.data.fieldOperators })
        .filter(([, meaning]) => meaning === 'relative')
        .map(([key]) => key);
    const relative = stores
      .map((store) => ({ name: store.name, keys: findRelative(store.dialect) }))
      .filter(({ keys }) => keys.length > 0);
    expect(relative).toStrictEqual([
      {
        name: 'prisma',
        keys: [
          'increment',
          'decrement',
          'multiply',
          'divide',
          'push',
          'disconnect',
          'delete',
          'deleteMany',
          'update',
          'updateMany',
          'upsert',
        ],
      },
      {
        name: 'mongoose',
        keys: ['$inc', '$mul', '$min', '$max', '$bit', '$push', '$addToSet', '$pull', '$pullAll', '$pop'],
      },
    ]);
  });

  it('are synchronous only where the package has no promise and no callback', () => {
    expect(stores.filter((store) => store.synchronous === true).map((store) => store.name)).toStrictEqual([
      'better-sqlite3',
      'node-sqlite',
    ]);
  });

  it('give transaction handles that mean an open transaction', () => {
    const handles = stores.flatMap((store) =>
      Object.entries(store.types)
        .filter(([, type]) => type.inTransaction === true)
        .map(([name]) => `${store.name}/${name}`),
    );
    expect(handles).toStrictEqual([
      'prisma/TransactionClient',
      'pg-promise/Transaction',
      'postgres/TransactionSql',
      'sequelize/Transaction',
      'typeorm/EntityManager',
      'knex/Transaction',
    ]);
  });
});
