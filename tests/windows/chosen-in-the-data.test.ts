/** Conditions inside the data of one statement, which decide how several of its fields are written. */
import { expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPrismaHandler } from './handlers.ts';

const update = (where: string, data: string): string =>
  inPrismaHandler(`
  const quota = await prisma.quota.findUnique({ where: { id: req.params.id } });
  const isOver = quota.resetAt && quota.resetAt < new Date();
  await prisma.quota.update({ where: { id: req.params.id${where} }, data: { ${data} } });
`);
const counted = 'used: isOver ? 1 : { increment: 1 }';

it('start a count anew by the date that they move', () => {
  expect(findWindows(update('', `${counted}, resetAt: isOver ? new Date(Date.now() + 1000) : undefined`))).toEqual([
    'guard certain resetAt: read 2, written 4',
  ]);
  expect(
    findWindows(update('', `${counted}, resetAt: isOver || !quota.resetAt ? new Date(Date.now() + 1000) : undefined`)),
  ).toEqual(['guard certain resetAt: read 2, written 4']);
});

it('start it anew although the statement asks for the count', () => {
  expect(
    findWindows(update(', used: { lt: 5 }', `${counted}, resetAt: isOver ? new Date(Date.now() + 1000) : undefined`)),
  ).toEqual(['guard certain resetAt: read 2, written 4']);
});

it('are asked again by the statement', () => {
  expect(
    findWindows(
      update(', resetAt: quota.resetAt', `${counted}, resetAt: isOver ? new Date(Date.now() + 1000) : undefined`),
    ),
  ).toEqual(['guard certain resetAt: read 2, written 4 [statement, compare-and-set]']);
});

it('set one field that is not set yet', () => {
  expect(
    findWindows(update('', 'resetAt: quota.resetAt ? undefined : new Date(Date.now() + 1000), name: req.body.name')),
  ).toEqual([]);
});

it('only mark that it was done, and when: no more than a guess', () => {
  expect(
    findWindows(
      update(
        '',
        'isReset: isOver ? true : undefined, doneAt: isOver ? new Date() : undefined, resetAt: isOver ? new Date(Date.now() + 1000) : undefined',
      ),
    ),
  ).toEqual(['value possible resetAt: read 2, written 4']);
});

it('are about what the request says, or code that is not seen', () => {
  expect(
    findWindows(
      update(
        '',
        'used: req.body.again ? 1 : { increment: 1 }, resetAt: req.body.again ? new Date(Date.now() + 1000) : undefined',
      ),
    ),
  ).toEqual([]);
  expect(
    findWindows(
      update(
        '',
        'used: check(quota.resetAt) ? 1 : { increment: 1 }, resetAt: check(quota.resetAt) ? new Date(Date.now() + 1000) : undefined',
      ),
    ),
  ).toEqual([]);
  expect(
    findWindows(
      update(
        '',
        'used: isOver && req.body.again ? 1 : { increment: 1 }, resetAt: quota.resetAt || req.body.again ? new Date(Date.now() + 1000) : undefined',
      ),
    ),
  ).toEqual([]);
});
