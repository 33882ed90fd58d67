import { describe, expect, it } from 'vitest';
import { findInFolder, findWindowsInFolder } from '../windows/find-windows-in.ts';

const database = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";
const load =
  "export async function load(id) { const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]); return rows[0]; }";
const save =
  "export async function save(id, balance) { await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]); }";
const accounts = `import { pool } from './database';\n${load}\n${save}\n`;
const found = ['value certain balance: read accounts.ts:2, written accounts.ts:3 at 4'];

/** `imports` is line 1, the call that writes is on line 4. */
function withdraw(imports: string, prefix = ''): string {
  return `${imports}
    export async function withdraw(id, amount) {
      const account = await ${prefix}load(id);
      await ${prefix}save(id, account.balance - amount);
    }
  `;
}

describe('functions of another file', () => {
  it.each([
    ['by their names', "import { load, save } from './accounts';", ''],
    ['by the file with its extension', "import { load, save } from './accounts.ts';", ''],
    ['by the file as it will be compiled', "import { load, save } from './accounts.js';", ''],
    [
      'by other names',
      "import { load as read, save as write } from './accounts'; const load = read; const save = write;",
      '',
    ],
    ['all together', "import * as accounts from './accounts';", 'accounts.'],
    ['by require', "const { load, save } = require('./accounts');", ''],
    ['by require, all together', "const accounts = require('./accounts');", 'accounts.'],
  ])('%s', (_name, imports, prefix) => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': withdraw(imports, prefix),
        'src/accounts.ts': accounts,
        'src/database.ts': database,
      }),
    ).toEqual(found);
  });

  it('by a dynamic import', () => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': `
        export async function withdraw(id, amount) {
          const { load, save } = await import('./accounts');
          const account = await load(id);
          await save(id, account.balance - amount);
        }
      `,
        'src/accounts.ts': accounts,
        'src/database.ts': database,
      }),
    ).toEqual(found);
  });

  it.each([
    [
      'a default export of an object',
      `import { pool } from './database';\n${load}\n${save}\nexport default { load, save };`,
      "import accounts from './accounts';",
    ],
    [
      'an object',
      `import { pool } from './database';\n${load}\n${save}\nexport const accounts = { load, save };`,
      "import { accounts } from './accounts';",
    ],
    [
      'an instance of a class',
      `import { pool } from './database';\n${load}\n${save}\nclass Accounts { load(id) { return load(id); } save(id, balance) { return save(id, balance); } }\nexport default new Accounts();`,
      "import accounts from './accounts';",
    ],
    [
      'module.exports',
      `const { pool } = require('./database');\n${load.replace('export ', '')}\n${save.replace('export ', '')}\nmodule.exports = { load, save };`,
      "const accounts = require('./accounts');",
    ],
    [
      'exports',
      `const { pool } = require('./database');\nexports.load = ${load.replace('export ', '')};\nexports.save = ${save.replace('export ', '')};`,
      "const accounts = require('./accounts');",
    ],
  ])('given by %s', (_name, module, imports) => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': withdraw(imports, 'accounts.'),
        'src/accounts.ts': module,
        'src/database.ts': database,
      }),
    ).toEqual(found);
  });

  it.each([
    ['names', "export { load, save } from './accounts';"],
    ['other names', "import { load as a, save as b } from './accounts';\nexport { a as load, b as save };"],
    ['a star', "export * from './accounts';"],
    ['two stars', "export * from './more';"],
  ])('through a file that hands on %s', (_name, index) => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': withdraw("import { load, save } from './services';"),
        'src/services/index.ts': index.replaceAll('./accounts', '../accounts'),
        'src/services/more.ts': "export * from '../accounts';",
        'src/accounts.ts': accounts,
        'src/database.ts': database,
      }),
    ).toEqual(found);
  });

  it('through a path of tsconfig.json', () => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': withdraw("import { load, save } from '@/accounts';"),
        'src/accounts.ts': accounts,
        'src/database.ts': database,
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
      }),
    ).toEqual(found);
  });

  it('that import each other', () => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': `${withdraw("import { load, save } from './accounts';")}export const limit = 100;\n`,
        'src/accounts.ts': `${accounts}import { limit } from './withdraw';\nexport const isAllowed = (amount) => amount < limit;\n`,
        'src/database.ts': `${database}import './accounts';\n`,
      }),
    ).toEqual(found);
  });

  it('that stand in a package of their own name', () => {
    expect(findInFolder({ 'src/withdraw.ts': withdraw("import { load, save } from 'accounts';") }).accesses).toEqual(
      [],
    );
  });
});

describe('where a finding is shown', () => {
  it('not in a file that only holds one end', () => {
    const importer = withdraw("import { load, save } from './accounts';");
    expect(
      findWindowsInFolder({ 'src/accounts.ts': accounts, 'src/withdraw.ts': importer, 'src/database.ts': database }),
    ).toEqual([]);
  });

  it('in the file of the function that holds both, and not in those that call it', () => {
    const service = withdraw("import { load, save } from './accounts';");
    const route =
      "import express from 'express'; import { withdraw } from './withdraw'; const app = express();\napp.post('/withdraw/:id', async (req, res) => { await withdraw(req.params.id, req.body.amount); res.end(); });\n";
    const rest = { 'src/accounts.ts': accounts, 'src/database.ts': database };
    expect(findWindowsInFolder({ 'src/route.ts': route, 'src/withdraw.ts': service, ...rest })).toEqual([]);
    expect(findWindowsInFolder({ 'src/withdraw.ts': service, 'src/route.ts': route, ...rest })).toEqual(found);
  });
});

describe('what another file made', () => {
  it('a model', () => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': `
        import { Account } from './models';
        export async function withdraw(id, amount) {
          const account = await Account.findById(id);
          account.balance -= amount;
          await account.save();
        }
      `,
        'src/models/index.ts': "export { default as Account } from './account';",
        'src/models/account.ts':
          "import { Schema, model } from 'mongoose';\nexport default model('Account', new Schema({ balance: Number }));",
      }),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('a router, with the check in front of it', () => {
    expect(
      findInFolder({
        'src/notes.ts':
          "import { router } from './router';\nrouter.delete('/:id', async function remove(req, res) { res.end(); });\n",
        'src/router.ts':
          "import express from 'express'; import { requireUser } from './auth';\nexport const router = express.Router();\nrouter.use(requireUser);\n",
        'src/auth.ts':
          'export function requireUser(req, res, next) { if (!req.headers.authorization) return res.sendStatus(401); next(); }\n',
      }).roots,
    ).toEqual(['handler remove: requireUser']);
  });

  it('middleware that checks the owner', () => {
    expect(
      findWindowsInFolder({
        'src/notes.ts': `
        import express from 'express';
        import { loadNote } from './load-note';
        import { Note } from './note';
        const router = express.Router();
        router.post('/:id', loadNote, async (req, res) => {
          await Note.updateOne({ _id: req.params.id }, { state: 'sent' });
        });
      `,
        'src/load-note.ts': `
        import { Note } from './note';
        export async function loadNote(req, res, next) {
          const note = await Note.findById(req.params.id);
          if (note.owner !== req.user.id) return res.sendStatus(403);
          next();
        }
      `,
        'src/note.ts':
          "import { Schema, model } from 'mongoose';\nexport const Note = model('Note', new Schema({ owner: String, state: String }));",
      }),
    ).toEqual(['ownership certain owner: read load-note.ts:3, written 6']);
  });

  it('a file that cannot be read as code leaves the rest as it is', () => {
    expect(
      findWindowsInFolder({
        'src/withdraw.ts': `
        import { Pool } from 'pg';
        import { broken } from './broken';
        const pool = new Pool();
        export async function withdraw(id, amount) {
          const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
          broken(rows);
          await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        }
      `,
        'src/broken.ts': 'export function broken( {',
      }),
    ).toEqual(['value certain balance: read 5, written 7']);
  });
});
