import { describe, expect, it } from 'vitest';
import { findInFolder, findWindowsInFolder } from '../windows/find-windows-in.ts';

const manifest = '{ "dependencies": { "sequelize": "6" } }';

/** A model as a record, which a loader of the project's own makes a model of. */
function model(columns: string, statics: string, instance = ''): string {
  return `
    const { DataTypes } = require('sequelize');
    module.exports = {
      name: 'Draft',
      schema: { text: { type: DataTypes.TEXT }, ${columns} },
      finders: function (M) {
        return { static: { ${statics} }, instance: { ${instance} } };
      },
    };
  `;
}
const byProject = 'byProject: async (id) => { return this.findOne({ where: { ProjectId: id } }); },';
const keep = `
  module.exports = async function (app) {
    app.post('/:id', async (request, response) => {
      const draft = await app.db.models.Draft.byProject(request.params.id);
      if (draft) {
        draft.text = request.body.text;
        await draft.save();
      } else {
        await app.db.models.Draft.create({ text: request.body.text, ProjectId: request.params.id });
      }
      response.send({});
    });
  };
`;

describe('a model that is loaded by its folder', () => {
  it('has the finders of its file: updated or created without a unique key', () => {
    expect(
      findWindowsInFolder({ 'routes.js': keep, 'db/models/Draft.js': model('', byProject), 'package.json': manifest }),
    ).toEqual(['guard certain -: read Draft.js:6, written 8']);
  });

  it.each([
    ['a unique column', model('ProjectId: { type: DataTypes.STRING, unique: true }', byProject)],
    [
      'a unique index',
      model('', byProject).replace(
        "name: 'Draft',",
        "name: 'Draft', indexes: [{ unique: true, fields: ['ProjectId'] }],",
      ),
    ],
  ])('says what its table promises: %s', (_name, file) => {
    expect(findWindowsInFolder({ 'routes.js': keep, 'db/models/Draft.js': file, 'package.json': manifest })).toEqual([
      'guard certain -: read Draft.js:6, written 8 [unique-key]',
    ]);
  });

  it('is a guess where its columns cannot be read in full', () => {
    expect(
      findWindowsInFolder({
        'routes.js': keep,
        'db/models/Draft.js': model('...require("./shared")', byProject),
        'package.json': manifest,
      }),
    ).not.toContain('guard certain -: read Draft.js:6, written 8');
    expect(
      findWindowsInFolder({
        'routes.js': keep,
        'db/models/Draft.js': model('', byProject).replace(
          "name: 'Draft',",
          "name: 'Draft', indexes: require('./indexes'),",
        ),
        'package.json': manifest,
      }),
    ).toEqual(['guard possible -: read Draft.js:6, written 8']);
  });

  it.each([
    ['without the dependency', { 'db/models/Draft.js': model('', byProject) }],
    [
      'beside another store that has models',
      {
        'db/models/Draft.js': model('', byProject),
        'package.json': '{ "dependencies": { "sequelize": "6", "mongoose": "9" } }',
      },
    ],
    ['in a folder of another name', { 'db/drafts/Draft.js': model('', byProject), 'package.json': manifest }],
    [
      'where two files may be meant',
      {
        'db/models/Draft.js': model('', byProject),
        'ee/models/Draft.js': model('', byProject),
        'package.json': manifest,
      },
    ],
  ])('is not found %s', (_name, files) => {
    expect(findWindowsInFolder({ 'routes.js': keep, ...files }).filter((window) => window.includes('certain'))).toEqual(
      [],
    );
  });

  it('gives its rows the methods of its file', () => {
    const code =
      'module.exports = { spend: async function (app, id) { const draft = await app.db.models.Draft.byProject(id); await draft.take(3); } };';
    const file = model('', byProject, 'take: async function (n) { this.left = this.left - n; await this.save(); },');
    expect(findInFolder({ 'spend.js': code, 'db/models/Draft.js': file, 'package.json': manifest }).accesses).toEqual([
      'select Draft: Draft.js:6 where ProjectId = id',
      'update Draft: Draft.js:6 sets left = read.left',
    ]);
  });

  it('may be made by a function that is handed the connection', () => {
    const file = `
      module.exports = (sequelize, DataTypes) => {
        const Draft = sequelize.define('Draft', { ProjectId: { type: DataTypes.STRING, unique: KEY }, text: DataTypes.TEXT });
        return Draft;
      };
    `;
    const code = `
      const { Draft } = require('./models');
      module.exports = {
        keep: async (projectId) => {
          const draft = await Draft.findOne({ where: { ProjectId: projectId } });
          if (!draft) await Draft.create({ ProjectId: projectId });
        },
      };
    `;
    const index =
      "const db = {}; require('fs').readdirSync(__dirname).forEach((file) => { const model = require('./' + file)(sequelize); db[model.name] = model; }); module.exports = db;";
    const find = (key: string): readonly string[] =>
      findWindowsInFolder({
        'keep.js': code,
        'models/index.js': index,
        'models/draft.js': file.replace('KEY', key),
        'package.json': manifest,
      });
    expect(find('false')).toEqual(['guard certain -: read 4, written 5']);
    expect(find('true')).toEqual(['guard certain -: read 4, written 5 [unique-key]']);
    expect(find("'one per project'")).toEqual(['guard certain -: read 4, written 5 [unique-key]']);
  });
});

