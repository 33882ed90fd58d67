/** Lints a text with the plugin's recommended config, and with a rule of its own that reports every window nothing protects. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type { Rule } from 'eslint';
import { analyze } from '../../src/analyze.ts';
import plugin from '../../src/index.ts';

const windows: Rule.RuleModule = {
  meta: { schema: [] },
  create: (context) => ({
    'Program:exit'() {
      const { windows: found, module } = analyze(context);
      for (const window of found) {
        if (module === undefined || window.protections.length > 0) continue;
        const { range } = window.place;
        context.report({ loc: { start: context.sourceCode.getLocFromIndex(range[0]), end: context.sourceCode.getLocFromIndex(range[1]) }, message: `${window.kind} ${window.certainty}` });
      }
    },
  }),
};

/** Lines of the findings, each once. Mistakes in the settings, and in the text, are thrown. */
export function findReportedLines(text: string, settings: Readonly<Record<string, unknown>> = {}, filename = 'app.ts', cwd = '/'): readonly number[] {
  const messages = new Linter({ cwd }).verify(
    text,
    [
      { files: ['**/*'], languageOptions: { parser }, settings: { ...settings }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
      plugin.configs.recommended,
      { files: ['**/*'], plugins: { probe: { rules: { windows } } }, rules: { 'probe/windows': 'error' } },
    ],
    filename,
  );
  const [broken] = messages.filter(({ fatal }) => fatal === true);
  if (broken !== undefined) throw new Error(broken.message);
  return [...new Set(messages.map(({ line }) => line))].sort((a, b) => a - b);
}
