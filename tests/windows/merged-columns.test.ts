/** Statements that merge something into a column: what they leave alone is not written. */
import { expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPgHandler } from './handlers.ts';

const route = (condition: string, set: string): string =>
  inPgHandler(`
  const { rows: [item] } = await pool.query('SELECT data, stock FROM items WHERE id = $1', [req.params.id]);
  if (${condition}) return res.sendStatus(409);
  await pool.query('UPDATE items SET ${set} WHERE id = $2', [JSON.stringify({ seen: true }), req.params.id]);
`);

it('is a guess for other parts of the column', () => {
  expect(findWindows(route("item.data.state !== 'open'", 'data = data || $1'))).toEqual([
    'guard possible data.state: read 2, written 4',
  ]);
});

it('is a guess where the column only had to be there', () => {
  expect(findWindows(route('!item.data', 'data = data || $1'))).toEqual(['guard possible data: read 2, written 4']);
});

it('is certain where the column is written whole, or reckoned with', () => {
  expect(findWindows(route("item.data.state !== 'open'", 'data = $1'))).toEqual([
    'guard certain data.state: read 2, written 4',
  ]);
  expect(findWindows(route('!item.stock', 'stock = stock - 1'))).toEqual(['guard certain stock: read 2, written 4']);
  expect(findWindows(route('item.stock < 1', 'stock = greatest(stock - 1, 0)'))).toEqual([
    'guard certain stock: read 2, written 4',
  ]);
});
