import { describe, expect, it } from 'vitest';
import { createMeasureShare } from './share.ts';

const measure = createMeasureShare();

/** The first write of a block, for which a suggestion looks at what stands before it. */
function renderHandler(atTop: string, beforeWrite: string): string {
  return `import { Pool } from 'pg';
import express from 'express';
import { requireUser } from './auth';

const app = express();
const pool = new Pool();
${atTop}
app.post('/withdraw', requireUser, async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM accounts WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  try {
${beforeWrite}
    await pool.query('UPDATE accounts SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  } catch (error) {
    return res.sendStatus(500);
  }
  res.sendStatus(204);
});
`;
}

/** Milliseconds: many times what the file takes, and a small part of what a look at every pair of comments would. */
const limit = 1_000;

describe('a run of comments', () => {
  const runs: readonly (readonly [string, string])[] = [
    ['code that was taken out', '// legacy(1); // removed\n'.repeat(14)],
    ['addresses', '// see https://example.com/orders/1\n'.repeat(30)],
    ['a banner', '/'.repeat(70)],
    ['a title between banners', `${'/'.repeat(70)}\n// Withdraw\n${'/'.repeat(70)}`],
    ['a banner of dashes', `// ${'-'.repeat(70)}\n// ${'- '.repeat(35)}`],
    ['empty comments', '//\n'.repeat(70)],
    ['comments with empty lines between them', '// a\n\n\n'.repeat(70)],
    ['10,000 lines of code', '// legacy(1); // removed\n'.repeat(10_000)],
    ['10,000 addresses', '// see https://example.com/orders/1\n'.repeat(10_000)],
    ['100,000 slashes', '/'.repeat(100_000)],
    ['100,000 comments in one', `// ${'; // '.repeat(100_000)}`],
    ['100,000 empty lines', `// a${'\n'.repeat(100_000)}// b`],
    ['100,000 spaces', `// a${' '.repeat(100_000)}// b`],
  ];

  it.each(runs)('keeps no suggestion for the write after it from being made in time: %s', (_title, comments) => {
    const { messages, taken } = measure(renderHandler('', comments), 'app.ts');
    expect(messages.map(({ ruleId, suggestions }) => [ruleId, suggestions?.length])).toEqual([
      ['atomic-auth/no-check-then-act', 1],
    ]);
    expect(taken).toBeLessThan(limit);
  });

  it.each(runs)('keeps no suggestion for another write from being made in time: %s', (_title, comments) => {
    const { messages, taken } = measure(renderHandler(comments, '    // In one statement.'), 'app.ts');
    expect(messages.map(({ ruleId, suggestions }) => [ruleId, suggestions?.length])).toEqual([
      ['atomic-auth/no-check-then-act', 1],
    ]);
    expect(taken).toBeLessThan(limit);
  });

  it.each([
    ['block comments', '/* legacy(1), removed */\n'.repeat(70)],
    ['a block comment with comments in it', `/*\n${'// legacy(1); // removed\n'.repeat(70)}*/`],
    ['a long description', `/**\n${' * see https://example.com/orders; // again\n'.repeat(500)} */`],
    ['100,000 block comments', '/**/'.repeat(100_000)],
  ])('after which no statement is known to begin is seen in time: %s', (_title, comments) => {
    const { messages, taken } = measure(renderHandler(comments, comments), 'app.ts');
    expect(messages.map(({ ruleId, suggestions }) => [ruleId, suggestions?.length])).toEqual([
      ['atomic-auth/no-check-then-act', undefined],
    ]);
    expect(taken).toBeLessThan(limit);
  });
});
