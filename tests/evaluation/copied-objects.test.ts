/** Objects whose fields are put into another one under their own names: what is read from the copy is read from the object. */
import { describe, expect, it } from 'vitest';
import { findWindows } from '../windows/find-windows-in.ts';
import { inPgHandler, inPrismaHandler } from '../windows/handlers.ts';

const copyIn = (helper: string): string =>
  inPgHandler(`
  const { rows: [row] } = await pool.query('SELECT stock, name FROM items WHERE id = $1', [req.params.id]);
  const item = copy({ ...row, shown: true });
  await pool.query('UPDATE items SET stock = $1 WHERE id = $2', [item.stock - req.body.amount, req.params.id]);
`) + helper;
const found = ['value certain stock: read 2, written 4'];

describe('an object is copied', () => {
  it.each([
    [
      'by the keys it has',
      'function copy(from) { const to = {}; for (const key of Object.keys(from)) { if (from[key] !== undefined) to[key] = from[key]; } return to; }',
    ],
    [
      'by the keys that are met in it',
      'function copy(from) { const to = {}; for (const key in from) { const value = from[key]; if (value !== null) to[key] = value; } return to; }',
    ],
    [
      'by those of its entries that a filter lets through',
      'function copy(from) { return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)); }',
    ],
    [
      'by those keys that are asked for',
      'function copy(from) { const to = {}; for (const key of ["name", "stock"]) to[key] = from[key]; return to; }',
    ],
  ])('%s', (_, helper) => {
    expect(findWindows(copyIn(helper))).toEqual(found);
  });
});

describe('nothing is known of an object', () => {
  it.each([
    [
      'that has other keys',
      'function copy(from) { const to = {}; for (const key of Object.keys(from)) to[rename(key)] = from[key]; return to; }',
    ],
    [
      'that has the values of other keys',
      'function copy(from) { const to = {}; for (const key of Object.keys(from)) to[key] = from[others[key]]; return to; }',
    ],
    [
      'whose values are others',
      'function copy(from) { const to = {}; for (const key of Object.keys(from)) to[key] = look(key); return to; }',
    ],
  ])('%s', (_, helper) => {
    expect(findWindows(copyIn(helper))).toEqual([]);
  });
});

it('is written as what was copied', () => {
  const write = (data: string): string =>
    inPrismaHandler(`
    const item = await prisma.item.findUnique({ where: { id: req.params.id } });
    await prisma.item.update({ where: { id: req.params.id }, data: Object.fromEntries(Object.entries(${data}).filter(([, value]) => value !== undefined)) });
  `);
  expect(findWindows(write('{ stock: item.stock - 1, name: req.body.name }'))).toEqual([
    'value certain stock: read 2, written 3',
  ]);
  expect(findWindows(write('{ name: req.body.name }'))).toEqual([]);
});

describe('an object is spread', () => {
  const spread = (code: string): string =>
    inPgHandler(`
    const { rows: [row] } = await pool.query('SELECT stock, name FROM items WHERE id = $1', [req.params.id]); const draft = { name: row.name };
    ${code}
    await pool.query('UPDATE items SET stock = $1 WHERE id = $2', [item.stock, req.params.id]);
  `);

  it('with what was assigned to it before', () => {
    expect(findWindows(spread('draft.stock = row.stock - req.body.amount; const item = { ...draft };'))).toEqual(found);
    expect(findWindows(spread('draft.stock = row.stock - req.body.amount; const { name, ...item } = draft;'))).toEqual(
      found,
    );
  });

  it('without what is assigned to it later', () => {
    expect(findWindows(spread('const item = { ...draft }; draft.stock = row.stock - req.body.amount;'))).toEqual([]);
  });

  it('under what follows it', () => {
    expect(
      findWindows(
        spread('draft.stock = row.stock - req.body.amount; const item = { ...draft, stock: req.body.stock };'),
      ),
    ).toEqual([]);
  });
});

it('ends where two objects are copied into each other', () => {
  expect(
    findWindows(
      copyIn(
        'function copy(from) { const to = {}; for (const key of Object.keys(from)) { to[key] = from[key]; from[key] = to[key]; to[key] = to[key]; } return to; }',
      ),
    ),
  ).toEqual([]);
});
