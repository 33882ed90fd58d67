import { readFileSync, writeFileSync } from 'node:fs';
import v8 from 'node:v8';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { contenders } from './contenders.mjs';
const contender = await contenders[process.argv[2]]();
const config = [
  {
    ...contender,
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
];
const roots = JSON.parse(readFileSync(0, 'utf8'));
let n = 0;
for (const { cwd, files } of roots) {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, ignore: false });
  for (const f of files) {
    await eslint.lintText(readFileSync(f, 'utf8'), { filePath: f });
    if (++n % 200 === 0) {
      gc();
      gc();
      console.log(n, (process.memoryUsage().heapUsed / 1e6).toFixed(1), (process.memoryUsage().rss / 1e6).toFixed(0));
    }
  }
}
await new Promise((r) => setTimeout(r, 100));
gc();
gc();
console.log('end', (process.memoryUsage().heapUsed / 1e6).toFixed(1));
if (process.argv[3]) v8.writeHeapSnapshot(process.argv[3]);
