/** The real `Linter` with every rule at its strictest, as the robustness tests use it. */

import { parse } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.ts';

/** What `languageOptions.parser` takes. ESLint checks it at run time only. */
export type Parser = object;
export type Message = Linter.LintMessage;
export type Verify = (text: string, filename: string) => readonly Message[];

export interface VerifyOptions {
  readonly parser?: Parser;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False: only ESLint and the parser, to see what those accept. */
  readonly withRules?: boolean;
}

/** Lints texts under absolute or made-up file names. Exceptions of rules come through. */
export function createVerify({
  parser = typescriptParser,
  // Some of these files are past every budget, which is as it should be.
  settings = { 'atomic-auth': { onIncomplete: 'ignore' } },
  withRules = true,
}: VerifyOptions = {}): Verify {
  const { plugins, rules } = plugin.configs.strict;
  const linter = new Linter({ cwd: parse(import.meta.dirname).root });
  const config: Linter.Config[] = [
    // ESLint leaves out dependencies by itself; here they are what is linted.
    { ignores: ['!**/node_modules/'] },
    {
      files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      settings: { ...settings },
      ...(withRules ? { plugins: plugins ?? {}, rules: rules ?? {} } : {}),
    },
  ];
  return (text, filename) => {
    const messages = linter.verify(text, config, filename);
    const unmatched = messages.find(({ message }) => message.startsWith('No matching configuration'));
    if (unmatched !== undefined) throw new Error(`${filename} was not linted`);
    // `noInlineConfig` tells of every comment it passes over.
    return messages.filter(({ fatal, ruleId }) => fatal === true || ruleId !== null);
  };
}
