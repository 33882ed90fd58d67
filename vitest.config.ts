import { configDefaults, defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Those take minutes: `npm run test:long`.
    exclude: [...configDefaults.exclude, 'tests/**/*.long.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // An exception inside the analysis is a finding of the tests; users get the file's other findings instead.
    env: { ATOMIC_AUTH_TEST: '1' },
    // Several start processes of their own, which may have to wait for others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default config;
