import { defineConfig } from 'tsdown';
import type { UserConfig } from 'tsdown';
import { rules } from './src/registry.ts';
import { deferRules } from './tools/defer-rules.ts';

// Three builds: the types; the entry, which defers what rules do; and the rules, which it loads with the first file.
// Dependencies and peers stay imports: two of them are native, and ESLint must be the one of the user.
const common: UserConfig = { platform: 'node', target: 'node20', fixedExtension: false };

const config: UserConfig[] = defineConfig([
  { ...common, entry: ['src/index.ts'], format: 'esm', dts: { emitDtsOnly: true } },
  {
    ...common,
    entry: ['src/index.ts'],
    format: 'esm',
    dts: false,
    clean: false,
    plugins: [deferRules(rules, './rules.cjs')],
  },
  { ...common, entry: { rules: 'src/registry.ts' }, format: 'cjs', dts: false, clean: false },
]);

export default config;
