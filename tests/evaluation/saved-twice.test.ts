/** An object that is saved twice: what the second save writes (SHAPES 12, changed columns). */
import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../windows/find-windows-in.ts';
import { inMongooseHandler } from '../windows/handlers.ts';

function findSaves(body: string): readonly string[] {
  return findIn(
    inMongooseHandler(
      '{ state: String, n: Number, tags: [String] }',
      `
      const item = await Item.findById(req.params.id);
      ${body}
    `,
    ),
  ).accesses.slice(1);
}

describe('the second save', () => {
  it('writes what was assigned since the first', () => {
    expect(findSaves("item.state = 'a'; await item.save(); item.n = 1; await item.save();")).toEqual([
      'update Item: 3 sets state = "a"',
      'update Item: 3 sets n = 1',
    ]);
    expect(findSaves("item.state = 'a'; await item.save(); item.state = 'b'; await item.save();")).toEqual([
      'update Item: 3 sets state = "a"',
      'update Item: 3 sets state = "b"',
    ]);
    expect(findSaves("item.tags.push('a'); await item.save(); await item.save();")).toEqual([
      'update Item: 3 sets tags~ = read.tags',
      'update Item: 3',
    ]);
  });

  it('writes what the first may have left', () => {
    expect(findSaves("item.state = 'a'; if (req.body.now) await item.save(); await item.save();")).toEqual([
      'update Item: 3 sets state = "a"',
      'update Item: 3 sets state = "a"',
    ]);
    expect(findSaves("if (req.body.now) { item.state = 'a'; await item.save(); } await item.save();")).toEqual([
      'update Item: 3 sets state = "a"',
      'update Item: 3',
    ]);
    expect(
      findSaves(
        "if (req.body.now) { item.state = 'a'; await item.save(); } else { item.state = 'b'; } await item.save();",
      )[1],
    ).toBe('update Item: 3 sets state');
  });

  it('loses no update of the first once more', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ n: Number }',
          `
      const item = await Item.findById(req.params.id);
      item.n = item.n - req.body.n;
      await item.save();
      await item.save();
    `,
        ),
      ),
    ).toEqual(['value certain n: read 2, written 4']);
  });
});
