/** Every suggestion offered on the example application, applied to it alone: nothing but its own finding goes, and the compiler agrees. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyAll, lint, listRules } from './suggestions.ts';

const root = join(import.meta.dirname, '../../examples/express-api');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();
const offered = files.flatMap((file) => {
  const filename = join(root, 'src', file);
  const code = readFileSync(filename, 'utf8');
  return applyAll(code, { filename }).map((applied) => ({ file, filename, code, applied }));
});

const copy = mkdtempSync(join(tmpdir(), 'express-api-'));
afterAll(() => {
  rmSync(copy, { recursive: true });
});

it('offers a repair for all findings but the shared variable and the counted seats', () => {
  expect(
    offered.map(({ file, applied }) => `${file} ${applied.rule.replace('atomic-auth/', '')}: ${applied.description}`),
  ).toEqual([
    'routes/coupons.ts no-token-reuse: Add redeemed_by IS NULL to the condition of the write',
    'routes/notes.ts no-lost-update: Let the store compute body || `\\n${line}`',
    'routes/notes.ts no-split-ownership-check: Add owner_id = req.user.id to the condition of the write',
    'routes/notes.ts no-split-ownership-check: Add owner_id = req.user.id to the condition of the write',
    'routes/notes.ts require-affected-rows-check: Check whether a row was written',
    'routes/notes.ts require-owner-scope: Add owner_id = req.user.id to the condition of the write',
    'routes/sessions.ts no-token-reuse: Add used_at IS NULL AND expires_at >= new Date() to the condition of the write',
    'routes/sessions.ts require-token-expiry: Let the token expire after 15m',
    'routes/wallet.ts no-lost-update: Let the store compute balance - amount, if balance >= amount',
    'routes/wallet.ts no-check-then-act: Add balance >= amount to the condition of the write',
    'routes/wallet.ts no-transaction-escape: Run the statement on client',
    "routes/workshops.ts no-check-then-act: Add status = 'active' to the condition of the write",
  ]);
});

it.for(offered)(
  '$file, line $applied.line, $applied.messageId: the finding goes, and none comes',
  ({ filename, code, applied }) => {
    const before = listRules(lint(code, { filename }));
    const index = lint(code, { filename }).findIndex(
      (message) => message.line === applied.line && message.ruleId === applied.rule,
    );
    expect(listRules(lint(applied.output, { filename }))).toEqual(before.toSpliced(index, 1));
  },
);

it('leaves the types as right as they were', () => {
  cpSync(root, copy, { recursive: true, filter: (source) => basename(source) !== 'node_modules' });
  symlinkSync(join(root, '../../node_modules'), join(copy, 'node_modules'));
  // Each variant is a module of its own beside the original, so that one run of the compiler sees them all.
  for (const [index, { file, applied }] of offered.entries())
    writeFileSync(join(copy, 'src', file.replace(/\.ts$/, `.variant${String(index)}.ts`)), applied.output);
  const compiler = join(root, '../../node_modules/typescript/bin/tsc');
  const run = (): string => {
    try {
      return execFileSync(process.execPath, [compiler, '--noEmit', '-p', copy], { encoding: 'utf8' });
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    }
  };
  expect(run()).toBe('');
}, 120_000);
