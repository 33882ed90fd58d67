/** Patterns by which texts are looked through before anything is parsed, made of names that the catalog has. */
import type { Behaviour, Property } from '../../catalog/shape.ts';

export function wordPattern(words: readonly string[], flags = ''): RegExp {
  return new RegExp(`\\b${group(words)}\\b`, flags);
}

export function packagePattern(names: readonly string[]): RegExp {
  return new RegExp(
    `['"\`](?:node:)?(?:${names.map((name) => (name.endsWith('*') ? `${escape(name.slice(0, -1))}[^'"\`\\n]*` : escape(name))).join('|') || '(?!)'})['"\`]`,
  );
}

export function group(words: readonly string[]): string {
  return `(?:${words.map(escape).join('|') || '(?!)'})`;
}

export function escape(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
}

export function isBehaviour(value: Behaviour | Property | { readonly type: string }): value is Behaviour {
  return !('type' in value) && !('kind' in value);
}

/** Methods called with anything, or with what `argument` describes. */
export function callPattern(names: readonly string[], argument = ''): RegExp {
  return new RegExp(`\\.\\s*${group(names)}\\s*\\(\\s*${argument}`);
}
