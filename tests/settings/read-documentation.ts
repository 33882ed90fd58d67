/** Takes documentation apart: the configs, the code each is about, and what comments say is reported there. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Linter } from 'eslint';
import * as plugin from '../../src/index.ts';

interface Block {
  readonly language: string;
  readonly line: number;
  readonly text: string;
}

/** A config with the blocks that stand between it and the next one. */
export interface Example {
  /** `## heading, line 12`. */
  readonly title: string;
  readonly config: string;
  readonly code: readonly string[];
  readonly errors: readonly string[];
}

export function readExamples(file: string): readonly Example[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', file), 'utf8');
  const examples: { title: string; config: string; code: string[]; errors: string[] }[] = [];
  for (const block of findBlocks(text)) {
    const isConfig = /^export default \[/m.test(block.text);
    if (isConfig)
      examples.push({ title: `${file}, line ${String(block.line)}`, config: block.text, code: [], errors: [] });
    else if (block.language === 'text') examples.at(-1)?.errors.push(block.text);
    else examples.at(-1)?.code.push(block.text);
  }
  return examples;
}

function findBlocks(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', content = '']: readonly string[], index, all) => ({
      language,
      text: content.trimEnd(),
      line: text.slice(0, [...text.matchAll(/^```\w+\n/gm)].at(index)?.index ?? all.length).split('\n').length,
    }),
  );
}

/** Runs the text of an `eslint.config.js`: what it imports is handed in, what it exports is given back. */
export function runConfig(text: string): readonly Linter.Config[] {
  const names: string[] = [];
  const values: unknown[] = [];
  const body = text
    .replace(/^import (.*) from '(.*)';$/gm, (_line, clause: string, source: string) => {
      for (const [name, value] of readImport(clause, source)) {
        names.push(name);
        values.push(value);
      }
      return '';
    })
    .replace(/: AtomicAuthSettings/, '')
    .replaceAll('import.meta.dirname', JSON.stringify(import.meta.dirname))
    .replace('export default', 'return');
  const configs: unknown = Reflect.apply(compileFunction(body, names), undefined, values);
  if (!isConfigs(configs)) throw new Error('no array of configs');
  return configs;
}

function readImport(clause: string, source: string): readonly (readonly [string, unknown])[] {
  const module: Readonly<Record<string, unknown>> =
    source === 'eslint-plugin-atomic-auth' ? plugin : { ...requireBuiltin(source) };
  const [, own, named = ''] = /^(\w+)?(?:, )?(?:\{ (.*) \})?$/.exec(clause) ?? [];
  const imports = named.split(', ').filter((name) => name !== '' && !name.startsWith('type '));
  for (const name of imports) if (!(name in module)) throw new Error(`${source} has no export ${name}`);
  return [
    ...(own === undefined ? [] : [[own, module['default']] as const]),
    ...imports.map((name) => [name, module[name]] as const),
  ];
}

function requireBuiltin(source: string): Readonly<Record<string, unknown>> {
  if (!source.startsWith('node:')) throw new Error(`the documentation imports ${source}`);
  const module: unknown = createRequire(import.meta.url)(source);
  return typeof module === 'object' && module !== null ? { ...module } : {};
}

function isConfigs(value: unknown): value is readonly Linter.Config[] {
  return Array.isArray(value);
}

/** What the comments of a text say: `// reported: rule`, `// with the setting: rule`, `// without the setting: rule, other-rule`. */
export function readExpected(text: string, given: 'with' | 'without'): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const [, when, rules = ''] = /\/\/ (reported|with the setting|without the setting): (.*)$/.exec(line) ?? [];
    const isMeant = when === 'reported' || when === `${given} the setting`;
    return isMeant ? rules.split(', ').map((rule) => `${String(index + 1)} ${rule}`) : [];
  });
}
