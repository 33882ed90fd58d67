/**
 * `npm run generate` writes what is generated from `rules/`: the registry, the README's table, the headers of the rules' pages.
 * `npm run generate -- --check` writes nothing and exits with 1 where a file differs.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computeGeneratedFiles } from './generated-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

const differing = (await computeGeneratedFiles(root)).filter((file) => file.current !== file.expected);
for (const { path, expected } of differing) {
  if (check) {
    console.error(`${path} is not what \`npm run generate\` writes`);
    continue;
  }
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), expected);
  console.log(`wrote ${path}`);
}
if (check && differing.length > 0) process.exitCode = 1;
