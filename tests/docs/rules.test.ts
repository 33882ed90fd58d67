import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { rules } from '../../src/registry.ts';
import { readExamples } from './read-examples.ts';

const root = join(import.meta.dirname, '../..');

/** What `recommended` and the rule itself, as `strict` sets it, say of the code. */
function findRules(code: string, name: string): readonly string[] {
  const options = plugin.configs.strict.rules?.[`atomic-auth/${name}`] ?? 'error';
  const messages = new Linter().verify(
    code,
    [
      { ...plugin.configs.recommended, languageOptions: { parser } },
      plugin.configs.recommended.rules?.[`atomic-auth/${name}`] === undefined
        ? { files: ['**/*.ts'], rules: { [`atomic-auth/${name}`]: options } }
        : {},
    ],
    { filename: 'example.ts' },
  );
  return messages.map((message) => message.ruleId ?? message.message);
}

describe.each(Object.keys(rules))('docs/rules/%s.md', (name) => {
  const examples = readExamples(readFileSync(join(root, `docs/rules/${name}.md`), 'utf8'));

  it('shows what is reported and what is not', () => {
    expect(new Set(examples.map((example) => example.kind))).toEqual(new Set(['incorrect', 'correct']));
  });

  it.each(examples.filter((example) => example.kind === 'incorrect'))(
    'reports the incorrect code on line $line, and nothing else',
    ({ code }) => {
      expect(findRules(code, name)).toEqual([`atomic-auth/${name}`]);
    },
  );

  it.each(examples.filter((example) => example.kind === 'correct'))(
    'reports nothing in the correct code on line $line',
    ({ code }) => {
      expect(findRules(code, name)).toEqual([]);
    },
  );

  it('draws two requests that meet, and says what it cannot see', () => {
    const page = readFileSync(join(root, `docs/rules/${name}.md`), 'utf8');
    expect(page).toContain('```mermaid\nsequenceDiagram\n');
    expect(page).toMatch(/^## What it does not see\n\n\S/mu);
    expect(page).toMatch(/^## How to fix it\n\n\S/mu);
  });
});
