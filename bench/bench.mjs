/**
 * `npm run bench [-- <folder>…]` compares what linting costs: CPU time and peak memory, as ratios to parsing alone.
 * Every measurement is a fresh process that has loaded its modules and linted a tiny file before the clock starts;
 * repetitions take turns, so that a busy moment of the machine hits every contender. Without a folder, it reads
 * the sources that the development dependencies ship.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contenders } from './contenders.mjs';
import { findSourceFiles } from './find-source-files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string', default: '3' },
    limit: { type: 'string', default: '1000' },
  },
});
const repetitions = Number(values.repetitions);
const limit = Number(values.limit);
if (!Number.isInteger(repetitions) || repetitions < 1 || !Number.isInteger(limit) || limit < 1) {
  console.error('usage: npm run bench -- [--repetitions 3] [--limit 1000] [<folder>…]');
  process.exit(2);
}
const missing = positionals.find((folder) => !existsSync(folder));
if (missing !== undefined) {
  console.error(`there is no folder ${missing}`);
  process.exit(2);
}

const files =
  positionals.length === 0
    ? findSourceFiles([join(root, 'node_modules')], { limit, insideDependencies: true })
    : findSourceFiles(
        positionals.map((folder) => resolve(folder)),
        { limit, insideDependencies: false },
      );
if (files.length === 0) {
  console.error('no JavaScript or TypeScript files there');
  process.exit(1);
}

/** @typedef {{ readonly cpu: number, readonly memory: number, readonly reports: number, readonly fatal: number }} Measurement */

/**
 * @param {string} contender
 * @returns {Measurement}
 */
function measure(contender) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bench/measure.mjs'), contender], {
    input: files.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${contender}: ${stderr}`);
  return JSON.parse(stdout);
}

/** @param {readonly number[]} numbers */
function getMedian(numbers) {
  const sorted = [...numbers].sort((first, second) => first - second);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[Math.floor(middle)] ?? 0);
}

/** @type {Map<string, Measurement[]>} */
const measurements = new Map(Object.keys(contenders).map((name) => [name, []]));
for (let repetition = 0; repetition < repetitions; repetition++) {
  for (const [name, list] of measurements) list.push(measure(name));
}

const rows = [...measurements].map(([name, list]) => ({
  name,
  cpu: getMedian(list.map(({ cpu }) => cpu)),
  memory: getMedian(list.map(({ memory }) => memory)),
  reports: list[0]?.reports ?? 0,
  fatal: list[0]?.fatal ?? 0,
}));
const [baseline] = rows;
if (baseline === undefined) throw new Error('no contenders');

console.log(
  `${files.length} files (${baseline.fatal} do not parse), median of ${repetitions} processes each, ratios to parsing alone\n`,
);
console.log(
  `${'contender'.padEnd(28)}${'CPU s'.padStart(8)}${'ratio'.padStart(8)}${'peak MB'.padStart(10)}${'ratio'.padStart(8)}${'reports'.padStart(9)}`,
);
for (const { name, cpu, memory, reports } of rows) {
  const cells = [
    cpu.toFixed(2).padStart(8),
    (cpu / baseline.cpu).toFixed(2).padStart(8),
    memory.toFixed(0).padStart(10),
    (memory / baseline.memory).toFixed(2).padStart(8),
    String(reports).padStart(9),
  ];
  console.log(`${name.padEnd(28)}${cells.join('')}`);
}
