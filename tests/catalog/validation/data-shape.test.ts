import { describe, expect, it } from 'vitest';
import { defineStore } from '../../../src/catalog/shape.ts';
import { findShapeFaults } from '../../../src/catalog/validation/data-shape.ts';
import { entryShape } from '../../../src/catalog/validation/entry-shape.ts';

const whole = defineStore({ name: 'vault', packages: ['vault'], reach: 'shared', exports: {}, types: {} });

function check(value: unknown): readonly string[] {
  return findShapeFaults(value, entryShape, 'entry');
}

/** The faults of an entry whose function has this effect. */
function checkEffect(effect: unknown): readonly string[] {
  return findShapeFaults({ ...whole, functions: { f: { effects: [effect] } } }, entryShape, 'entry');
}

describe('the shape of entries', () => {
  it.each([
    [null, 'entry must be an entry made by defineStore, defineFramework, defineCredential or defineLock, but is null'],
    [
      [whole],
      'entry must be an entry made by defineStore, defineFramework, defineCredential or defineLock, but is an array',
    ],
    [
      () => whole,
      'entry must be an entry made by defineStore, defineFramework, defineCredential or defineLock, but is a function',
    ],
    [{}, "entry.kind must be 'store', 'framework', 'credential' or 'lock', but is undefined"],
    [
      { ...whole, kind: 'strore' },
      "entry.kind must be 'store', 'framework', 'credential' or 'lock', but is 'strore' (did you mean 'store'?)",
    ],
    [
      { ...whole, kind: 'constructor' },
      "entry.kind must be 'store', 'framework', 'credential' or 'lock', but is 'constructor'",
    ],
    [{ ...whole, name: '' }, "entry.name must be a short name of its own, without a slash, but is ''"],
    [{ ...whole, name: 'pg/Pool' }, "entry.name must be a short name of its own, without a slash, but is 'pg/Pool'"],
    [{ ...whole, packages: 'vault' }, "entry.packages must be an array of packages, but is 'vault'"],
    [
      { ...whole, packages: ['vault', 7] },
      "entry.packages[1] must be the name of a package ('pg', '@acme/db', '@acme/db/*'), but is 7",
    ],
    [
      { ...whole, reach: 'share' },
      "entry.reach must be 'shared' or 'process', but is 'share' (did you mean 'shared'?)",
    ],
    [
      { ...whole, defaultIsolation: 'READ COMMITTED' },
      "entry.defaultIsolation must be 'read committed', 'repeatable read', 'serializable' or 'snapshot', but is 'READ COMMITTED' (did you mean 'read committed'?)",
    ],
    [
      { ...whole, exports: { Vault: { type: 3 } } },
      "entry.exports.Vault.type must be the name of a type: 'Type', or 'entry/Type' of another entry, but is 3",
    ],
    [
      { ...whole, exports: { 'open-vault': { return: { kind: 'outcome' } } } },
      "entry.exports['open-vault'] has an unknown key 'return' (did you mean 'returns'?); the keys are 'effects', 'returns', 'provided', 'otherwise'",
    ],
    [
      { ...whole, types: { Vault: { members: { size: { kind: 'propery', value: { kind: 'unknown' } } } } } },
      "entry.types.Vault.members.size.kind must be 'property', but is 'propery' (did you mean 'property'?)",
    ],
    [
      { ...whole, types: { Vault: { recognise: { names: ['vault'] } } } },
      "entry.types.Vault.recognise lacks the key 'certainty': 'certain' or 'possible'",
    ],
    [
      { ...whole, types: { Vault: { call: { provided: { argument: '0', is: {} } } } } },
      'entry.types.Vault.call.provided.is must be a text, a number, true, false or undefined, but is an object',
    ],
  ])('names the fault of %j', (value, fault) => {
    expect(check(value)).toStrictEqual([fault]);
  });

  it.each([
    [
      { kind: 'wirte' },
      "entry.functions.f.effects[0].kind must be 'read', 'write', 'sql', 'save', 'remove', 'assign', 'amend', 'transaction', 'begin', 'commit', 'rollback', 'lock', 'unlock', 'route', 'middleware', 'parameter-hook', 'decorate', 'mark', 'ambient', 'verify', 'sign', 'expiry', 'assert', 'throw', 'callback', 'next', 'respond', 'schema' or 'schema-index', but is 'wirte' (did you mean 'write'?)",
    ],
    [
      'lock',
      "entry.functions.f.effects[0] must be an effect, such as { kind: 'lock', reach: 'shared' }, but is 'lock'",
    ],
    [{ kind: 'lock' }, "entry.functions.f.effects[0] lacks the key 'reach': 'process' or 'shared'"],
    [
      { kind: 'lock', reach: 'shared', callback: 1 },
      "entry.functions.f.effects[0].callback must be the path of an argument ('0', '0.where', 'last', 'rest:1', 'receiver'), but is 1",
    ],
    [
      { kind: 'lock', reach: 'shared', key: 'first' },
      "entry.functions.f.effects[0].key must be the path of an argument ('0', '0.where', 'last', 'rest:1', 'receiver'), but is 'first'",
    ],
    [
      { kind: 'sql', text: ['0', '[0]'], outcome: {} },
      "entry.functions.f.effects[0].text[1] must be the path of an argument ('0', '0.where', 'last', 'rest:1', 'receiver'), but is '[0]'",
    ],
    [
      { kind: 'read', resource: 'orders', outcome: {} },
      "entry.functions.f.effects[0].resource must be 'receiver', { argument } or { name }, but is 'orders'",
    ],
    [
      { kind: 'read', resource: { table: 'orders' }, outcome: {} },
      "entry.functions.f.effects[0].resource must be 'receiver', { argument } or { name }, but is an object",
    ],
    [
      { kind: 'read', resource: 'receiver', outcome: { '': 'rowz' } },
      "entry.functions.f.effects[0].outcome[''] must be 'row', 'rows', 'count' or 'exists', but is 'rowz' (did you mean 'row'?)",
    ],
    [
      { kind: 'transaction', callback: '0', handle: -1 },
      'entry.functions.f.effects[0].handle must be the index of a parameter, from 0, but is -1',
    ],
    [
      { kind: 'respond', status: 'ok' },
      "entry.functions.f.effects[0].status must be a status code, or the path of an argument, but is 'ok'",
    ],
    [
      { kind: 'callback', function: '0', parameters: [{ kind: 'type' }] },
      "entry.functions.f.effects[0].parameters[0] lacks the key 'type': the name of a type: 'Type', or 'entry/Type' of another entry",
    ],
  ])('names the fault of the effect %j', (effect, fault) => {
    expect(checkEffect(effect)).toStrictEqual([fault]);
  });

  it('names every fault, in the order of the keys', () => {
    expect(check({ kind: 'store', name: 'vault', packages: [], export: {}, reach: 1 })).toStrictEqual([
      "entry has an unknown key 'export' (did you mean 'exports'?); the keys are 'kind', 'name', 'packages', 'exports', 'types', 'functions', 'globals', 'dialect', 'reach', 'defaultIsolation', 'synchronous', 'remedies'",
      "entry.reach must be 'shared' or 'process', but is 1",
      "entry lacks the key 'exports': an object of exports by name",
      "entry lacks the key 'types': an object of types by name",
    ]);
  });

  it('takes a key with the value undefined for one left out', () => {
    expect(check({ ...whole, functions: undefined })).toStrictEqual([]);
    expect(check({ ...whole, types: undefined })).toStrictEqual([
      'entry.types must be an object of types by name, but is undefined',
    ]);
  });

  it('does not take what objects inherit for keys', () => {
    expect(check({ ...whole, toString: {} })).toHaveLength(1);
  });

  it('comes to an end where data holds itself', () => {
    const returns: Record<string, unknown> = { kind: 'list' };
    returns['elements'] = [returns];
    expect(findShapeFaults({ ...whole, functions: { f: { returns } } }, entryShape, 'entry')).toStrictEqual([
      'entry.functions.f.returns.elements[0] holds itself',
    ]);
  });

  it('allows one object in two places', () => {
    const behaviour = { effects: [{ kind: 'unlock' }] };
    expect(check({ ...whole, functions: { f: behaviour, g: { ...behaviour, otherwise: behaviour } } })).toStrictEqual(
      [],
    );
  });

  it('shortens what is there to what can be read', () => {
    expect(check({ ...whole, reach: 'x'.repeat(500) })).toStrictEqual([
      `entry.reach must be 'shared' or 'process', but is '${'x'.repeat(60)}…'`,
    ]);
    expect(check({ ...whole, reach: "it's\nnot" })).toStrictEqual([
      "entry.reach must be 'shared' or 'process', but is 'it\\'s\\nnot'",
    ]);
  });
});
