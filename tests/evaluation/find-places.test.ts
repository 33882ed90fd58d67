/**
 * Which files and which of their roots are worth being evaluated, going by outlines alone. What is left out here is never looked at: a
 * function in which something may be found must not be, however it leads there.
 */
import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { createRun } from '../../src/evaluation/create-run.ts';
import type { Run } from '../../src/evaluation/domain/run.ts';
import { findConventions, findMeanings } from '../../src/evaluation/glances/find-meanings.ts';
import { createPlaceSearch, mayHoldPlace } from '../../src/evaluation/glances/find-places.ts';
import { findRegistrationMarks } from '../../src/evaluation/glances/find-registration-marks.ts';
import { createModule, evaluateModule } from '../../src/evaluation/modules/evaluate-module.ts';
import { createModuleSource, createWorld } from '../../src/evaluation/modules/module-world.ts';
import { evaluateRoots } from '../../src/evaluation/roots/evaluate-roots.ts';
import { indexCatalog } from '../../src/catalog/catalog-index.ts';
import { lowerModule } from '../../src/languages/ecmascript/lower-module.ts';
import { createProject } from '../../src/project/project.ts';
import { defaultCacheLimits } from '../../src/project/load-module.ts';
import { getNativeModules } from '../../src/project/native-modules.ts';
import { makeFolder } from '../project/make-folder.ts';

const index = indexCatalog(catalog);

/** Names of the roots of the first file that are evaluated; none where the file is left alone as a whole. */
function findEvaluated(files: Readonly<Record<string, string>> | string): readonly string[] {
  const texts = typeof files === 'string' ? { 'notes.ts': files } : files;
  const folder = makeFolder({ 'package.json': '{}', ...texts });
  const [name = '', text = ''] = Object.entries(texts)[0] ?? [];
  const project = createProject(folder.path, { native: getNativeModules(), now: () => 0, limits: defaultCacheLimits });
  const file = project.canonical(`${folder.path}/${name}`);
  const parts = project.findLeads(file, text, findConventions(index), findMeanings(index, new Set()));
  if (!mayHoldPlace(parts)) return [];
  const world = createWorld();
  const module = createModule(file, text, lowerModule(parser.parse(text, { range: true, jsx: false }), text));
  const run: Run = createRun(
    index,
    createModuleSource(
      project,
      world,
      module,
      findRegistrationMarks(catalog),
      () => false,
      () => run,
    ),
    module,
    world.base,
    world.routes,
    world.nextId,
  );
  evaluateModule(run, module, run.state);
  return evaluateRoots(run, module, createPlaceSearch(module, parts)).roots.map((root) => root.name ?? '-');
}

const head =
  "import express from 'express'; import pg from 'pg';\nconst pool = new pg.Pool(); const app = express();\n";
const write = "await pool.query('UPDATE notes SET title = $1', [title]);";

describe('a handler in which nothing can be found is left out', () => {
  it.each([
    [
      'it reads',
      "app.get('/notes', async function list(req, res) { res.json((await pool.query('SELECT id FROM notes')).rows); });",
    ],
    [
      'it names a function that reads',
      "const load = () => pool.query('SELECT id FROM notes');\napp.get('/notes', async function list(req, res) { res.json(await load()); });",
    ],
    [
      'others write',
      `async function change(title) { ${write} }\napp.get('/notes', async function list(req, res) { res.json([]); });`,
    ],
    [
      'a member is deleted',
      "app.get('/notes', async function list(req, res) {\n  delete req.session.flash;\n  res.json([]);\n});",
    ],
    [
      'it assigns to the answer',
      "app.get('/notes', async function list(req, res) {\n  res.locals.title = 'Notes';\n  res.render('notes');\n});",
    ],
  ])('%s', (_reason, text) => {
    expect(findEvaluated(head + text)).not.toContain('list');
  });

  it('of what it imports, it names what reads', () => {
    expect(
      findEvaluated({
        'notes.ts': `${head}import { load } from './store';\napp.get('/notes', async function list(req, res) { res.json(await load()); });`,
        'store.ts': `import { pool } from './pool';\nexport const load = () => pool.query('SELECT id FROM notes');\nexport const change = async (title) => { ${write} };`,
      }),
    ).toEqual([]);
  });
});

