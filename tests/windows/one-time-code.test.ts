/** One-time codes that are used up for a login, and issued where none is valid. Each beside a twin that is no race. */
import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inMongooseHandler } from './handlers.ts';

const definition =
  '{ email: String, loginCode: String, loginExpires: Date, verified: Boolean, summary: String, summaryExpires: Date }';

describe('a flag or a code, and a session that is opened', () => {
  it('is one where the session is opened for the code', () => {
    expect(
      findWindows(
        inMongooseHandler(
          definition,
          `
      const item = await Item.findOne({ email: req.body.email });
      if (!item || item.loginCode !== req.body.code) return res.sendStatus(401);
      item.loginCode = undefined;
      await item.save();
      req.logIn(item, () => res.redirect('/'));
    `,
        ),
      ),
    ).toEqual(['token certain loginCode: read 2, written 5']);
  });

  it('is none where no session is opened', () => {
    expect(
      findWindows(
        inMongooseHandler(
          definition,
          `
      const item = await Item.findOne({ email: req.body.email });
      if (!item || item.loginCode !== req.body.code) return res.sendStatus(401);
      item.loginCode = undefined;
      await item.save();
      res.sendStatus(204);
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('is none where the session is opened whatever the flag says', () => {
    expect(
      findWindows(
        inMongooseHandler(
          definition,
          `
      const item = await Item.findOne({ email: req.body.email });
      if (!item.verified) {
        item.verified = true;
        await item.save();
      }
      req.logIn(item, () => res.redirect('/'));
    `,
        ),
      ),
    ).toEqual([]);
  });
});

describe('a new code where none is valid', () => {
  const route = (field: string, value: string, condition: string): string =>
    inMongooseHandler(
      definition,
      `
    const item = await Item.findById(req.params.id);
    if (${condition}) {
      item.${field} = ${value};
      item.${field.replace('Code', '')}Expires = Date.now() + 600000;
      await item.save();
    }
    res.sendStatus(204);
  `,
    ).replace('import mongoose', "import { randomInt } from 'node:crypto'; import mongoose");
  const isValid = 'item.loginCode && item.loginExpires > Date.now()';

  it('is stored and sent by both requests', () => {
    expect(findWindows(route('loginCode', 'randomInt(1000000).toString()', `!(${isValid})`))).toEqual([
      'guard certain loginExpires: read 2, written 6',
    ]);
    expect(findWindows(route('loginCode', 'randomInt(1000000).toString()', 'item.loginExpires < Date.now()'))).toEqual([
      'guard certain loginExpires: read 2, written 6',
    ]);
  });

  it('is as good from either where it is no code', () => {
    expect(findWindows(route('summary', 'randomInt(1000000).toString()', 'item.summaryExpires < Date.now()'))).toEqual(
      [],
    );
  });

  it('is none where nobody asks whether the old one is valid', () => {
    expect(findWindows(route('loginCode', 'randomInt(1000000).toString()', 'item.loginCode'))).toEqual([]);
    expect(findWindows(route('loginCode', 'randomInt(1000000).toString()', 'item'))).toEqual([]);
  });
});

describe('a password that was checked and is replaced', () => {
  const route = (condition: string): string =>
    inMongooseHandler(
      '{ password: String }',
      `
    const item = await Item.findById(req.params.id);
    if (${condition}) return res.sendStatus(403);
    item.password = await hashing.protect(req.body.password);
    await item.save();
  `,
    );

  it('is none: who knows the old one chooses the new one', () => {
    expect(findWindows(route('!hashing.fits(item.password, req.body.old)'))).toEqual([]);
    expect(findWindows(route('item.password !== req.body.old'))).toEqual([]);
  });

  it('is one where it may be chosen once', () => {
    expect(findWindows(route('item.password'))).toEqual(['guard certain password: read 2, written 5']);
  });
});
