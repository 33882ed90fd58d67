/**
 * What a rule of this plugin is. A file in `rules/` default-exports one `createRule({ name, meta, create })`;
 * the generated registry, the configs, the documentation headers and the README table all read from that object.
 *
 * Written out instead of taken from @typescript-eslint/utils: that package wants TypeScript as a peer, and its
 * `RuleCreator` merges default options a second time, which ESLint already did.
 */

import type { JSRuleDefinition, Rule } from 'eslint';

/** A language a rule can run on, as ESLint names it. */
export type RuleLanguage = 'js/js' | 'atomic-auth/python';

/** A risk of the OWASP API Security Top 10 of 2023. */
export type OwaspApiRisk = `API${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}:2023`;

/** What a user can set, by name. Every option has a default, and ESLint merges the two. */
export type RuleOptions = object;

type JsonSchema = Exclude<NonNullable<Rule.RuleMetaData['schema']>, false | unknown[]>;

/** One property of the options. The description is shown in the rule's documentation. */
export interface OptionSchema extends JsonSchema {
  description: string;
}

/** One options object. */
export interface OptionsSchema extends JsonSchema {
  type: 'object';
  additionalProperties: false;
  properties: Record<string, OptionSchema>;
}

export interface RuleDocs<Options extends RuleOptions = RuleOptions> {
  /** What the rule disallows or requires, without a full stop: it fills a table cell and is the documentation's title. */
  readonly description: string;
  /** Whether `recommended` turns the rule on. `strict` turns on every rule. */
  readonly recommended: boolean;
  /** Options that `strict` sets, where they are not the defaults. */
  readonly strict?: Partial<Options>;
  /** Weaknesses by their CWE number, the closest one first. */
  readonly cwe: readonly [number, ...number[]];
  readonly owasp: OwaspApiRisk;
}

export interface RuleMeta<MessageId extends string, Options extends RuleOptions> {
  readonly type: 'problem';
  readonly docs: RuleDocs<Options>;
  readonly messages: Record<MessageId, string>;
  readonly schema: [] | [OptionsSchema];
  readonly defaultOptions: [] | [Options];
  readonly hasSuggestions: boolean;
  readonly languages: [RuleLanguage, ...RuleLanguage[]];
}

type Definition<MessageId extends string, Options extends RuleOptions> = JSRuleDefinition<{
  MessageIds: MessageId;
  RuleOptions: [Options];
}>;

/** What `create` is given. `options[0]` is the user's options over the defaults; it is undefined where the rule has none. */
export type RuleContext<MessageId extends string = string, Options extends RuleOptions = RuleOptions> = Parameters<
  Definition<MessageId, Options>['create']
>[0];

export interface RuleSource<MessageId extends string, Options extends RuleOptions> {
  /** The file's name without extension. */
  readonly name: string;
  readonly meta: RuleMeta<MessageId, Options>;
  readonly create: (context: RuleContext<MessageId, Options>) => Rule.RuleListener;
}

/** A rule as ESLint takes it, with what the generators read beside it. */
export interface AtomicAuthRule {
  readonly name: string;
  readonly meta: RuleMeta<string, RuleOptions> & { readonly docs: { readonly url: string } };
  create(context: RuleContext): Rule.RuleListener;
}

/** The message of every rule for what was not analysed; see `settings['atomic-auth'].onIncomplete`. */
export const incompleteMessageId = 'incomplete';

const incompleteMessage =
  'Not everything that this file rests on was analysed, so that races in it may go unreported: {{gaps}}.';

const documentation = 'https://github.com/atomic-auth/eslint-plugin-atomic-auth/blob/main/docs/rules';

/** Makes a rule of its source: adds the address of its documentation, and the message that all rules have. */
export function createRule<const MessageId extends string, Options extends RuleOptions = Record<string, never>>(
  source: RuleSource<MessageId, Options>,
): AtomicAuthRule {
  const { name, meta, create } = source;
  const messages = { ...meta.messages, [incompleteMessageId]: incompleteMessage };
  return { name, meta: { ...meta, messages, docs: { ...meta.docs, url: `${documentation}/${name}.md` } }, create };
}
