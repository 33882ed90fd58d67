import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../architecture/source-files.ts';

const megabytes = 1_048_576;

it('lints 2,000 files in a process of 512 MB, and keeps no more after them than before', { timeout: 300_000 }, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'atomic-auth-memory-')));
  try {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=512',
        '--expose-gc',
        join(root, 'tests/robustness/lint-many.mjs'),
        folder,
        pathToFileURL(join(root, 'dist/index.js')).href,
        '2000',
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const { files, heap } = JSON.parse(stdout) as { readonly files: number; readonly heap: readonly number[] };
    expect(files).toBeGreaterThanOrEqual(2_000);
    const [, half = 0, , whole = Number.POSITIVE_INFINITY] = heap;
    // What is kept goes up and down with how full the caches are at the moment; without a bound it was another 100 MB.
    expect(whole - half).toBeLessThan(40 * megabytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
