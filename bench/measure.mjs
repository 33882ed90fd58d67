/** One measurement: lints the files named on stdin with one contender, and prints what it cost as JSON. */

import { readFileSync } from 'node:fs';
import { parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { contenders } from './contenders.mjs';

const createConfig = contenders[process.argv[2] ?? ''];
if (createConfig === undefined) throw new Error('unknown contender');

const contender = await createConfig();
/** @type {Linter.Config[]} */
const config = [
  // ESLint leaves out dependencies by itself; here they are what is linted.
  { ignores: ['!**/node_modules/'] },
  {
    ...contender,
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
];
const linter = new Linter({ cwd: parse(process.cwd()).root });
const files = readFileSync(0, 'utf8')
  .split('\n')
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

linter.verify('export const answer = async () => 42;\n', config, '/warm-up.ts');

const before = process.cpuUsage();
let reports = 0;
let fatal = 0;
for (const { path, text } of files) {
  const messages = linter.verify(text, config, path);
  if (messages.some((message) => message.fatal === true)) fatal++;
  else reports += messages.filter(({ ruleId }) => ruleId !== null).length;
  // A file that no config matches costs nothing and would flatter everyone.
  if (messages.some(({ message }) => message.startsWith('No matching configuration'))) throw new Error(`${path} was not linted`);
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024, reports, fatal }));
