import { parse } from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { parseSync } from 'oxc-parser';
import { lowerModule } from '../../../src/languages/ecmascript/lower-module.ts';
import type { Module } from '../../../src/languages/program.ts';

type Program = ReturnType<typeof parse>;

/** The tree ESLint hands over for TypeScript. Throws where the parser does. */
export function parseTypescript(text: string, filename: string): Program {
  return parse(text, {
    filePath: filename,
    range: true,
    loc: false,
    sourceType: 'module',
    ecmaFeatures: { jsx: filename.endsWith('x') },
  });
}

export function lowerFromTypescript(text: string, filename: string): Module {
  return lowerModule(parseTypescript(text, filename), text);
}

/** Lowers the tree made for imported files; undefined where the file has syntax errors. */
export function lowerFromOxc(
  text: string,
  filename: string,
  sourceType: 'module' | 'script' = 'module',
): Module | undefined {
  const result = parseSync(filename, text, { astType: 'ts', range: false, preserveParens: false, sourceType });
  return result.errors.length === 0 ? lowerModule(result.program, text) : undefined;
}

/** Lowers the tree ESLint itself hands to rules for JavaScript, parents and all. */
export function lowerFromEslint(text: string): Module {
  const linter = new Linter();
  const messages = linter.verify(text, {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  });
  const fatal = messages.find((message) => message.fatal === true);
  if (fatal !== undefined) throw new Error(fatal.message);
  const { ast } = linter.getSourceCode();
  return lowerModule(ast, text);
}
