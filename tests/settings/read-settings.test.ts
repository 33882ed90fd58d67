import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { generalNames } from '../../src/catalog/names.ts';
import { defineFramework, defineLock, defineStore } from '../../src/index.ts';
import { readSettings } from '../../src/settings.ts';
import type { Settings } from '../../src/settings.ts';

const vault = defineStore({ name: 'vault', packages: [], reach: 'shared', exports: {}, types: {} });

function read(settings: unknown): Settings {
  return readSettings({ 'atomic-auth': settings });
}

function readError(settings: unknown): readonly string[] {
  try {
    read(settings);
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n');
    throw error;
  }
  throw new Error('accepted');
}

describe('settings', () => {
  it('are the shipped knowledge where none are given', () => {
    expect(readSettings({}).catalog).toBe(catalog);
    expect(readSettings({ other: {} })).toBe(readSettings({}));
    expect(readSettings({}).names).toBe(generalNames);
    expect(read({}).catalog).toBe(catalog);
    expect(read({ owner: ['holder_of'] }).catalog).toBe(catalog);
  });

  it('are read once for each object', () => {
    const settings = { catalog: [vault] };
    expect(read(settings)).toBe(read(settings));
    expect(read(settings).catalog).toBe(read(settings).catalog);
    expect(read({ ...settings })).not.toBe(read(settings));
  });

  it('put own entries before the shipped ones', () => {
    expect(read({ catalog: [vault] }).catalog).toStrictEqual([vault, ...catalog]);
  });

  it('replace a shipped entry by one with its name', () => {
    const limits = defineLock({ name: 'p-limit', packages: ['p-limit'], exports: {}, types: {} });
    const entries = read({ catalog: [limits] }).catalog;
    expect(entries).toHaveLength(catalog.length);
    expect(entries.filter(({ name }) => name === 'p-limit')).toStrictEqual([limits]);
  });

  it('allow types of shipped entries', () => {
    const own = defineStore({ ...vault, types: { Vault: { extends: ['pg/PoolClient'] } } });
    expect(read({ catalog: [own] }).catalog[0]).toBe(own);
  });

  it('keep names, roots and what is to be done where something is missing', () => {
    const { names, roots, onIncomplete } = read({
      authentication: ['stepInside'],
      authorization: ['mayEnter'],
      identity: ['passenger'],
      owner: ['booked_for'],
      singleUse: ['gate_pin'],
      roots: { exclude: ['src/sync/**'] },
      onIncomplete: 'error',
    });
    expect(names.isAuthenticationName('stepInside')).toBe(true);
    expect(names.isAuthorizationName('mayEnter')).toBe(true);
    expect(names.isIdentityName('passenger')).toBe(true);
    expect(names.isOwnerColumn('bookedFor')).toBe('owner');
    expect(names.getCredentialUse('flights', 'gate_pin')).toBe('single-use');
    expect(roots.isReachable('/repo/src/sync/a.ts', ['/repo'])).toBe(false);
    expect(roots.isReachable('/repo/src/a.ts', ['/repo'])).toBe(true);
    expect(onIncomplete).toBe('error');
    expect([read({}).onIncomplete, readSettings({}).onIncomplete]).toEqual(['warn', 'warn']);
  });

  it('make an entry of each transaction and lock', () => {
    const entries = read({
      transactions: ['unitOfWork', { name: 'ledger.run', callback: 1, handle: 0, isolation: 'serializable' }],
      locks: ['oneAtATime', { name: 'inTurn', reach: 'process', key: 0, callback: 1 }],
    }).catalog;
    expect(entries.slice(0, 4)).toStrictEqual([
      {
        kind: 'store',
        name: 'transactions:unitOfWork',
        packages: [],
        exports: {},
        types: {},
        reach: 'shared',
        functions: {
          unitOfWork: { effects: [{ kind: 'transaction', callback: 'last' }], returns: { kind: 'callback-result' } },
        },
      },
      {
        kind: 'store',
        name: 'transactions:ledger.run',
        packages: [],
        exports: {},
        types: {},
        reach: 'shared',
        defaultIsolation: 'serializable',
        functions: {
          'ledger.run': {
            effects: [{ kind: 'transaction', callback: '1', handle: 0 }],
            returns: { kind: 'callback-result' },
          },
        },
      },
      {
        kind: 'lock',
        name: 'locks:oneAtATime',
        packages: [],
        exports: {},
        types: {},
        functions: {
          oneAtATime: {
            effects: [{ kind: 'lock', reach: 'shared', callback: 'last' }],
            returns: { kind: 'callback-result' },
          },
        },
      },
      {
        kind: 'lock',
        name: 'locks:inTurn',
        packages: [],
        exports: {},
        types: {},
        functions: {
          inTurn: {
            effects: [{ kind: 'lock', reach: 'process', callback: '1', key: '0' }],
            returns: { kind: 'callback-result' },
          },
        },
      },
    ]);
    expect(entries.slice(4)).toStrictEqual(catalog);
  });

  it('put a transaction with a handle into the store of the handle', () => {
    const entries = read({ transactions: [{ name: 'unitOfWork', handle: 0, handleType: 'pg/PoolClient' }] }).catalog;
    expect(entries).toHaveLength(catalog.length);
    expect(entries.find(({ name }) => name === 'pg')?.functions).toStrictEqual({
      unitOfWork: {
        effects: [{ kind: 'transaction', callback: 'last', handle: 0, handleType: 'pg/PoolClient' }],
        returns: { kind: 'callback-result' },
      },
    });
    expect(catalog.find(({ name }) => name === 'pg')?.functions).toBeUndefined();
  });
});

