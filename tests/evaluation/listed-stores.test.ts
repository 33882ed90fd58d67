import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../project/make-folder.ts';
import { findInFolder, findInKept, findWindowsInFolder } from '../windows/find-windows-in.ts';

/** A manifest that lists these packages. */
function listing(...names: readonly string[]): string {
  return JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });
}

/** Where the models come from is not to be seen. */
const models = `
  export async function withdraw(models, id, amount) {
    const account = await models.Account.findOne({ _id: id });
    await models.Account.updateOne({ _id: id }, { balance: account.balance - amount });
  }
`;
const value = 'balance: read 2, written 3';

const pools = `
  import { pool } from './missing';
  export async function withdraw(id, amount) {
    const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
    await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
  }
`;

describe('a call that its method and arguments leave open', () => {
  it.each([
    ['is possible where nothing is listed', [], 'possible'],
    ['is sure where the store is listed', ['mongoose'], 'certain'],
    [
      'is sure beside packages that are no stores, and stores that have no such call',
      ['express', 'mongoose', 'pg'],
      'certain',
    ],
    ['is possible beside another store that has such a call', ['mongoose', 'knex-like', 'sequelize'], 'possible'],
  ])('%s', (_name, packages, certainty) => {
    expect(findWindowsInFolder({ 'withdraw.js': models, 'package.json': listing(...packages) })).toEqual([
      `value ${certainty} ${value}`,
    ]);
  });

  it('is meant for the listed store, though another one comes first in the catalog', () => {
    const code = `
      export async function reserve(models, event) {
        const taken = await models.Seat.count({ where: { event } });
        if (taken >= 50) throw new Error('full');
        await models.Seat.create({ event });
      }
    `;
    const found = findInFolder({ 'reserve.js': code, 'package.json': listing('sequelize') });
    expect(found.accesses).toEqual(['select Seat: 2 where event = event', 'insert Seat: 4 sets event = event']);
    expect(found.windows).toEqual(['guard certain #count: read 2, written 4']);
    expect(findInFolder({ 'reserve.js': code, 'package.json': listing('sequelize', 'mongoose') }).windows).toEqual([]);
  });

  it('of a common name is none of a store that is not listed', () => {
    const code =
      'export async function close(Account, id) { await Account.destroy({ id }); await Account.increment("closings"); }';
    expect(findInFolder({ 'close.js': code }).accesses).toEqual([]);
    expect(findInFolder({ 'close.js': code, 'package.json': listing('mongoose') }).accesses).toEqual([]);
    expect(findInFolder({ 'close.js': code, 'package.json': listing('sequelize') }).accesses).toHaveLength(2);
  });

  it.each([
    [
      'of what another listed package exports',
      "import { Account } from 'bank-sdk';",
      ['mongoose', 'bank-sdk'],
      'possible',
    ],
    [
      'of what a file exports that is not there',
      "import { Account } from './missing';",
      ['mongoose', 'bank-sdk'],
      'certain',
    ],
  ])('%s', (_name, imports, packages, certainty) => {
    const code = `${imports}\n export async function withdraw(id, amount) {\n const account = await Account.findOne({ _id: id });\n await Account.updateOne({ _id: id }, { balance: account.balance - amount });\n }`;
    expect(findWindowsInFolder({ 'withdraw.js': code, 'package.json': listing(...packages) })).toEqual([
      `value ${certainty} balance: read 3, written 4`,
    ]);
  });

  it('is not made surer on a value that is no model: a list, a text', () => {
    const code = `
      export async function pick(request) {
        const Items = [1, 2];
        const Name = String(request.body.name);
        return [Items.find((item) => item > 1), Name.find('x'), names.find((name) => name === 'y')];
      }
    `;
    expect(findInFolder({ 'pick.js': code, 'package.json': listing('mongoose') }).accesses).toEqual([]);
  });
});

describe('the manifests that count', () => {
  it('are those of the workspace package and of what it depends on', () => {
    const files = {
      'packages/api/src/withdraw.js': models,
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/api/package.json': '{ "name": "api", "dependencies": { "data": "*" } }',
    };
    expect(
      findWindowsInFolder({
        ...files,
        'packages/data/package.json': '{ "name": "data", "dependencies": { "mongoose": "9" } }',
      }),
    ).toEqual([`value certain ${value}`]);
    expect(
      findWindowsInFolder({
        ...files,
        'packages/other/package.json': '{ "name": "other", "dependencies": { "mongoose": "9" } }',
      }),
    ).toEqual([`value possible ${value}`]);
  });

  it('are those around the file that has the call, whichever file is linted', () => {
    const files = {
      'packages/api/withdraw.js':
        "import { find } from '../data/find.js';\nimport { models } from './models';\nexport async function withdraw(id, amount) {\n const account = await find(models, id);\n await models.Account.updateOne({ _id: id }, { balance: account.balance - amount });\n}\n",
      'packages/data/find.js': 'export async function find(models, id) { return models.Account.findOne({ _id: id }); }',
      'package.json': '{ "workspaces": ["packages/*"] }',
    };
    expect(findWindowsInFolder({ ...files, 'packages/data/package.json': listing('mongoose') })).toEqual([
      'value certain balance: read find.js:1, written 5',
    ]);
    expect(findWindowsInFolder({ ...files, 'packages/api/package.json': listing('mongoose') })).toEqual([
      'value possible balance: read find.js:1, written 5',
    ]);
  });

  it('are read again when they were edited', async () => {
    const folder = makeFolder({
      'package.json': listing('mongoose'),
      'withdraw.js': models,
      'helper.js': models
        .replace('models, ', '')
        .replace('export', "const models = require('./missing'); const { Account } = models; export")
        .replace('models.Account', 'Account'),
    });
    const caller =
      "import { withdraw } from './helper.js';\nexport async function pay(id) { await withdraw(id, 5); }\n";
    const find = async (): Promise<readonly string[]> => {
      await setTimeout(60);
      return [...findInKept(folder, 'withdraw.js', models).windows, ...findInKept(folder, 'pay.js', caller).accesses];
    };
    const before = await find();
    expect(before[0]).toBe(`value certain ${value}`);
    folder.write('package.json', listing('mongoose', 'sequelize'));
    expect((await find())[0]).toBe(`value possible ${value}`);
    folder.write('package.json', listing('mongoose', 'other'));
    expect(await find()).toEqual(before);
  });
});

describe('a name that leaves open what it names', () => {
  it.each([
    ['is possible where nothing is listed', [], 'possible'],
    ['is sure where the store is listed', ['pg'], 'certain'],
    ['is sure beside stores that cannot run the text of a statement', ['pg', 'mongoose'], 'certain'],
    ['is possible beside a store that can', ['pg', 'mysql2'], 'possible'],
    ['is possible where only another store is listed', ['mysql2'], 'possible'],
  ])('%s', (_name, packages, certainty) => {
    expect(findWindowsInFolder({ 'withdraw.js': pools, 'package.json': listing(...packages) })).toEqual([
      `value ${certainty} balance: read 3, written 4`,
    ]);
  });

  it('says nothing where no statement is given to it', () => {
    const code =
      "import { pool } from './missing'; export async function run(id) { const task = await pool.query(id); await pool.run({ id, left: task.left - 1 }); }";
    expect(findInFolder({ 'run.js': code, 'package.json': listing('pg') }).windows).toEqual([]);
  });
});
