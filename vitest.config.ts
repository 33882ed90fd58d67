import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // An exception inside the analysis is a finding of the tests; users get the file's other findings instead.
    env: { ATOMIC_AUTH_TEST: '1' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

export default config;
