/** Checks that ask nothing another request could change, or after which nothing is changed; each beside a twin that is a race. */
import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler } from './handlers.ts';

describe('what was checked, written again (DESIGN §4, idempotent writes)', () => {
  const route = (check: string, written: string): string =>
    inMongooseHandler(
      '{ state: String, active: Boolean, name: String }',
      `
      const item = await Item.findById(req.params.id);
      if (${check}) return res.sendStatus(409);
      ${written};
      await item.save();
    `,
    );

  it('is none: the same constant', () => {
    expect(findWindows(route("item.state !== 'running'", "item.state = 'running'"))).toEqual([]);
    expect(findWindows(route("!(item.state === 'running')", "item.state = 'running'"))).toEqual([]);
    expect(findWindows(route('!item.active', 'item.active = true; item.name = req.body.name'))).toEqual([]);
  });

  it('is none: what was read, put back into the same object', () => {
    expect(findWindows(route("item.state === 'suspended'", 'const before = item.state; item.state = before'))).toEqual(
      [],
    );
  });

  it('is one where it is another', () => {
    expect(findWindows(route("item.state !== 'running'", "item.state = 'suspended'"))).toEqual([
      'guard certain state: read 2, written 5',
    ]);
    expect(findWindows(route("item.state === 'running'", "item.state = 'running'"))).toEqual([
      'guard certain state: read 2, written 5',
    ]);
    expect(findWindows(route('item.active', 'item.active = true; item.name = req.body.name'))).toEqual([
      'guard certain active: read 2, written 5',
    ]);
    expect(findWindows(route("item.state !== 'running' && item.state !== 'ready'", "item.state = 'running'"))).toEqual([
      'guard certain state: read 2, written 5',
    ]);
  });
});

describe('what sort of thing a row is', () => {
  const route = (field: string, update = ''): string =>
    inPgHandler(`
      const { rows: [snapshot] } = await pool.query('SELECT id, ${field} FROM snapshots WHERE id = $1', [req.params.id]);
      if (snapshot.${field} !== 'device' && snapshot.${field} !== 'instance') return res.sendStatus(409);
      await pool.query('DELETE FROM snapshots WHERE id = $1', [snapshot.id]);
      ${update}
    `);

  it('is none: it is settled when the row is made (SHAPES 31, whom to tell before a row is deleted)', () => {
    expect(findWindows(route('owner_type'))).toEqual([]);
    expect(
      findWindows(
        route('owner_type', "await pool.query('INSERT INTO snapshots (owner_type) VALUES ($1)', ['device']);"),
      ),
    ).toEqual([]);
  });

  it('is one where somebody changes it, and for what is called a state', () => {
    expect(
      findWindows(
        route(
          'owner_type',
          "await pool.query('UPDATE snapshots SET owner_type = $2 WHERE id = $1', [req.params.other, req.body.type]);",
        ),
      ),
    ).toEqual(['guard certain owner_type: read 2, written 4']);
    expect(findWindows(route('stage'))).toEqual(['guard certain stage: read 2, written 4']);
  });

  it('is one where the checked write changes it', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [plan] } = await pool.query('SELECT kind FROM plans WHERE id = $1', [req.params.id]);
      if (plan.kind !== 'free') return res.sendStatus(409);
      await pool.query("UPDATE plans SET kind = 'paid' WHERE id = $1", [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain kind: read 2, written 4']);
  });
});

describe('an element of a list, looked for as a row is', () => {
  const route = (check: string, change: string): string =>
    inMongooseHandler(
      '{ items: [{ state: String, note: String }] }',
      `
      const order = await Item.findById(req.params.id);
      const item = order.items.find((each) => each.id === req.body.item);
      if (${check}) return res.sendStatus(404);
      ${change}
      await order.save();
    `,
    );

  it('is none where it only has to be there (SHAPES 31, read for a 404)', () => {
    expect(findWindows(route('!item', "item.state = 'returned'; item.note = req.body.note;"))).toEqual([]);
  });

  it('is one where it must not be there, where its state is asked, and where the list is changed', () => {
    expect(findWindows(route('item', 'order.items.push({ state: req.body.state });'))).toEqual([
      'guard certain items.*: read 2, written 6',
    ]);
    expect(findWindows(route("item.state !== 'sent'", "item.state = 'returned';"))).toEqual([
      'guard certain items.*.state: read 2, written 6',
    ]);
    expect(findWindows(route('!item', 'order.items.pull(item); order.items.push({ state: req.body.state });'))).toEqual(
      ['guard certain items.*: read 2, written 6'],
    );
  });
});

describe('a default for what is not there', () => {
  const route = (value: string): string =>
    inMongooseHandler(
      '{ name: String }',
      `
      const item = req.body.fresh ? await Item.findById(req.params.id) : await load(req.params.id);
      item.name = ${value};
      await item.save();
      function load(id) { return Item.findOne({ _id: id }); }
    `,
    );

  it('is no change of what is, whichever way the row came (SHAPES 1, loaded by one of two helpers)', () => {
    expect(findWindows(route('item.name || req.body.name'))).toEqual([]);
    expect(findWindows(route('item.name ?? req.body.name'))).toEqual([]);
  });

  it('is one where what is, is computed on', () => {
    expect(findWindows(route('item.name + req.body.name'))).toHaveLength(1);
  });
});

describe('the parent that the path names', () => {
  const route = (check: string, more = ''): string =>
    inPgHandler(`
      const { rows: [stage] } = await pool.query('SELECT id, pipeline_id, team_id FROM stages WHERE id = $1', [req.params.stage]);
      if (${check}) return res.sendStatus(404);
      await pool.query('DELETE FROM stages WHERE id = $1', [stage.id]);
      ${more}
    `);

  it('is none: a row does not move (SHAPES 28, ownership through a parent)', () => {
    expect(findWindows(route('stage.pipeline_id !== req.params.id'))).toEqual([]);
    expect(findWindows(route('!(stage.pipeline_id === req.params.id)'))).toEqual([]);
  });

  it('is one where rows move, or belong to somebody', () => {
    expect(
      findWindows(
        route(
          'stage.pipeline_id !== req.params.id',
          "await pool.query('UPDATE stages SET pipeline_id = $2 WHERE id = $1', [req.body.stage, req.body.pipeline]);",
        ),
      ),
    ).toEqual(['guard certain pipeline_id: read 2, written 4']);
    expect(findWindows(route('stage.team_id !== req.params.id'))).toEqual(['guard certain team_id: read 2, written 4']);
    expect(findWindows(route('stage.pipeline_id !== req.user.id'))).toEqual([
      'guard certain pipeline_id: read 2, written 4',
    ]);
  });

  it('is one where it must be none, or another', () => {
    expect(findWindows(route('stage.pipeline_id !== null'))).toEqual(['guard certain pipeline_id: read 2, written 4']);
    expect(findWindows(route('stage.pipeline_id === req.params.id'))).toEqual([
      'guard certain pipeline_id: read 2, written 4',
    ]);
  });
});
