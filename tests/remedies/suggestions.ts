/** Applies suggestions as an editor would, with every rule of the plugin at its strictest. */

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.ts';

export interface Applied {
  readonly rule: string;
  readonly messageId: string | undefined;
  readonly description: string;
  readonly line: number;
  readonly output: string;
}

export type Found = readonly Linter.LintMessage[];

export interface LintOptions {
  readonly filename?: string;
  readonly config?: 'recommended' | 'strict';
}

const linters = new Map<string, Linter>();

export function lint(code: string, { filename = 'app.ts', config = 'strict' }: LintOptions = {}): Found {
  const cwd = filename.startsWith('/') ? '/' : process.cwd();
  const linter = linters.get(cwd) ?? new Linter({ cwd });
  linters.set(cwd, linter);
  const { plugins, rules } = plugin.configs[config];
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.{js,ts}'],
        languageOptions: { parser: typescriptParser },
        plugins: plugins ?? {},
        rules: rules ?? {},
      },
    ],
    filename,
  );
  const fatal = messages.find((message) => message.fatal === true || message.ruleId === null);
  if (fatal !== undefined) throw new Error(`${filename}:${String(fatal.line)} ${fatal.message}\n${code}`);
  return messages;
}

/** Every suggestion of every finding, each applied alone. */
export function applyAll(code: string, options: LintOptions = {}): readonly Applied[] {
  return lint(code, options).flatMap((message) =>
    (message.suggestions ?? []).map((suggestion) => ({
      rule: message.ruleId ?? '',
      messageId: suggestion.messageId,
      description: suggestion.desc,
      line: message.line,
      output: code.slice(0, suggestion.fix.range[0]) + suggestion.fix.text + code.slice(suggestion.fix.range[1]),
    })),
  );
}

/** What was found, in a form that says which findings an edit took away or added: rules in order of place. */
export function listRules(found: Found): readonly string[] {
  return found.map((message) => (message.ruleId ?? '').replace('atomic-auth/', ''));
}

/** The suggestions of a piece of code, each with what became of it. Applying one must take its finding away and add none. */
export function repair(code: string): readonly { readonly title: string; readonly output: string }[] {
  const before = lint(code);
  return before.flatMap((message, index) =>
    (message.suggestions ?? []).map(({ desc, fix }) => {
      const output = code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
      const left = listRules(lint(output));
      const wanted = listRules(before).toSpliced(index, 1);
      if (left.join() !== wanted.join())
        throw new Error(`${desc}: left ${left.join()}, wanted ${wanted.join()}\n${output}`);
      return { title: `${(message.ruleId ?? '').replace('atomic-auth/', '')}: ${desc}`, output };
    }),
  );
}

/** The findings of a piece of code for which nothing is offered, as `line rule`. */
export function listUnrepaired(code: string): readonly string[] {
  return lint(code)
    .filter((message) => (message.suggestions ?? []).length === 0)
    .map((message) => `${String(message.line)} ${(message.ruleId ?? '').replace('atomic-auth/', '')}`);
}
