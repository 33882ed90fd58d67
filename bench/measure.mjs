/** One measurement: lints the files named on stdin with one contender, and prints what it cost as JSON. */

import { readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { contenders } from './contenders.mjs';

const createConfig = contenders[process.argv[2] ?? ''];
if (createConfig === undefined) throw new Error('unknown contender');

const contender = await createConfig();
/** @type {import('eslint').Linter.Config[]} */
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
const eslint = new ESLint({
  cwd: parse(process.cwd()).root,
  overrideConfigFile: true,
  overrideConfig: config,
  ignore: false,
});
const files = readFileSync(0, 'utf8')
  .split('\n')
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

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
await eslint.lintText(warmUp, { filePath: join(import.meta.dirname, '../examples/express-api/src/warm-up.ts') });

const before = process.cpuUsage();
let reports = 0;
let fatal = 0;
for (const { path, text } of files) {
  const [result] = await eslint.lintText(text, { filePath: path, warnIgnored: true });
  // A file that no config matches costs nothing and would flatter everyone.
  if (result === undefined || result.messages.some(({ message }) => message.startsWith('File ignored')))
    throw new Error(`${path} was not linted`);
  if (result.messages.some((message) => message.fatal === true)) fatal++;
  else reports += result.messages.filter(({ ruleId }) => ruleId !== null).length;
}
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({ cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024, reports, fatal }),
);
