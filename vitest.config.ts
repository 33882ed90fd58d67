import { configDefaults, defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

// Those take minutes: `npm run test:long`.
const long = 'tests/**/*.long.test.ts';
/** They count what a process has said, or what it has loaded: each has a process of its own. */
const alone = [
  'tests/apps/long-lived.test.ts',
  'tests/architecture/regular-expressions.test.ts',
  'tests/settings/on-incomplete.test.ts',
];

const config: ViteUserConfig = defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    // An exception inside the analysis is a finding of the tests; users get the file's other findings instead.
    env: { ATOMIC_AUTH_TEST: '1' },
    // Several start processes of their own, which may have to wait for others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, long, ...alone],
          // The modules of the plugin are loaded once for each worker: loading them for each file took a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});

export default config;
