/** Lints a text as users do, with the plugin and their settings. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../src/index.ts';

export interface LintOptions {
  readonly config?: 'recommended' | 'strict';
  /** Relative names are not looked for on the disk, nor is what they import. */
  readonly filename?: string;
  readonly cwd?: string;
}

/** `7 no-lost-update` for each finding, in order. Mistakes in the settings, and in the text, are thrown. */
export function findReports(
  text: string,
  configs: readonly Linter.Config[],
  { filename = 'app.ts', cwd = '/' }: Omit<LintOptions, 'config'> = {},
): readonly string[] {
  const messages = new Linter({ cwd }).verify(
    text,
    [{ files: ['**/*'], languageOptions: { parser } }, ...configs],
    filename,
  );
  const broken = messages.find(({ fatal }) => fatal === true);
  if (broken !== undefined) throw new Error(broken.message);
  return messages.map(({ line, ruleId }) => `${String(line)} ${(ruleId ?? 'none').replace('atomic-auth/', '')}`);
}

/** The same with one of the plugin's configs and the given `settings['atomic-auth']`. */
export function findReportsWith(
  settings: unknown,
  text: string,
  { config = 'recommended', ...options }: LintOptions = {},
): readonly string[] {
  return findReports(text, [plugin.configs[config], { settings: { 'atomic-auth': settings } }], options);
}
