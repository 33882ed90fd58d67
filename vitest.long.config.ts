import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['tests/**/*.long.test.ts'],
    setupFiles: ['tests/setup.ts'],
    env: { ATOMIC_AUTH_TEST: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default config;
