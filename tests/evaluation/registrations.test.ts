import { describe, expect, it } from 'vitest';
import { findInFolder } from '../windows/find-windows-in.ts';

const check =
  'export function requireUser(req, res, next) { if (!req.headers.authorization) return res.sendStatus(401); req.user = verify(req); next(); }\n';
const store = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";
const handler = `
  import { pool } from './store';
  export async function rename(req, res) {
    await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
    res.end();
  }
`;

describe('a handler that another file registers', () => {
  it('is known to come after the check there', () => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        'src/router.ts':
          "import express from 'express'; import { requireUser } from './check'; import { rename } from './notes';\nexport const router = express.Router();\nrouter.put('/notes/:id', requireUser, rename);\n",
        'src/check.ts': check,
        'src/store.ts': store,
      }),
    ).toMatchObject({ roots: ['handler rename: requireUser'], unscoped: ['possible id (-): 3'] });
  });

  it.each([
    ['with an extension', "import { rename } from './notes.js';", 'rename'],
    ['as a whole', "import * as notes from './notes';", 'notes.rename'],
    ['by require', "const notes = require('./notes');", 'notes.rename'],
    ['by require, in parts', "const { rename } = require('./notes');", 'rename'],
    ['by way of a barrel', "import { rename } from './index';", 'rename'],
  ])('imported %s', (_name, statement, name) => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        'src/index.ts': "export * from './notes';\n",
        'src/router.ts': `${statement}\nimport express from 'express'; import { requireUser } from './check';\nexport const router = express.Router();\nrouter.use(requireUser);\nrouter.put('/notes/:id', ${name});\n`,
        'src/check.ts': check,
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: requireUser']);
  });

  it('behind the router its own router is mounted on', () => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        'src/router.ts':
          "import express from 'express'; import { rename } from './notes';\nconst router = express.Router();\nrouter.put('/:id', rename);\nexport default router;\n",
        'src/api.ts':
          "import express from 'express'; import notes from './router';\nconst api = express.Router();\napi.use('/notes', notes);\nexport default api;\n",
        'src/app.ts':
          "import express from 'express'; import { requireUser } from './check'; import api from './api';\nconst app = express();\napp.use('/api', requireUser, api);\n",
        'src/check.ts': check,
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: requireUser']);
  });

  it('that wraps it, as it is or by a function of the project', () => {
    expect(
      findInFolder({
        'src/notes.ts': `${handler.replace('export async function rename', 'async function rename')}\nexport const notes = { rename: attempt(rename) };\nfunction attempt(run) { return (req, res, next) => run(req, res).catch(next); }\n`,
        'src/router.ts':
          "import express from 'express'; import { requireUser } from './check'; import { notes } from './notes';\nexport const router = express.Router();\nrouter.put('/notes/:id', requireUser, notes.rename);\n",
        'src/check.ts': check,
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler -: requireUser']);
  });

  it('is a method of a controller', () => {
    expect(
      findInFolder({
        'src/notes.ts': `
        import { pool } from './store';
        class NotesController {
          async rename(req, res) {
            await pool.query('UPDATE notes SET title = $2 WHERE id = $1', [req.params.id, req.body.title]);
            res.end();
          }
          show = async (req, res) => { res.end(); };
        }
        export default new NotesController();
      `,
        'src/router.ts':
          "import express from 'express'; import { requireUser } from './check'; import notes from './notes';\nexport const router = express.Router();\nrouter.put('/notes/:id', requireUser, notes.rename);\nrouter.get('/notes/:id', notes.show);\n",
        'src/check.ts': check,
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: requireUser', 'handler show: -']);
  });

  it('finds on the request what the middleware there read', () => {
    expect(
      findInFolder({
        'src/notes.ts': `
        export async function view(req, res) {
          req.note.views += 1;
          await req.note.save();
          res.end();
        }
      `,
        'src/router.ts':
          "import express from 'express'; import { Note } from './models'; import { view } from './notes';\nexport const router = express.Router();\nrouter.param('id', async (req, res, next, id) => { req.note = await Note.findById(id); next(); });\nrouter.get('/notes/:id', view);\n",
        'src/models.ts':
          "import { Schema, model } from 'mongoose';\nexport const Note = model('Note', new Schema({ views: Number }));\n",
      }).windows,
    ).toEqual(['value certain views: read router.ts:3, written 3']);
  });

  it('is guarded everywhere it is registered', () => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        'src/a.ts':
          "import express from 'express'; import { requireUser } from './check'; import { rename } from './notes';\nconst router = express.Router();\nrouter.put('/notes/:id', requireUser, rename);\n",
        'src/b.ts':
          "import express from 'express'; import { rename } from './notes';\nconst router = express.Router();\nrouter.put('/public/:id', rename);\n",
        'src/check.ts': check,
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: requireUser', 'handler rename: -']);
  });
});

describe('a handler that nobody registers', () => {
  it.each([
    ['by a test', 'src/notes.test.ts'],
    ['by a file in a folder of tests', 'test/notes.ts'],
  ])('but is registered %s', (_name, file) => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        [file]:
          "import express from 'express'; import { rename } from '../src/notes';\nconst requireUser = (req, res, next) => next();\nexpress().put('/notes/:id', requireUser, rename);\n",
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: -']);
  });

  it('is evaluated by itself', () => {
    expect(
      findInFolder({
        'src/notes.ts': handler,
        'src/other.ts': "import { rename } from './notes';\nexport const all = [rename];\n",
        'src/store.ts': store,
      }).roots,
    ).toEqual(['handler rename: -']);
  });
});

it('is found where another text than the disk has is linted, if the functions are the same ones', () => {
  // `findInFolder` adds a comment to what it lints: the disk never has the same text here.
  expect(
    findInFolder({
      'src/notes.ts': `${handler}\nexport async function remove(req, res) { res.end(); }\n`,
      'src/router.ts':
        "import express from 'express'; import { requireUser } from './check'; import { remove } from './notes';\nexport const router = express.Router();\nrouter.delete('/notes/:id', requireUser, remove);\n",
      'src/check.ts': check,
      'src/store.ts': store,
    }).roots,
  ).toEqual(['handler remove: requireUser', 'handler rename: -']);
});

describe('middleware that can be seen', () => {
  const files = (middleware: string): Readonly<Record<string, string>> => ({
    'src/notes.ts': handler,
    'src/router.ts': `import express from 'express'; import { rename } from './notes';\nconst router = express.Router();\n${middleware}\nrouter.put('/notes/:id', authenticate, rename);\n`,
    'src/store.ts': store,
  });

  it.each([
    [
      'refuses who is not logged in',
      'function authenticate(req, res, next) { if (!req.session.userId) return res.redirect("/login"); next(); }',
    ],
    [
      'goes on where somebody is',
      'function authenticate(req, res, next) { if (req.session.userId) { next(); } else { res.redirect("/login"); } }',
    ],
    [
      'verifies a token',
      "import jwt from 'jsonwebtoken';\nfunction authenticate(req, res, next) { try { req.user = jwt.verify(req.headers.authorization, key); next(); } catch { res.sendStatus(401); } }",
    ],
  ])('says who calls if it %s', (_name, middleware) => {
    const [root] = findInFolder(files(middleware)).roots;
    expect(root).toMatch(/^handler rename: (?:authenticate|verify)$/);
  });

  it('does not if everybody passes', () => {
    expect(
      findInFolder(
        files(
          'async function authenticate(req, res, next) { if (req.session.userId) { res.locals.user = await load(req.session.userId); } next(); }',
        ),
      ).roots,
    ).toEqual(['handler rename: -']);
  });

  it('lets only those of a rank pass', () => {
    expect(
      findInFolder(
        files(
          'function authenticate(req, res, next) { if (req.session.admin_id) return next(); res.redirect("/login"); }',
        ),
      ).roots,
    ).toEqual(['handler rename: authenticate, authorized']);
  });
});
