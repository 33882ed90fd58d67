import { expect, it } from 'vitest';
import { defineStore, type StoreEntry } from '../../../src/catalog/shape.ts';
import { findStructureFaults } from '../../../src/catalog/validation/find-structure-faults.ts';

const broken: StoreEntry = defineStore({
  name: 'ledger',
  packages: ['ledger', 'ledger'],
  reach: 'shared',
  exports: { open: { returns: { kind: 'type', type: 'Vault' } }, Ledger: { type: 'Book' } },
  types: {
    Ledger: {
      extends: ['pg/Swimmer'],
      rows: 'Entry',
      members: {
        find: { effects: [{ kind: 'read', resource: 'receiver', where: 'first.where', outcome: { '': 'row' } }] },
        add: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: 'receiver',
              data: '0',
              outcome: {},
              whenMissing: 'outcome',
            },
          ],
        },
        begin: { effects: [{ kind: 'transaction', callback: '0', handleType: 'Handle' }] },
        set: { effects: [{ kind: 'assign' }] },
      },
      recognise: { names: ['theLedger'], methods: ['find', 'debit'], certainty: 'certain' },
    },
  },
});

it('names every fault of an entry', () => {
  expect(findStructureFaults([broken, broken]).slice(0, 13)).toStrictEqual([
    'ledger: two entries of this name',
    'ledger names a package twice',
    'ledger.open refers to the type Vault, which does not exist',
    'ledger.Ledger refers to the type Book, which does not exist',
    'ledger.Ledger refers to the type pg/Swimmer, which does not exist',
    'ledger.Ledger refers to the type Entry, which does not exist',
    "ledger.Ledger.find cannot read the argument path 'first.where'",
    'ledger.Ledger.add an insert has no row that could be missing',
    'ledger.Ledger.add has no outcome to look at',
    'ledger.Ledger.begin refers to the type Handle, which does not exist',
    'ledger.Ledger.set assigns nothing',
    'ledger.Ledger recognises debit, which it does not have',
    'ledger.Ledger recognises the name theLedger, which is not in lower case',
  ]);
});
