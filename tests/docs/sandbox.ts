/** A folder in which an application has the plugin installed, as its users do. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../architecture/source-files.ts';

export interface Sandbox {
  readonly root: string;
  write(path: string, text: string): string;
  remove(): void;
}

const packages = ['eslint', 'typescript', 'typescript-eslint', '@typescript-eslint'];

export function createSandbox(): Sandbox {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'atomic-auth-docs-')));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/eslint-plugin-atomic-auth'), 'junction');
  for (const name of packages)
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  return {
    root: folder,
    write(path, text) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