const keys =
  "'catalog', 'transactions', 'locks', 'roots', 'authentication', 'authorization', 'identity', 'owner', 'singleUse', 'onIncomplete', 'fingerprint'";

describe('mistakes in settings', () => {
  it.each([
    ['strict', "settings['atomic-auth'] must be an object, but is 'strict'."],
    [null, "settings['atomic-auth'] must be an object, but is null."],
    [[], "settings['atomic-auth'] must be an object, but is an empty array."],
    [
      { catalogue: [] },
      `settings['atomic-auth'] has an unknown key 'catalogue' (did you mean 'catalog'?); the keys are ${keys}.`,
    ],
    [{ 'my-key': 1 }, `settings['atomic-auth'] has an unknown key 'my-key'; the keys are ${keys}.`],
    [{ catalog: vault }, "settings['atomic-auth'].catalog must be an array of catalog entries, but is an object."],
    [
      { catalog: [vault, { ...vault, name: 'safe', reach: 'global' }] },
      "settings['atomic-auth'].catalog[1].reach must be 'shared' or 'process', but is 'global'.",
    ],
    [{ catalog: [vault, vault] }, "settings['atomic-auth'].catalog: vault: two entries of this name."],
    [
      { catalog: [{ ...vault, exports: { open: { type: 'Valt' } }, types: { Vault: {} } }] },
      "settings['atomic-auth'].catalog: vault.open refers to the type Valt, which does not exist (did you mean Vault?).",
    ],
    [
      { catalog: [{ ...vault, exports: { open: { type: 'pgg/Pool' } } }] },
      "settings['atomic-auth'].catalog: vault.open refers to the type pgg/Pool, which does not exist (did you mean pg/Pool?).",
    ],
    [
      { catalog: [{ ...vault, exports: { open: { type: 'pg/Pol' } } }] },
      "settings['atomic-auth'].catalog: vault.open refers to the type pg/Pol, which does not exist (did you mean pg/Pool?).",
    ],
    [
      {
        catalog: [
          defineFramework({
            name: 'desk',
            packages: [],
            exports: {},
            types: {},
            handlerParameters: ['Call'],
            handlerParameterNames: [],
          }),
        ],
      },
      "settings['atomic-auth'].catalog: desk refers to the type Call, which does not exist.",
    ],
    [
      { transactions: 'unitOfWork' },
      "settings['atomic-auth'].transactions must be an array of names of functions, or of objects { name, … }, but is 'unitOfWork'.",
    ],
    [
      { transactions: ['unitOfWork()'] },
      "settings['atomic-auth'].transactions[0] must be the name of a function as it is called, such as 'inTransaction' or 'ledger.inTransaction', or an object { name, callback, handle, handleType, isolation }, but is 'unitOfWork()'.",
    ],
    [
      { transactions: [{ name: 'f', callback: 'first' }] },
      "settings['atomic-auth'].transactions[0].callback must be the position of an argument, from 0, or 'last', but is 'first'.",
    ],
    [
      { transactions: [{ name: 'f', handle: 1.5 }] },
      "settings['atomic-auth'].transactions[0].handle must be the position of the callback's parameter, from 0, but is 1.5.",
    ],
    [
      { transactions: [{ name: 'f', isolation: 'serialisable' }] },
      "settings['atomic-auth'].transactions[0].isolation must be 'read committed', 'repeatable read', 'serializable' or 'snapshot', but is 'serialisable' (did you mean 'serializable'?).",
    ],
    [
      { transactions: [{ name: 'f', handleType: 'pg/PoolClint' }] },
      "settings['atomic-auth'].transactions: f.f refers to the type pg/PoolClint, which does not exist (did you mean pg/PoolClient?).",
    ],
    [
      { locks: [{ callback: 0 }] },
      "settings['atomic-auth'].locks[0] lacks the key 'name': the name of a function as it is called, such as 'inTransaction' or 'ledger.inTransaction'.",
    ],
    [
      { locks: [{ name: 'f', reach: 'machine' }] },
      "settings['atomic-auth'].locks[0].reach must be 'shared' or 'process', but is 'machine'.",
    ],
    [{ roots: ['src/**'] }, "settings['atomic-auth'].roots must be an object { include, exclude }, but is an array."],
    [{ roots: { exclude: 42 } }, "settings['atomic-auth'].roots.exclude must be an array of glob patterns, but is 42."],
    [
      { roots: { include: ['src/{a,b/**'] } },
      "settings['atomic-auth'].roots.include[0] must be a glob pattern whose brackets and braces are closed, but is 'src/{a,b/**'.",
    ],
    [{ authentication: [/^require/] }, "settings['atomic-auth'].authentication[0] must be a name, but is an object."],
    [
      { authorization: ['guards.mayEnter'] },
      "settings['atomic-auth'].authorization[0] must be a name, but is 'guards.mayEnter'.",
    ],
    [
      { identity: 'passenger' },
      "settings['atomic-auth'].identity must be an array of names of properties, but is 'passenger'.",
    ],
    [{ owner: [''] }, "settings['atomic-auth'].owner[0] must be a name, but is ''."],
    [
      { singleUse: ['a.b.c'] },
      "settings['atomic-auth'].singleUse[0] must be the name of a table or column, or 'table.column', but is 'a.b.c'.",
    ],
    [
      { onIncomplete: 'fail' },
      "settings['atomic-auth'].onIncomplete must be 'warn', 'error' or 'ignore', but is 'fail'.",
    ],
    [{ fingerprint: 7 }, "settings['atomic-auth'].fingerprint must be a text, but is 7."],
  ])('are named: %j', (settings, message) => {
    expect(readError(settings)).toStrictEqual([message]);
  });

  it('are all named at once', () => {
    expect(readError({ owner: 1, locks: 2 })).toStrictEqual([
      "settings['atomic-auth'].owner must be an array of names of columns, but is 1.",
      "settings['atomic-auth'].locks must be an array of names of functions, or of objects { name, … }, but is 2.",
    ]);
  });

  it('are named up to a number that can be read', () => {
    const messages = readError({ owner: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    expect(messages).toHaveLength(9);
    expect(messages.at(-1)).toBe('… and 2 more.');
  });

  it('are found where a replaced entry leaves others without a type', () => {
    const express = defineFramework({
      name: 'express',
      packages: ['express'],
      exports: {},
      types: {},
      handlerParameters: [],
      handlerParameterNames: [],
    });
    for (const message of readError({ catalog: [express] })) {
      expect(message).toMatch(
        /^settings\['atomic-auth'\]\.catalog: \S+ refers to the type express\/Request, which does not exist\.$|^… and \d+ more\.$/,
      );
    }
  });
});
