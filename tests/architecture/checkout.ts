/** Copies of the project that a test may write to. */

import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './source-files.ts';

export interface Checkout {
  readonly root: string;
  borrowDependencies(): void;
  remove(): void;
}

/** Copies those of the given files and folders that exist. `borrowDependencies` puts the installed dependencies where they belong. */
export function createCheckout(...paths: readonly string[]): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'atomic-auth-'));
  for (const path of paths.filter((path) => existsSync(join(root, path))))
    cpSync(join(root, path), join(folder, path), { recursive: true });
  return {
    root: folder,
    borrowDependencies: () => {
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