describe('a handler in which something may be found is evaluated', () => {
  it.each([
    ['itself', `app.put('/notes', async function change(req, res) { ${write} });`],
    [
      'by a function it names',
      `async function store(title) { ${write} }\napp.put('/notes', async function change(req, res) { await store(req.body.title); });`,
    ],
    [
      'by functions that name each other',
      `async function a(title) { await b(title); }\nasync function b(title) { if (title) await a(''); ${write} }\napp.put('/notes', async function change(req, res) { await a(''); });`,
    ],
    [
      'by a field of a record',
      `const notes = { rename: async (title) => { ${write} } };\napp.put('/notes', async function change(req, res) { await notes[req.body.action]('x'); });`,
    ],
    [
      'by a method of an instance',
      `class Notes { async rename(title) { ${write} } }\nconst notes = new Notes();\napp.put('/notes', async function change(req, res) { await notes.rename('x'); });`,
    ],
    [
      'by what a class was given',
      `class Notes { async rename(title) { ${write} } }\nclass Service { constructor(given) { this.given = given; } async change() { await this.given.rename(''); } }\nconst service = new Service(new Notes());\napp.put('/notes', async function change(req, res) { await service.change(); });`,
    ],
    [
      'by a text that is put together elsewhere',
      "const statement = 'UPDATE notes SET title = $1';\napp.put('/notes', async function change(req, res) { await pool.query(statement, [req.body.title]); });",
    ],
    [
      'by a function that was put on the application',
      `app.rename = async (title) => { ${write} };\napp.put('/notes', async function change(req, res) { await req.app.rename('x'); });`,
    ],
    [
      'in front of it',
      `app.use(async function touch(req, res, next) { const title = ''; ${write} next(); });\napp.put('/notes', async function change(req, res) { res.end(); });`,
    ],
    [
      'of who called, left behind for others',
      "let currentUser;\napp.put('/notes', async function change(req, res) {\n  currentUser = req.user;\n});",
    ],
    [
      'by names that pair',
      "app.put('/notes', async function change(req, res) { const balance = await wallets.getBalance(req.user.id); await wallets.updateBalance(req.user.id, balance - 1); });",
    ],
  ])('%s', (_reason, text) => {
    expect(findEvaluated(head + text)).toContain('change');
  });

  it('by a wrapper that was given the function', () => {
    expect(
      findEvaluated(
        `${head}const wrap = (work) => (req, res, next) => work(req, res).catch(next);\nasync function rename(req, res) { const title = ''; ${write} }\napp.put('/notes', wrap(rename));`,
      ),
    ).toHaveLength(1);
  });

  const store = `import { pool } from '../pool';\nexport const find = async () => pool.query('SELECT id FROM notes');\nexport const rename = async (title) => { ${write} };`;

  it.each([
    ['an import', "import { find, rename } from './store';\n", 'await find(); await rename(req.body.title)'],
    [
      'the whole of another file',
      "import * as store from './store';\n",
      'await store.find(); await store.rename(req.body.title)',
    ],
    [
      'an import inside the function',
      '',
      "const store = await import('./store'); await store.find(); await store.rename(req.body.title)",
    ],
    [
      'a file that is named by its folder',
      '',
      'await req.app.stores.notes.find(); await req.app.stores.notes.rename(req.body.title)',
    ],
    [
      'a part of an import',
      "import * as store from './store';\nconst { find, rename } = store;\n",
      'await find(); await rename(req.body.title)',
    ],
    ['what a file hands on', "import { find, rename } from './all';\n", 'await find(); await rename(req.body.title)'],
    ['CommonJS', "const { find, rename } = require('./store');\n", 'await find(); await rename(req.body.title)'],
  ])('by %s', (_reason, imported, call) => {
    expect(
      findEvaluated({
        'notes.ts': `${imported}${head}app.put('/notes', async function change(req, res) { ${call}; });`,
        'store.ts': store,
        'all.ts': "export * from './store';",
        'stores/notes.ts': store,
      }),
    ).toEqual(['change']);
  });

  it('where one call elsewhere writes, and something before the handler may have read', () => {
    const call = "import { rename } from './store';\n";
    const handler = 'async function change(req, res) { await rename(req.body.title); }';
    const evaluate = (registration: string): readonly string[] =>
      findEvaluated({ 'notes.ts': `${call}${head}${handler}\n${registration}`, 'store.ts': store });
    expect(evaluate("app.put('/notes', change);")).toEqual([]);
    expect(evaluate("app.put('/notes', requireUser, change);")).toEqual(['change']);
  });

  it('by an interface that another file implements', () => {
    expect(
      findEvaluated({
        'notes.ts':
          "import type { Notes } from './port';\nexport class NotesController {\n  constructor(private readonly notes: Notes) {}\n  change = async (req, res) => { if (await this.notes.isFree(req.body.title)) await this.notes.rename(req.body.title); };\n}",
        'port.ts':
          'export interface Notes { isFree(title: string): Promise<boolean>; rename(title: string): Promise<void>; }',
        'store.ts': `import type { Notes } from './port';\nimport { pool } from './pool';\nexport class StoredNotes implements Notes { async isFree(title: string) { return (await pool.query('SELECT 1 FROM notes')).rows.length === 0; } async rename(title: string) { ${write} } }`,
      }),
    ).toEqual(['change']);
  });

  it('by a method that the schema of a model has', () => {
    expect(
      findEvaluated({
        'notes.ts':
          "import { Note } from './note';\nimport express from 'express';\nconst app = express();\napp.put('/notes', async function change(req, res) { const note = await Note.findById(req.params.id); await note.spend(); });",
        'note.ts':
          "import mongoose from 'mongoose';\nconst schema = new mongoose.Schema({ left: Number });\nschema.methods.spend = async function () { this.left -= 1; await this.save(); };\nexport const Note = mongoose.model('Note', schema);",
      }),
    ).toEqual(['change']);
  });
});

describe('a file is left alone', () => {
  it('that only hands on to one function which reads and writes', () => {
    expect(
      findEvaluated({
        'notes.ts':
          "import { change } from './store';\nexport class NotesService {\n  change(id) { return change(id); }\n}",
        'store.ts': `import { pool } from './pool';\nexport const change = async (id) => { const { rows } = await pool.query('SELECT title FROM notes'); const title = rows[0].title; ${write} };`,
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'a hash',
      "import { createHash } from 'node:crypto';\nexport const hash = (text) => createHash('sha256').update(text).digest('hex');",
    ],
    [
      "another package's method",
      "import { execution } from 'some-framework';\nexport const run = (context) => { const made = execution.create(context); return execution.create(made); };",
    ],
    ['a map', 'const kept = new Map();\nexport function forget(id) { kept.delete(id); kept.delete(id); }'],
  ])('where what writes is %s', (_reason, text) => {
    expect(findEvaluated(text)).toEqual([]);
  });
});
