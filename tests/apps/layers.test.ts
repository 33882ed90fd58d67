/** Applications of several files, as people lay them out: what stands between a check and its write is in another file. */

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lintApp } from './want-comments.ts';

it.each([
  ['express-layers', 20, 7],
  ['express-functions', 15, 7],
  ['express-middleware', 14, 7],
  ['nest-injection', 39, 14],
  ['fastify-decorators', 13, 10],
])('%s gives the findings its comments want, and no others', async (name, files, wants) => {
  const app = await lintApp(fileURLToPath(new URL(name, import.meta.url)));
  expect(app.files).toBeGreaterThanOrEqual(files);
  expect(app.wanted.length).toBeGreaterThanOrEqual(wants);
  expect(app.found).toEqual(app.wanted);
});
