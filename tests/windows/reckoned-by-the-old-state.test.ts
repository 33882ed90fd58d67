/** A field that is reckoned from another one, because of the state the row was in, in a write that changes the state. */
import { expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPrismaHandler } from './handlers.ts';

const update = (condition: string, assignment: string, where = ''): string =>
  inPrismaHandler(`
  const { id, ...data } = req.body; const plan = await prisma.plan.findUnique({ where: { id } });
  data.paidUntil = null; if (${condition}) ${assignment};
  await prisma.plan.update({ where: { id${where} }, data });
`);
const isLonger = "plan.period === 'month' && data.period === 'year'";

it('is certain where the state is written along with it', () => {
  expect(findWindows(update(isLonger, 'data.paidUntil = plan.startedAt + 365'))).toEqual([
    'value certain startedAt: read 2, written 4',
  ]);
  expect(
    findWindows(
      inPrismaHandler(`
    const plan = await prisma.plan.findUnique({ where: { id: req.params.id } });
    await prisma.plan.update({ where: { id: req.params.id }, data: { period: 'year', paidUntil: plan.period === 'month' ? plan.startedAt + 365 : null } });
  `),
    ),
  ).toEqual(['value certain startedAt: read 2, written 3']);
});

it('is protected by a column that changes with the row', () => {
  expect(findWindows(update(isLonger, 'data.paidUntil = plan.startedAt + 365', ', updatedAt: plan.updatedAt'))).toEqual(
    ['value certain startedAt: read 2, written 4 [compare-and-set]'],
  );
});

it('is a guess where the state stays as it is', () => {
  expect(
    findWindows(
      inPrismaHandler(`
    const plan = await prisma.plan.findUnique({ where: { id: req.params.id } });
    await prisma.plan.update({ where: { id: req.params.id }, data: { paidUntil: plan.period === 'month' ? plan.startedAt + 30 : plan.startedAt + 365 } });
  `),
    ),
  ).toEqual(['value possible startedAt: read 2, written 3']);
  expect(
    findWindows(update("plan.period === 'month' && req.query.longer", 'data.paidUntil = plan.startedAt + 365')),
  ).toEqual(['value possible startedAt: read 2, written 4']);
});

it('is a guess where nothing is reckoned, or by code that is not seen', () => {
  expect(findWindows(update(isLonger, 'data.paidUntil = plan.period'))).toEqual([
    'value possible period: read 2, written 4',
  ]);
  expect(findWindows(update(isLonger, 'data.paidUntil = addYear(plan.startedAt)'))).toEqual([
    'value possible startedAt: read 2, written 4',
  ]);
});

it('is nothing that comes from the request alone', () => {
  expect(findWindows(update('plan.image !== data.image', "data.preview = data.image + '?small'"))).toEqual([]);
});
