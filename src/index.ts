/** The plugin: meta, rules, configs; and what users describe their own libraries with. */

import type { ESLint, Linter } from 'eslint';
import packageJson from '../package.json' with { type: 'json' };
import { createConfigs } from './configs.ts';
import type { ConfigName } from './configs.ts';
import { rules } from './registry.ts';
import type { RuleName } from './registry.ts';
import type { AtomicAuthRule } from './rule.ts';

export { createFingerprint } from './schema/fingerprint.ts';
export { defineCredential, defineFramework, defineLock, defineStore } from './catalog/shape.ts';
export type {
  Behaviour,
  CatalogEntry,
  CredentialEntry,
  Dialect,
  Effect,
  FrameworkEntry,
  LockEntry,
  Property,
  Returns,
  StoreEntry,
  TypeEntry,
} from './catalog/shape.ts';
export type { AtomicAuthSettings, LockFunction, TransactionFunction } from './settings/user-settings.ts';

export interface AtomicAuthPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: 'atomic-auth' };
  readonly rules: Record<RuleName, AtomicAuthRule>;
  readonly configs: Record<ConfigName, Linter.Config>;
}

const core = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: 'atomic-auth' as const },
  rules,
};

// A config names its plugin and the plugin its configs: one of the two has to come second.
const plugin: AtomicAuthPlugin = Object.assign(core, { configs: createConfigs(core, rules) });

export default plugin;
