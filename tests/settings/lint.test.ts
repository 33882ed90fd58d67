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
    expect(
      findReportsWith({ transactions: [{ name: 'unitOfWork', isolation: 'serializable' }] }, inUnit, {
        config: 'strict',
      }),
    ).toStrictEqual([]);
    expect(
      findReportsWith({ transactions: [{ name: 'unitOfWork', isolation: 'read committed' }] }, inUnit, {
        config: 'strict',
      }),
    ).toStrictEqual(['5 no-weak-transaction']);
  });
});

describe('functions of the settings', () => {
  const helpers = `import { run } from 'house-library';
export async function unitOfWork(work) { return run(async () => { await begin(); await work(); }); }
export class Ledger { async unitOfWork(work) { await begin(); await work(); } }
export const db = { unitOfWork };
`;
  const plain = `import { unitOfWork } from './helpers.js';\n${withdraw('await unitOfWork(async () => {', '});')}`;
  const renamed = `import { unitOfWork as inUnit } from './helpers.js';\n${withdraw('await inUnit(async () => {', '});')}`;
  const method = `import { Ledger } from './helpers.js';\n${withdraw('await new Ledger().unitOfWork(async () => {', '});')}`;
  const member = `import { db } from './helpers.js';\n${withdraw('await db.unitOfWork(async () => {', '});')}`;

  it.each([
    ['function', plain],
    ['function under another name', renamed],
    ['method', method],
    ['member', member],
  ])('are what the settings say, whatever their body: %s', (_case, text) => {
    const { path } = makeFolder({ 'package.json': '{}', 'src/helpers.js': helpers, 'src/withdraw.js': text });
    const lint = (settings: object): readonly string[] =>
      findReportsWith(settings, text, { filename: join(path, 'src/withdraw.js'), cwd: path });
    expect(lint({})).toStrictEqual(['6 no-lost-update']);
    expect(lint({ transactions: ['unitOfWork'] })).toStrictEqual([]);
    expect(lint({ locks: ['unitOfWork'] })).toStrictEqual([]);
  });

  it('are not methods of a client that happen to have the name', () => {
    const text = withdraw('', '');
    expect(findReportsWith({ locks: ['query'] }, text)).toStrictEqual(['5 no-lost-update']);
  });
});

describe('names', () => {
  const archive = (check: string, caller: string): string => `import express from 'express';
import { Pool } from 'pg';
import { ${check} } from './checks.js';
const pool = new Pool();
express().post('/posts/:id/archive', ${check}, async (req, res) => {
  const { rows } = await pool.query('SELECT booked_for FROM posts WHERE id = $1', [req.params.id]);
  if (rows[0].booked_for !== req.${caller}.id) return res.sendStatus(403);
  await pool.query('UPDATE posts SET archived = true WHERE id = $1', [req.params.id]);
  res.sendStatus(204);
});
`;
  const renameAny = `import express from 'express';
import { Pool } from 'pg';
import { stepInside } from './checks.js';
const pool = new Pool();
express().post('/posts/:id/rename', stepInside, async (req, res) => {
  const { rowCount } = await pool.query('UPDATE posts SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});
express().get('/posts', stepInside, async (req, res) => {
  res.json(await pool.query('SELECT * FROM posts WHERE owner_id = $1', [req.user.id]));
});
`;

  it('tell whose a row is, and who calls', () => {
    const settings = { identity: ['passenger'], owner: ['booked_for'] };
    expect(findReportsWith(settings, archive('stepInside', 'passenger'))).toStrictEqual(['8 no-split-ownership-check']);
    expect(findReportsWith({ owner: ['booked_for'] }, archive('stepInside', 'passenger'))).toStrictEqual([]);
    expect(findReportsWith({ identity: ['passenger'] }, archive('stepInside', 'passenger'))).toStrictEqual([]);
  });

  it('tell the checks of callers and rights', () => {
    expect(findReportsWith({}, renameAny)).toStrictEqual([]);
    expect(findReportsWith({ authentication: ['stepInside'] }, renameAny)).toStrictEqual(['6 require-owner-scope']);
    expect(findReportsWith({ authentication: ['stepInside'], authorization: ['stepInside'] }, renameAny)).toStrictEqual(
      [],
    );
  });

  it('tell credentials that are spent by the first use', () => {
    const board = `import { Pool } from 'pg';
const pool = new Pool();
export async function board(code) {
  const { rows } = await pool.query('SELECT id, spent FROM boarding_passes WHERE code = $1', [code]);
  if (rows[0].spent) throw new Error('spent');
  await pool.query('UPDATE boarding_passes SET spent = true WHERE id = $1', [rows[0].id]);
  await pool.query('INSERT INTO seats (pass_id) VALUES ($1)', [rows[0].id]);
}
`;
    expect(findReportsWith({}, board)).toStrictEqual(['6 no-check-then-act']);
    expect(findReportsWith({ singleUse: ['boarding_passes'] }, board)).toStrictEqual(['6 no-token-reuse']);
  });
});

