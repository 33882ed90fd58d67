import { configDefaults, defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';
import common from './vitest.config.ts';

const config: ViteUserConfig = defineConfig({
  test: { ...common.test, include: ['tests/**/*.long.test.ts'], exclude: configDefaults.exclude },
});

export default config;
