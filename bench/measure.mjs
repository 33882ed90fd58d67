/** One measurement: lints the roots given on stdin as JSON with one contender, and prints what it cost as JSON. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { contenders } from './contenders.mjs';

const createConfig = contenders[process.argv[2] ?? ''];
if (createConfig === undefined) throw new Error('unknown contender');

/** @typedef {import('./roots.mjs').Root} Root */

const contender = await createConfig();
/** @type {import('eslint').Linter.Config[]} */
const config = [
  // ESLint leaves out dependencies by itself; here they may be what is linted.
  { ignores: ['!**/node_modules/'] },
  {
    ...contender,
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
];

/**
 * ESLint leaves out files outside its `cwd` without a word, so each root has an instance of its own.
 * @param {string} cwd
 */
function createLinter(cwd) {
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
}

/** @type {readonly Root[]} */
const roots = JSON.parse(readFileSync(0, 'utf8'));
const jobs = roots.flatMap(({ cwd, files }) => {
  const eslint = createLinter(cwd);
  return files.map((path) => ({ eslint, path }));
});

// Everything that is loaded on first use is loaded here, for whoever uses it: a check, a statement that writes, and an import of a
// file that is there. What has neither of these is left alone at a glance, and would load nothing.
const warmUp = `import pg from 'pg';
import { requireUser } from './auth.ts';
const pool = new pg.Pool();
export const answer = async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM answers WHERE id = $1', [req.params.id]);
  if (rows.length > 0) await pool.query('UPDATE answers SET given = true WHERE id = $1', [req.params.id]);
  res.json(requireUser);
};
`;
const examples = join(import.meta.dirname, '../examples/express-api');
await createLinter(examples).lintText(warmUp, { filePath: join(examples, 'src/warm-up.ts') });

const before = process.cpuUsage();
let reports = 0;
let fatal = 0;
/** @type {{ readonly path: string, readonly seconds: number }} */
let slowest = { path: '', seconds: 0 };
for (const { eslint, path } of jobs) {
  const start = process.cpuUsage();
  // Read one at a time, as ESLint does: texts held for the whole run would hide what else is held.
  const [result] = await eslint.lintText(readFileSync(path, 'utf8'), { filePath: path, warnIgnored: true });
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  if (seconds > slowest.seconds) slowest = { path, seconds };
  // A file that no config matches costs nothing and would flatter everyone.
  if (result === undefined || result.messages.some(({ message }) => message.startsWith('File ignored')))
    throw new Error(`${path} was not linted`);
  if (result.messages.some((message) => message.fatal === true)) fatal++;
  else reports += result.messages.filter(({ ruleId }) => ruleId !== null).length;
}
const { user, system } = process.cpuUsage(before);
const cpu = (user + system) / 1e6;
// Kilobytes.
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu, memory, reports, fatal, slowest }));
