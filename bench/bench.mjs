/**
 * `npm run bench [-- <folder>…]` compares what linting costs: CPU time and peak memory, as ratios to parsing alone.
 * Every measurement is a fresh process that has loaded its modules and linted a tiny file before the clock starts;
 * repetitions take turns, so that a busy moment of the machine hits every contender. Ratios are those of each turn, and
 * shown as median, lowest and highest. Several folders are linted in one process, each from its own project. Without a
 * folder, it reads the sources that the development dependencies ship.
 *
 * `npm run bench -- --large <folder>…` is for large projects: all their files, parsing against the plugin alone.
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contenders } from './contenders.mjs';
import { findSourceFiles } from './find-source-files.mjs';
import { findRoots } from './roots.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string', default: '3' },
    limit: { type: 'string', default: '1000' },
    large: { type: 'boolean', default: false },
  },
});
const repetitions = Number(values.repetitions);
const limit = values.large ? Number.MAX_SAFE_INTEGER : Number(values.limit);
if (!Number.isInteger(repetitions) || repetitions < 1 || !Number.isInteger(limit) || limit < 1) {
  console.error('usage: npm run bench -- [--repetitions 3] [--limit 1000 | --large] [<folder>…]');
  process.exit(2);
}
const missing = positionals.find((folder) => !existsSync(folder));
if (missing !== undefined) {
  console.error(`there is no folder ${missing}`);
  process.exit(2);
}

const roots =
  positionals.length === 0
    ? [
        {
          cwd: parse(root).root,
          files: findSourceFiles([join(root, 'node_modules')], { limit, insideDependencies: true }),
        },
      ]
    : findRoots(positionals, limit);
const empty = roots.findIndex(({ files }) => files.length === 0);
if (empty >= 0) {
  console.error(`no JavaScript or TypeScript files in ${positionals[empty] ?? 'node_modules'}`);
  process.exit(1);
}

/** @typedef {{ readonly cpu: number, readonly memory: number, readonly reports: number, readonly fatal: number, readonly slowest: { readonly path: string, readonly seconds: number } }} Measurement */

/**
 * @param {string} contender
 * @returns {Measurement}
 */
function measure(contender) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bench/measure.mjs'), contender], {
    input: JSON.stringify(roots),
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

/** @param {readonly number[]} numbers */
function getSpread(numbers) {
  const sorted = [...numbers].sort((first, second) => first - second);
  return `${getMedian(numbers).toFixed(2)} (${sorted[0]?.toFixed(2) ?? '?'}–${sorted.at(-1)?.toFixed(2) ?? '?'})`;
}

const baselineName = 'parsing alone';
const names = values.large ? [baselineName, 'atomic-auth recommended'] : Object.keys(contenders);
/** @type {Map<string, Measurement[]>} */
const measurements = new Map(names.map((name) => [name, []]));
for (let repetition = 0; repetition < repetitions; repetition++) {
  for (const [name, list] of measurements) list.push(measure(name));
}

const baseline = measurements.get(baselineName) ?? [];
const count = roots.reduce((sum, { files }) => sum + files.length, 0);
console.log(
  `${count} files (${baseline[0]?.fatal ?? 0} do not parse), ${repetitions} processes each, ratios to parsing alone: median (lowest–highest)\n`,
);
console.log(
  `${'contender'.padEnd(28)}${'CPU s'.padStart(8)}${'ratio'.padStart(20)}${'peak MB'.padStart(10)}${'ratio'.padStart(20)}${'reports'.padStart(9)}  slowest file`,
);
for (const [name, list] of measurements) {
  /** @param {'cpu' | 'memory'} figure */
  const getRatios = (figure) =>
    list.map((measurement, turn) => measurement[figure] / (baseline[turn]?.[figure] ?? Number.NaN));
  // The file that is slow every time, not the one that a busy moment hit.
  const slowest = [...list].sort((first, second) => first.slowest.seconds - second.slowest.seconds)[0]?.slowest;
  const cells = [
    getMedian(list.map(({ cpu }) => cpu))
      .toFixed(2)
      .padStart(8),
    getSpread(getRatios('cpu')).padStart(20),
    getMedian(list.map(({ memory }) => memory))
      .toFixed(0)
      .padStart(10),
    getSpread(getRatios('memory')).padStart(20),
    String(list[0]?.reports ?? 0).padStart(9),
    `  ${slowest?.seconds.toFixed(2) ?? '?'} s ${relative(process.cwd(), slowest?.path ?? '')}`,
  ];
  console.log(`${name.padEnd(28)}${cells.join('')}`);
}
