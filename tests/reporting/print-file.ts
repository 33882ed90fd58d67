import { Linter } from 'eslint';
import type { Rule } from 'eslint';
import { vi } from 'vitest';
import { analyze } from '../../src/analyze.ts';

const asks: Rule.RuleModule = {
  create: (context) => ({
    Program() {
      analyze(context);
    },
  }),
};

/** What is printed to stderr while a file that is not on disk is analysed with `DEBUG` set. */
export function printFile(code: string, debug: string, filename = 'wallet.js'): string {
  const printed: unknown[] = [];
  const error = vi.spyOn(console, 'error').mockImplementation((...values: readonly unknown[]) => {
    printed.push(...values);
  });
  vi.stubEnv('DEBUG', debug);
  try {
    const messages = new Linter().verify(
      code,
      [{ plugins: { test: { rules: { asks } } }, rules: { 'test/asks': 'error' } }],
      { filename },
    );
    if (messages.length > 0) throw new Error(JSON.stringify(messages));
  } finally {
    vi.unstubAllEnvs();
    error.mockRestore();
  }
  return printed.join('\n');
}
