/** A whole row written back, with what was assigned to it since it was read. */
import { expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler, inPrismaHandler } from './handlers.ts';

const spread = (assigned: string, data: string): string =>
  inMongooseHandler(
    '{ name: String, city: String }',
    `
  const item = await Item.findById(req.params.id).lean();
  ${assigned}
  await Item.updateOne({ _id: req.params.id }, ${data});
`,
  );

it('is one where fields were changed and the others sent along', () => {
  expect(findWindows(spread('item.name = req.body.name;', '{ $set: { ...item } }'))).toEqual([
    'value certain -: read 2, written 4',
  ]);
  expect(findWindows(spread('if (req.body.city) item.city = req.body.city;', '{ $set: { ...item } }'))).toEqual([
    'value certain -: read 2, written 4',
  ]);
  expect(
    findWindows(
      inPrismaHandler(`
    const item = await prisma.item.findUnique({ where: { id: req.params.id } });
    item.name = req.body.name;
    await prisma.item.update({ where: { id: req.params.id }, data: { ...item } });
  `),
    ),
  ).toEqual(['value certain -: read 2, written 4']);
});

it('is a guess where nothing was changed, as far as can be seen', () => {
  expect(findWindows(spread('mend(item);', '{ $set: { ...item } }'))).toEqual(['value possible -: read 2, written 4']);
});

it('is none where only what is new is written', () => {
  expect(findWindows(spread('item.name = req.body.name;', '{ $set: { name: item.name } }'))).toEqual([]);
});

it('is none for fields of an insert', () => {
  expect(findWindows(spread('item.name = req.body.name;', '{ $setOnInsert: { ...item } }, { upsert: true }'))).toEqual(
    [],
  );
});
