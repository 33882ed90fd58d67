import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../windows/find-windows-in.ts';

const prelude =
  "import express from 'express'; import mongoose from 'mongoose'; import { requireUser } from './auth'; const Note = mongoose.model('Note', new mongoose.Schema({ owner: String, state: String, views: Number })); const app = express(); const router = express.Router();";

function inApplication(code: string): string {
  return `${prelude}${code}\n`;
}

const load = 'async function loadNote(req, res, next) { req.note = await Note.findById(req.params.id); next(); }';
const count = 'async (req, res) => { req.note.views += 1; await req.note.save(); res.json(req.note); }';
const found = ['value certain views: read 2, written 3'];

describe('what middleware hung on the request', () => {
  it.each([
    ['in the route', `router.post('/:id', requireUser, loadNote, ${count});`],
    ['in the route, in a list', `router.post('/:id', [requireUser, loadNote], ${count});`],
    ['in front of the router', `router.use(loadNote); router.post('/:id', ${count});`],
    ['in front of a path', `router.use('/notes', loadNote); router.post('/notes/:id', ${count});`],
    ['in front of a route of many methods', `router.route('/:id').all(loadNote).post(${count});`],
    ['in a route of many methods', `router.route('/:id').post(loadNote, ${count});`],
  ])('%s', (_name, route) => {
    expect(
      findWindows(
        inApplication(`
      ${load}
      ${route}
    `),
      ),
    ).toEqual(found);
  });

  it('by a parameter', () => {
    expect(
      findWindows(
        inApplication(`
      router.param('id', async (req, res, next, id) => { req.note = await Note.findById(id); next(); });
      router.post('/:id', ${count});
    `),
      ),
    ).toEqual(found);
  });

  it.each([
    ['behind the route', `router.post('/:id', ${count}); router.use(loadNote);`],
    ['in front of another path', `router.use('/users', loadNote); router.post('/notes/:id', ${count});`],
    ['on another router', `const other = express.Router(); other.use(loadNote); router.post('/:id', ${count});`],
  ])('not %s', (_name, route) => {
    expect(
      findWindows(
        inApplication(`
      ${load}
      ${route}
    `),
      ),
    ).toEqual([]);
  });

  it('in res.locals', () => {
    expect(
      findWindows(
        inApplication(`
      async function loadNote(req, res, next) { res.locals.note = await Note.findById(req.params.id); next(); }
      router.post('/:id', loadNote, async (req, res) => { const { note } = res.locals; note.views += 1; await note.save(); res.end(); });
    `),
      ),
    ).toEqual(found);
  });
});

describe('what middleware checked', () => {
  it('holds in the handler', () => {
    expect(
      findWindows(
        inApplication(`
      async function loadOwnNote(req, res, next) {
        const note = await Note.findById(req.params.id);
        if (note.owner !== req.user.id) return res.sendStatus(403);
        req.note = note;
        next();
      }
      router.post('/:id', requireUser, loadOwnNote, async (req, res) => {
        await Note.updateOne({ _id: req.note._id }, { state: 'sent' });
      });
    `),
      ),
    ).toEqual(['ownership certain owner: read 3, written 9']);
  });

  it('does not where it hands on all the same', () => {
    expect(
      findWindows(
        inApplication(`
      async function loadNote(req, res, next) {
        const note = await Note.findById(req.params.id);
        if (note.owner !== req.user.id) console.warn('not the owner');
        req.note = note;
        next();
      }
      router.post('/:id', requireUser, loadNote, async (req, res) => {
        await Note.updateOne({ _id: req.note._id }, { state: 'sent' });
      });
    `),
      ),
    ).toEqual([]);
  });

  it('holds where it hands an error on', () => {
    expect(
      findWindows(
        inApplication(`
      async function loadOwnNote(req, res, next) {
        const note = await Note.findById(req.params.id);
        if (note.owner !== req.user.id) return next(new Error('forbidden'));
        req.note = note;
        next();
      }
      router.post('/:id', requireUser, loadOwnNote, async (req, res) => {
        await Note.updateOne({ _id: req.note._id }, { state: 'sent' });
      });
    `),
      ),
    ).toEqual(['ownership certain owner: read 3, written 9']);
  });
});

