import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { root } from './source-files.ts';

it('shows what the plugin finds in the example, in plain text where nobody watches', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/demo.mjs'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d+ findings in \d+ of \d+ files: \d+ [a-z-]+/mu);
  expect(stdout).toMatch(/^examples\/express-api\/src\/\S+\.ts$/mu);
  expect(stdout).not.toContain('\u001B[');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(status).toBe(0);
});
