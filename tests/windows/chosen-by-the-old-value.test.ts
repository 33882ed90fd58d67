/** A field that is written by a choice, of which the field's own old value decides. */
import { expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPrismaHandler } from './handlers.ts';

const write = (value: string): string =>
  inPrismaHandler(`
  const item = await prisma.item.findUnique({ where: { id: req.params.id } });
  await prisma.item.update({ where: { id: req.params.id }, data: { due: ${value} } });
`);

it('is computed from the old value in one of the branches', () => {
  expect(findWindows(write('item.due ? item.due + 30 : null'))).toEqual(['value certain due: read 2, written 3']);
  expect(findWindows(write('item.due ? (req.body.yearly ? item.due + 365 : item.due + 30) : Date.now()'))).toEqual([
    'value certain due: read 2, written 3',
  ]);
});

it('is computed in a function that gives nothing without an old value', () => {
  expect(
    findWindows(
      `function next(due) { if (!due) return null; return addDays(new Date(due), 30); } function addDays(date, days) { return new Date(date.getTime() + days * 86400000); } ${write('next(item.due)')}`,
    ),
  ).toEqual(['value certain due: read 2, written 3']);
});

it('is a default, in either order', () => {
  expect(findWindows(write('item.due ? item.due : req.body.due'))).toEqual([]);
  expect(findWindows(write('item.due ? req.body.due : item.due'))).toEqual([]);
  expect(findWindows(write('item.due ? req.body.due + 30 : item.due'))).toEqual([]);
});

it('is a guess where code that is not seen made it of the old value', () => {
  expect(findWindows(write('item.due ? mend(item.due) + 1 : req.body.due'))).toEqual([]);
});
