import { describe, expect, it } from 'vitest';
import { fromMongooseDefinition } from '../../src/schema/mongoose-schema.ts';
import { findUniqueKey } from '../../src/schema/table-schema.ts';
import { describeTable } from './describe-table.ts';

describe('fromMongooseDefinition', () => {
  it('reads fields, nested ones, and indexes', () => {
    const table = fromMongooseDefinition(
      'User',
      {
        email: { kind: 'path', type: 'String', required: true, unique: true },
        phone: { kind: 'path', type: 'String', unique: true, sparse: true },
        handle: { kind: 'path', type: 'String', unique: true, partial: true },
        team: { kind: 'path', type: 'ObjectId', references: 'Team' },
        address: {
          kind: 'nested',
          fields: {
            city: { kind: 'path', type: 'String' },
            at: { kind: 'nested', fields: { x: { kind: 'path', type: 'Number', required: true } } },
          },
        },
      },
      [
        { fields: ['team', 'address.city'], unique: true },
        { fields: ['email', 'phone'], unique: false },
      ],
      { collection: 'people', timestamps: true },
    );
    expect(describeTable(table)).toEqual([
      'User in people',
      '_id: ObjectId unique',
      'email: String unique',
      'phone: String nullable unique',
      'handle: String nullable',
      'team: ObjectId nullable',
      'address.city: String nullable',
      'address.at.x: Number',
      '__v: Number',
      'createdAt: Date',
      'updatedAt: Date',
      'primary (_id)',
      'unique (email)',
      'unique (phone) nullable',
      'unique (handle) partial',
      'unique (team, address.city)',
      'foreign (team) to Team',
      'version __v',
    ]);
  });

  it.each([
    [{}, ['__v'], { kind: 'none' }],
    [{ optimisticConcurrency: true }, ['__v'], { kind: 'all', except: [] }],
    [{ optimisticConcurrency: true, versionKey: 'revision' }, ['revision'], { kind: 'all', except: [] }],
    [{ optimisticConcurrency: ['balance'] }, ['__v'], { kind: 'fields', fields: ['balance'] }],
    [{ optimisticConcurrency: { exclude: ['views'] } }, ['__v'], { kind: 'all', except: ['views'] }],
    [{ optimisticConcurrency: true, versionKey: false as const }, [], { kind: 'none' }],
  ])('knows from %j what a save compares', (options, versionColumns, checkedOnSave) => {
    const table = fromMongooseDefinition('Wallet', {}, [], options);
    expect(table.versionColumns).toEqual(versionColumns);
    expect(table.checkedOnSave).toEqual(checkedOnSave);
  });
});

describe('findUniqueKey', () => {
  const table = fromMongooseDefinition(
    'Seat',
    {
      row: { kind: 'path' },
      number: { kind: 'path' },
      code: { kind: 'path', unique: true, partial: true },
      label: { kind: 'path', unique: true, sparse: true },
    },
    [{ fields: ['row', 'number'], unique: true }],
  );
  it.each([
    [
      ['row', 'number', 'code'],
      ['row', 'number'],
    ],
    [
      ['NUMBER', 'Row'],
      ['row', 'number'],
    ],
    [['_id', 'row', 'number'], ['_id']],
    [
      ['label', 'row', 'number'],
      ['row', 'number'],
    ],
    [['label'], ['label']],
    [['row'], undefined],
    [['code'], undefined],
    [[], undefined],
  ])('of %j is %j', (columns, expected) => {
    expect(findUniqueKey(table, columns)?.columns).toEqual(expected);
  });
});
