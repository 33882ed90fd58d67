export const contenders = {
  'parsing alone': () => Promise.resolve({}),
  'atomic-auth recommended': async () => {
    const { default: atomicAuth } = await import(process.env.PLUGIN ?? 'eslint-plugin-atomic-auth');
    const { plugins, rules } = atomicAuth.configs.recommended;
    return { plugins, rules };
  },
};
