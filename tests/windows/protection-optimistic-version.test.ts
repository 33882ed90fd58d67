import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler } from './handlers.ts';

const save = `
  const item = await Item.findById(req.params.id);
  item.quantity -= req.body.quantity;
  await item.save();
`;

describe('a version that the store compares on every save of the entity', () => {
  it('for every field', () => {
    expect(findWindows(inMongooseHandler('{ quantity: Number }, { optimisticConcurrency: true }', save))).toEqual([
      'value certain quantity: read 2, written 4 [optimistic-version]',
    ]);
    expect(findWindows(inMongooseHandler('{ quantity: Number }', save))).toEqual([
      'value certain quantity: read 2, written 4',
    ]);
    expect(findWindows(inMongooseHandler('{ quantity: Number }, { timestamps: true }', save))).toEqual([
      'value certain quantity: read 2, written 4',
    ]);
  });

  it('for some fields', () => {
    expect(
      findWindows(inMongooseHandler("{ quantity: Number }, { optimisticConcurrency: ['quantity'] }", save)),
    ).toEqual(['value certain quantity: read 2, written 4 [optimistic-version]']);
    expect(findWindows(inMongooseHandler("{ quantity: Number }, { optimisticConcurrency: ['price'] }", save))).toEqual([
      'value certain quantity: read 2, written 4',
    ]);
    expect(
      findWindows(inMongooseHandler("{ quantity: Number }, { optimisticConcurrency: { exclude: ['price'] } }", save)),
    ).toEqual(['value certain quantity: read 2, written 4 [optimistic-version]']);
    expect(
      findWindows(
        inMongooseHandler("{ quantity: Number }, { optimisticConcurrency: { exclude: ['quantity'] } }", save),
      ),
    ).toEqual(['value certain quantity: read 2, written 4']);
  });

  it('not for updates that name the document', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ quantity: Number }, { optimisticConcurrency: true }',
          `
      const item = await Item.findById(req.params.id);
      await Item.updateOne({ _id: req.params.id }, { quantity: item.quantity - req.body.quantity });
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 3']);
  });

  it('not for what another document was read for', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ quantity: Number, state: String }, { optimisticConcurrency: true }',
          `
      const before = await Item.findById(req.params.id);
      const item = await Item.findById(req.params.id);
      item.quantity = before.quantity - req.body.quantity;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value possible quantity: read 2, written 5']);
  });

  it('where a list is assigned as a whole', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ tags: [String], quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.tags = [req.body.tag];
      item.quantity = item.quantity + 1;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 5 [optimistic-version]']);
  });

  it('not where a text is assigned', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ tags: String, quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.tags = req.body.tags;
      item.quantity = item.quantity + 1;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 5']);
  });

  it('not where the list is assigned on some paths only', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ tags: [String], quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      if (req.body.tag) item.tags = [req.body.tag];
      item.quantity = item.quantity + 1;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 5']);
  });

  it('not where a list is appended to', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ tags: [String], quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.tags.push(req.body.tag);
      item.quantity = item.quantity + 1;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 5']);
  });

  it('not for a delete', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ quantity: Number }, { optimisticConcurrency: true }',
          `
      const item = await Item.findById(req.params.id);
      if (item.quantity > 0) return res.sendStatus(409);
      await item.deleteOne();
    `,
        ),
      ),
    ).toEqual(['guard certain quantity: read 2, written 4']);
  });

  it('where the list of the row is assigned to itself, less an element', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ tags: [String], quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.tags = item.tags.filter((tag) => tag !== req.body.tag);
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain tags: read 2, written 4 [optimistic-version]']);
  });

  it('not where a list inside of the document is assigned', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ notes: { tags: [String] }, quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.notes.tags = [req.body.tag];
      item.quantity = item.quantity + 1;
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain quantity: read 2, written 5']);
  });
});
