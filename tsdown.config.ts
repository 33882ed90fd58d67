import { defineConfig } from 'tsdown';
import type { UserConfig } from 'tsdown';

// Dependencies and peers stay imports: two of them are native, and ESLint must be the one of the user.
const config: UserConfig = defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  fixedExtension: false,
});

export default config;
