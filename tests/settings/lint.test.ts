import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import plugin, { defineStore } from '../../src/index.ts';
import { makeFolder } from '../project/make-folder.ts';
import { findReports, findReportsWith } from './lint.ts';

/** A lost update inside `open … close`, in line 5. */
function withdraw(open: string, close: string): string {
  return `import { Pool } from 'pg';
const pool = new Pool();
export async function withdraw(id, amount) {
  ${open} const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
  await pool.query('UPDATE accounts SET balance = $1 WHERE id = $2', [rows[0].balance - amount, id]); ${close}
}
`;
}

const inUnit = withdraw('await db.unitOfWork(async () => {', '});');
const keyed = withdraw('await guardian.oneAtATime(id, async () => {', '}, { wait: 5 });');

describe('transactions', () => {
  it('hold what their callback does', () => {
    expect(findReportsWith({}, inUnit)).toStrictEqual(['5 no-lost-update']);
    expect(findReportsWith({ transactions: ['unitOfWork'] }, inUnit)).toStrictEqual([]);
    expect(findReportsWith({ transactions: ['db.unitOfWork'] }, inUnit)).toStrictEqual([]);
    expect(findReportsWith({ transactions: ['ledger.unitOfWork'] }, inUnit)).toStrictEqual(['5 no-lost-update']);
    expect(findReportsWith({ transactions: ['unitOfWorks'] }, inUnit)).toStrictEqual(['5 no-lost-update']);
  });

  it('are judged by the isolation that is stated', () => {
    expect(findReportsWith({ transactions: [{ name: 'unitOfWork', isolation: 'serializable' }] }, inUnit, { config: 'strict' })).toStrictEqual([]);
    expect(findReportsWith({ transactions: [{ name: 'unitOfWork', isolation: 'read committed' }] }, inUnit, { config: 'strict' })).toStrictEqual(['5 no-weak-transaction']);
  });
});

describe('functions of the settings', () => {
  // evaluate-call.ts follows the body of a function it finds without asking `CatalogIndex.findFunction` first.
  it.todo('are what the settings say also where their body is in another file of the project');
});

describe('locks', () => {
  it('are held while their callback runs', () => {
    expect(findReportsWith({ locks: ['unitOfWork'] }, inUnit)).toStrictEqual([]);
    expect(findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1 }] }, keyed)).toStrictEqual([]);
    expect(findReportsWith({}, keyed)).toStrictEqual(['5 no-lost-update']);
  });

  it('are judged by their reach', () => {
    expect(findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1, reach: 'shared' }] }, keyed, { config: 'strict' })).toStrictEqual([]);
    expect(findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1, reach: 'process' }] }, keyed, { config: 'strict' })).toStrictEqual(['5 no-process-lock']);
  });
});

describe('the catalog', () => {
  it('takes the place of a shipped entry of the same name', () => {
    const pg = defineStore({ name: 'pg', packages: ['pg'], reach: 'shared', exports: { Pool: { type: 'Pool' } }, types: { Pool: { construct: { returns: { kind: 'type', type: 'Pool' } }, members: { query: {} } }, PoolClient: {} } });
    expect(findReportsWith({}, withdraw('', ''))).toStrictEqual(['5 no-lost-update']);
    expect(findReportsWith({ catalog: [pg] }, withdraw('', ''))).toStrictEqual([]);
  });
});

describe('roots', () => {
  const race = withdraw('', '');

  it('leave files out', () => {
    const { path } = makeFolder({ 'package.json': '{}', 'src/sync/run.js': race });
    const lint = (settings: object): readonly string[] => findReportsWith(settings, race, { filename: join(path, 'src/sync/run.js'), cwd: path });
    expect(lint({})).toStrictEqual(['5 no-lost-update']);
    expect(lint({ roots: { exclude: ['src/sync/*'] } })).toStrictEqual([]);
    expect(lint({ roots: { exclude: ['src/sync'] } })).toStrictEqual(['5 no-lost-update']);
  });

  it('take files in', () => {
    const { path } = makeFolder({ 'package.json': '{}', 'scripts/rpc.js': race });
    const lint = (settings: object): readonly string[] => findReportsWith(settings, race, { filename: join(path, 'scripts/rpc.js'), cwd: path });
    expect(lint({})).toStrictEqual([]);
    expect(lint({ roots: { include: ['scripts/rpc.js'] } })).toStrictEqual(['5 no-lost-update']);
  });
});

describe('several config objects', () => {
  it('are merged key by key, and of two arrays the later counts', () => {
    const lint = (...settings: readonly object[]): readonly string[] => findReports(inUnit, [plugin.configs.recommended, ...settings.map((own) => ({ settings: { 'atomic-auth': own } }))]);
    expect(lint({ transactions: ['unitOfWork'] }, { owner: ['booked_for'] })).toStrictEqual([]);
    expect(lint({ transactions: ['unitOfWork'] }, { transactions: ['inLedger'] })).toStrictEqual(['5 no-lost-update']);
    expect(() => lint({ owner: ['booked_for'] }, { owners: [] })).toThrow("settings['atomic-auth'] has an unknown key 'owners' (did you mean 'owner'?)");
  });
});
