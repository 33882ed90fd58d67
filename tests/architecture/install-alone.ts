import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from './source-files.ts';

/**
 * A folder with what npm would unpack of the plugin, ESLint, the types of Node and the packages named, and no other one: neither the
 * native packages nor TypeScript. Removed after the test. `dist/` has to be built.
 */
export function installAlone(...packages: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'atomic-auth-alone-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const target = join(folder, 'node_modules/eslint-plugin-atomic-auth');
  for (const path of ['package.json', ...packageJson.files])
    cpSync(join(root, path), join(target, path), { recursive: true });
  for (const name of ['eslint', '@types/node', ...packages]) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    if (existsSync(join(root, 'node_modules', name))) symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
  writeFileSync(
    join(folder, 'package.json'),
    '{ "type": "module", "private": true, "imports": { "#*": "./src/*.js" } }\n',
  );
  return folder;
}
