/** The example application: test, demo and tutorial in one. */

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { lintApp } from './want-comments.ts';

test('the example gives the findings its comments want, and no others', async () => {
  const { wanted, found, files } = await lintApp(fileURLToPath(new URL('../../examples/express-api', import.meta.url)));
  expect(files).toBeGreaterThan(8);
  expect(wanted.length).toBeGreaterThanOrEqual(14);
  expect(found).toEqual(wanted);
});
