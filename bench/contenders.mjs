/** What is compared. Modules are loaded on demand: a process pays only for its own contender. */

/** @typedef {import('eslint').Linter.Config} Config */

/** @type {Readonly<Record<string, () => Promise<Config>>>} */
export const contenders = {
  'parsing alone': () => Promise.resolve({}),
  'require-atomic-updates': () => Promise.resolve({ rules: { 'require-atomic-updates': 'error' } }),
  'sonarjs recommended': async () => {
    const { default: sonarjs } = await import('eslint-plugin-sonarjs');
    const { plugins, rules } = sonarjs.configs.recommended;
    return { plugins, rules };
  },
  'atomic-auth recommended': async () => {
    const { default: atomicAuth } = await import('eslint-plugin-atomic-auth');
    const { plugins, rules } = atomicAuth.configs.recommended;
    return { plugins, rules };
  },
};
