/**
 * Applications whose comments say what is wanted: `// want: rule` (or several, separated by commas) at the end of the line
 * on which the finding is shown.
 */

import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import plugin from '../../src/index.ts';

export interface AppFindings {
  /** `routes/notes.ts:57 no-lost-update`, in order. */
  readonly wanted: readonly string[];
  readonly found: readonly string[];
  readonly files: number;
}

/** Lints a folder with the real ESLint class and `recommended`, and reads what its comments want. */
export async function lintApp(folder: string): Promise<AppFindings> {
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,cjs,ts}'], languageOptions: { parser: typescriptParser } },
      plugin.configs.recommended,
    ],
  });
  const results = await eslint.lintFiles(['.']);
  const wanted: string[] = [];
  const found: string[] = [];
  for (const { filePath, messages } of results) {
    const file = relative(folder, filePath).split(sep).join('/');
    for (const [index, line] of readFileSync(filePath, 'utf8').split('\n').entries()) {
      const rules = /\/\/ want: ([\w\-, ]+)$/u.exec(line)?.[1];
      for (const rule of rules?.split(',') ?? []) wanted.push(`${file}:${String(index + 1)} ${rule.trim()}`);
    }
    for (const { ruleId, line, message } of messages)
      found.push(`${file}:${String(line)} ${ruleId?.replace('atomic-auth/', '') ?? message}`);
  }
  return { wanted: wanted.sort(), found: found.sort(), files: results.length };
}
