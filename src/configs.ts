/** The shared configs, derived from the rules' meta. `recommended` holds what is certain and wanted by everyone, `strict` every rule. */

import type { ESLint, Linter } from 'eslint';
import type { AtomicAuthRule, RuleLanguage } from './rule.ts';

export type ConfigName = 'recommended' | 'strict';

const javascriptFiles = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];

/**
 * The `rules` of a config. Only rules that name `language` are in it: ESLint stops where an enabled rule does not.
 * The severity is always `error`, since warnings are passed over in CI and cannot be suppressed in bulk.
 */
export function createRuleEntries(
  rules: Readonly<Record<string, AtomicAuthRule>>,
  config: ConfigName,
  language: RuleLanguage,
): Linter.RulesRecord {
  const entries = Object.values(rules)
    .filter((rule) => rule.meta.languages.includes(language))
    .filter((rule) => config === 'strict' || rule.meta.docs.recommended)
    .map((rule): [string, Linter.RuleEntry] => {
      const options = config === 'strict' ? rule.meta.docs.strict : undefined;
      return [`atomic-auth/${rule.name}`, options === undefined ? 'error' : ['error', options]];
    });
  return Object.fromEntries(entries);
}

/** The configs for JavaScript and TypeScript. They hold the plugin itself, so they are made after it. */
export function createConfigs(
  plugin: ESLint.Plugin,
  rules: Readonly<Record<string, AtomicAuthRule>>,
): Record<ConfigName, Linter.Config> {
  const createConfig = (config: ConfigName): Linter.Config => ({
    name: `atomic-auth/${config}`,
    files: javascriptFiles,
    plugins: { 'atomic-auth': plugin },
    rules: createRuleEntries(rules, config, 'js/js'),
  });
  return { recommended: createConfig('recommended'), strict: createConfig('strict') };
}