describe('locks', () => {
  it('are held while their callback runs', () => {
    expect(findReportsWith({ locks: ['unitOfWork'] }, inUnit)).toStrictEqual([]);
    expect(findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1 }] }, keyed)).toStrictEqual([]);
    expect(findReportsWith({}, keyed)).toStrictEqual(['5 no-lost-update']);
  });

  it('are judged by their reach', () => {
    expect(
      findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1, reach: 'shared' }] }, keyed, {
        config: 'strict',
      }),
    ).toStrictEqual([]);
    expect(
      findReportsWith({ locks: [{ name: 'oneAtATime', key: 0, callback: 1, reach: 'process' }] }, keyed, {
        config: 'strict',
      }),
    ).toStrictEqual(['5 no-process-lock']);
  });
});

describe('the catalog', () => {
  it('takes the place of a shipped entry of the same name', () => {
    const pg = defineStore({
      name: 'pg',
      packages: ['pg'],
      reach: 'shared',
      exports: { Pool: { type: 'Pool' } },
      types: {
        Pool: { construct: { returns: { kind: 'type', type: 'Pool' } }, members: { query: {} } },
        PoolClient: {},
        FastifyPostgres: {},
      },
    });
    expect(findReportsWith({}, withdraw('', ''))).toStrictEqual(['5 no-lost-update']);
    expect(findReportsWith({ catalog: [pg] }, withdraw('', ''))).toStrictEqual([]);
  });
});

describe('roots', () => {
  const race = withdraw('', '');

  it('leave files out', () => {
    const { path } = makeFolder({ 'package.json': '{}', 'src/sync/run.js': race });
    const lint = (settings: object): readonly string[] =>
      findReportsWith(settings, race, { filename: join(path, 'src/sync/run.js'), cwd: path });
    expect(lint({})).toStrictEqual(['5 no-lost-update']);
    expect(lint({ roots: { exclude: ['src/sync/*'] } })).toStrictEqual([]);
    expect(lint({ roots: { exclude: ['src/sync'] } })).toStrictEqual(['5 no-lost-update']);
  });

  it('take files in', () => {
    const { path } = makeFolder({ 'package.json': '{}', 'scripts/rpc.js': race });
    const lint = (settings: object): readonly string[] =>
      findReportsWith(settings, race, { filename: join(path, 'scripts/rpc.js'), cwd: path });
    expect(lint({})).toStrictEqual([]);
    expect(lint({ roots: { include: ['scripts/rpc.js'] } })).toStrictEqual(['5 no-lost-update']);
  });
});

describe('several config objects', () => {
  it('are merged key by key, and of two arrays the later counts', () => {
    const lint = (...settings: readonly object[]): readonly string[] =>
      findReports(inUnit, [
        plugin.configs.recommended,
        ...settings.map((own) => ({ settings: { 'atomic-auth': own } })),
      ]);
    expect(lint({ transactions: ['unitOfWork'] }, { owner: ['booked_for'] })).toStrictEqual([]);
    expect(lint({ transactions: ['unitOfWork'] }, { transactions: ['inLedger'] })).toStrictEqual(['5 no-lost-update']);
    expect(() => lint({ owner: ['booked_for'] }, { owners: [] })).toThrow(
      "settings['atomic-auth'] has an unknown key 'owners' (did you mean 'owner'?)",
    );
  });
});
