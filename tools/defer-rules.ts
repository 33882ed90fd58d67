/**
 * For the build: the plugin's entry keeps of each rule what it says of itself, and loads what it does with the first file that is
 * linted. Compiling the analysis is nearly all that an import would cost, and configs are often loaded without a file to lint.
 */

import type { TsdownPlugin } from 'tsdown';
import type { AtomicAuthRule } from '../src/rule.ts';

/** Replaces `src/registry.ts` in a build. `file`: where all rules are, as CommonJS that exports `rules`, as the entry names it. */
export function deferRules(rules: Readonly<Record<string, AtomicAuthRule>>, file: string): TsdownPlugin {
  return {
    name: 'defer-rules',
    load: {
      filter: { id: /[\\/]src[\\/]registry\.ts$/ },
      handler: () => ({ code: renderDeferred(rules, file), moduleType: 'js' }),
    },
  };
}

/** CommonJS, since `create` has to answer at once and Node 20 warns of modules that are loaded so. */
function renderDeferred(rules: Readonly<Record<string, AtomicAuthRule>>, file: string): string {
  const entries = Object.entries(rules).map(([key, { name, meta }]) => {
    const text = JSON.stringify(meta);
    return `${JSON.stringify(key)}: { name: ${JSON.stringify(name)}, meta: ${text}, create: defer(${JSON.stringify(key)}) },\n`;
  });
  return `import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
let loaded;

function defer(name) {
  return (context) => {
    loaded ??= load(${JSON.stringify(file)}).rules;
    return loaded[name].create(context);
  };
}

export const rules = {
${entries.join('')}};
`;
}
