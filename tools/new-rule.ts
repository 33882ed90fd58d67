/** `npm run new-rule <name>` writes the rule, its test and its page from a template, then everything generated from them. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderRuleFile, renderRulePage, renderRuleTest } from './rule-template.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? '';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!/^[a-z]+(?:-[a-z]+)+$/u.test(name)) fail('usage: npm run new-rule <name>, with a name such as no-lost-update');

const files = [
  { path: `rules/${name}.ts`, text: renderRuleFile(name) },
  { path: `tests/rules/${name}.test.ts`, text: renderRuleTest(name) },
  { path: `docs/rules/${name}.md`, text: renderRulePage() },
];
const existing = files.find(({ path }) => existsSync(join(root, path)));
if (existing !== undefined) fail(`${existing.path} exists already`);

for (const { path, text } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}

// A process of its own, since generating loads every rule and the new one was not there when this one started.
const generated = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jiti/lib/jiti-cli.mjs'), join(root, 'tools/generate.ts')],
  { stdio: 'inherit' },
);
process.exitCode = generated.status ?? 1;