describe('a function that is reached by its folder and file', () => {
  const service =
    'module.exports = { take: async (app, id, n) => { const { rows } = await app.pg.query("SELECT amount FROM stock WHERE id = $1", [id]); await app.pg.query("UPDATE stock SET amount = $2 WHERE id = $1", [id, rows[0].amount - n]); } };';
  const packages = '{ "dependencies": { "pg": "8" } }';

  it.each([
    ['with what it was bound to', 'app.services.stock.take(request.params.id, 1)'],
    ['with all arguments', 'app.services.stock.take(app, request.params.id, 1)'],
  ])('is followed %s', (_name, call) => {
    const code = `module.exports = async (app) => { app.post('/:id', async (request, response) => { await ${call}; response.send({}); }); };`;
    expect(
      findInFolder({ 'routes.js': code, 'services/stock.js': service, 'package.json': packages }).accesses,
    ).toEqual([
      'select stock: stock.js:1 where id = params.id',
      'update stock: stock.js:1 where id = params.id sets amount = read.amount',
    ]);
  });

  it.each([
    ['what the request holds', 'request.body.services.stock.take(app, 1, 1)'],
    ['what a package exports', "require('other').services.stock.take(app, 1, 1)"],
    ['a function the file does not have', 'app.services.stock.give(1, 1)'],
    ['another folder', 'app.helpers.stock.take(1, 1)'],
  ])('is not taken for %s', (_name, call) => {
    const code = `module.exports = async (app) => { app.post('/:id', async (request, response) => { await ${call}; response.send({}); }); };`;
    expect(
      findInFolder({ 'routes.js': code, 'services/stock.js': service, 'package.json': packages }).accesses,
    ).toEqual([]);
  });
});

describe('pairs that are no race', () => {
  const find = (
    code: string,
    columns = 'ownerId: { type: DataTypes.STRING }',
    statics = byProject,
  ): readonly string[] =>
    findWindowsInFolder({
      'draft.js': code,
      'db/models/Draft.js': model(columns, statics),
      'package.json': manifest,
    }).filter((window) => window.includes('certain'));

  it('a row asked for with its owner, and saved as an object: libraries let nobody say more', () => {
    expect(
      find(
        'module.exports = { rename: async (app, user, id, text) => { const draft = await app.db.models.Draft.findOne({ where: { id, ownerId: user.id } }); if (!draft) throw new Error(); draft.text = text; await draft.save(); } };',
      ),
    ).toEqual([]);
  });

  it('rows that were found and are removed one after the other', () => {
    expect(
      find(
        'module.exports = { clear: async (app, kind) => { const drafts = await app.db.models.Draft.findAll({ where: { kind } }); for (let i = 0; i < drafts.length; i++) { await app.db.models.Log.create({ kind }); await drafts[i].destroy(); } } };',
      ),
    ).toEqual([]);
  });

  it('the key of the row is compared', () => {
    expect(
      find(
        'module.exports = { drop: async (app, id, other) => { const draft = await app.db.models.Draft.findOne({ where: { name: id } }); if (draft.id === other) throw new Error(); await draft.destroy(); await app.db.models.Log.create({ id }); } };',
      ),
    ).toEqual([]);
  });

  it('a look-up through a join that has to match is none by the conditions that can be read', () => {
    expect(
      find(
        "module.exports = { first: async (app, team) => { const drafts = await app.db.models.Draft.findAll({ include: { model: app.db.models.Team, where: { id: team } } }); if (drafts.length === 0) await app.db.models.Draft.create({ text: '' }); } };",
      ),
    ).toEqual([]);
  });

  it('what came with a row by a join decides, and the row is removed', () => {
    expect(
      find(
        "module.exports = { drop: async (app, id) => { const draft = await app.db.models.Draft.findOne({ where: { name: id }, include: 'Team' }); if (draft.Team.isLocked) throw new Error(); await draft.destroy(); await app.db.models.Log.create({ id }); } };",
      ),
    ).toEqual([]);
  });
});
