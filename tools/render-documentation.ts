/** The generated parts of the documentation, rendered from the rules' meta. */

import type { AtomicAuthRule, OptionSchema, OwaspApiRisk } from '../src/rule.ts';

const owaspPages: Readonly<Record<OwaspApiRisk, string>> = {
  'API1:2023': '0xa1-broken-object-level-authorization',
  'API2:2023': '0xa2-broken-authentication',
  'API3:2023': '0xa3-broken-object-property-level-authorization',
  'API4:2023': '0xa4-unrestricted-resource-consumption',
  'API5:2023': '0xa5-broken-function-level-authorization',
  'API6:2023': '0xa6-unrestricted-access-to-sensitive-business-flows',
  'API7:2023': '0xa7-server-side-request-forgery',
  'API8:2023': '0xa8-security-misconfiguration',
  'API9:2023': '0xa9-improper-inventory-management',
  'API10:2023': '0xaa-unsafe-consumption-of-apis',
};

const languageTitles: Readonly<Record<string, string>> = {
  'js/js': 'JavaScript and TypeScript',
  'atomic-auth/python': 'Python',
};

function renderCwe(rule: AtomicAuthRule): string {
  return rule.meta.docs.cwe.map((id) => `[CWE-${id}](https://cwe.mitre.org/data/definitions/${id}.html)`).join(', ');
}

function renderOwasp(rule: AtomicAuthRule): string {
  const { owasp } = rule.meta.docs;
  return `[OWASP ${owasp}](https://owasp.org/API-Security/editions/2023/en/${owaspPages[owasp]}/)`;
}

function renderConfigs(rule: AtomicAuthRule): string {
  const { recommended, strict } = rule.meta.docs;
  const strictOptions = strict === undefined ? '' : ` (there with \`${JSON.stringify(strict)}\`)`;
  return recommended ? `\`recommended\` and \`strict\`${strictOptions}` : `\`strict\` only${strictOptions}`;
}

/** The top of a rule's page: its title and what a reader wants to know before reading on. */
export function renderRuleHeader(rule: AtomicAuthRule): string {
  const { description } = rule.meta.docs;
  const languages = rule.meta.languages.map((language) => languageTitles[language] ?? language).join(', ');
  return [
    `# atomic-auth/${rule.name}`,
    '',
    `${description}.`,
    '',
    `* In the configs: ${renderConfigs(rule)}`,
    `* Suggestions: ${rule.meta.hasSuggestions ? '💡 yes, to be applied by hand' : 'none'}`,
    `* Languages: ${languages}`,
    `* Weakness: ${renderCwe(rule)} · ${renderOwasp(rule)}`,
  ].join('\n');
}

function renderOptionType(schema: OptionSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  return String(schema.type);
}

function renderDefault(value: unknown): string {
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}

/** The options of a rule as a table, or a sentence where it has none. */
export function renderRuleOptions(rule: AtomicAuthRule): string {
  const schema = rule.meta.schema[0];
  if (schema === undefined) return 'This rule has no options.';
  const defaults = new Map<string, unknown>(Object.entries(rule.meta.defaultOptions[0] ?? {}));
  const rows = Object.entries(schema.properties).map(
    ([name, option]) =>
      `| \`${name}\` | ${renderOptionType(option)} | ${renderDefault(defaults.get(name))} | ${option.description} |`,
  );
  return ['| Option | Type | Default | What it does |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The table of all rules in the README. */
export function renderRulesTable(rules: readonly AtomicAuthRule[]): string {
  const rows = rules.map((rule) => {
    const { description, recommended } = rule.meta.docs;
    const configs = recommended ? '✅ 🔒' : '🔒';
    const suggestions = rule.meta.hasSuggestions ? '💡' : '';
    const cells = [
      `[${rule.name}](docs/rules/${rule.name}.md)`,
      description,
      configs,
      suggestions,
      renderCwe(rule),
      renderOwasp(rule),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '✅ in `recommended` · 🔒 in `strict` · 💡 offers suggestions',
    '',
    '| Rule | What it finds | Configs | 💡 | Weakness | Risk |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