describe('who calls', () => {
  const roots = (code: string): readonly string[] =>
    findIn(inApplication(code)).roots.filter((root) => root.includes('change'));
  const handler = 'async function change(req, res) { res.end(); }';

  it('is asked in the route, in front of it, or by the handler', () => {
    expect(roots(`router.post('/:id', requireUser, ${handler});`)).toEqual(['handler change: requireUser']);
    expect(roots(`router.use(requireUser); router.post('/:id', ${handler});`)).toEqual(['handler change: requireUser']);
    expect(roots(`router.post('/:id', [requireUser], ${handler});`)).toEqual(['handler change: requireUser']);
    expect(
      roots(
        "import jwt from 'jsonwebtoken'; router.post('/:id', async function change(req, res) { req.user = jwt.verify(req.headers.authorization, secret); });",
      ),
    ).toEqual(['handler change: verify']);
  });

  it('is not asked', () => {
    expect(roots(`router.post('/:id', ${handler});`)).toEqual(['handler change: -']);
    expect(roots(`router.post('/:id', ${handler}); router.use(requireUser);`)).toEqual(['handler change: -']);
    expect(roots(`const other = express.Router(); other.use(requireUser); router.post('/:id', ${handler});`)).toEqual([
      'handler change: -',
    ]);
  });

  it('and what they may do', () => {
    expect(roots(`router.post('/:id', requireUser, requireRole('admin'), ${handler});`)).toEqual([
      'handler change: requireUser, authorized',
    ]);
    expect(roots(`router.post('/:id', requireUser, limiter, ${handler});`)).toEqual(['handler change: requireUser']);
  });
});

describe('a middleware that some routes ask to let anybody pass', () => {
  const route = (last: string): readonly string[] =>
    findIn(
      inApplication(`
      async function verifySession(req, res, next) {
        if (req.headers.authorization) { req.user = await Note.findOne({ token: req.headers.authorization }); if (!req.user) return res.sendStatus(401); return next(); }
        ${last}
        res.sendStatus(401);
      }
      app.post('/:id', verifySession, async function rename(req, res) { await Note.updateOne({ _id: req.params.id }, { title: req.body.title }); res.end(); });
    `),
    ).roots;

  it('does not say who calls', () => {
    expect(route('if (req.routeOptions.config.allowAnonymous) return next();')).toEqual(['handler rename: -']);
  });

  it('does where only callers pass', () => {
    expect(route('')).toEqual(['handler rename: verifySession']);
    expect(route('if (req.session.userId) return next();')).toEqual(['handler rename: verifySession']);
  });
});

describe('the name of the check', () => {
  const verified =
    'const payload = jwt.verify(req.headers.authorization, secret); req.user = await Note.findById(payload.id); next();';
  const route = (protect: string, written = 'protect'): readonly string[] =>
    findIn(
      inApplication(`import jwt from 'jsonwebtoken'; import asyncHandler from 'express-async-handler';
      ${protect}
      app.post('/:id', ${written}, async function rename(req, res) { await Note.updateOne({ _id: req.params.id }, { title: req.body.title }); res.end(); });
    `),
    ).roots;

  it('is that of the middleware in the route, whatever verifies inside', () => {
    expect(route(`async function protect(req, res, next) { ${verified} }`)).toEqual(['handler rename: protect']);
    expect(route(`const protect = asyncHandler(async (req, res, next) => { ${verified} });`)).toEqual([
      'handler rename: protect',
    ]);
    expect(route(`const protect = (rank) => async (req, res, next) => { ${verified} };`, "protect('author')")).toEqual([
      'handler rename: protect',
    ]);
  });

  it('is that of the first that checks', () => {
    expect(route(`async function protect(req, res, next) { ${verified} }`, 'requireUser, protect')).toEqual([
      'handler rename: requireUser',
    ]);
  });

  it('is what verifies, where the handler does so itself', () => {
    expect(
      findIn(
        inApplication(`import jwt from 'jsonwebtoken';
      app.post('/:id', async function rename(req, res) { jwt.verify(req.headers.authorization, secret); await Note.updateOne({ _id: req.params.id }, { title: req.body.title }); res.end(); });
    `),
      ).roots,
    ).toEqual(['handler rename: verify']);
  });
});
