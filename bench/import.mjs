/**
 * What importing the plugin costs a process: the time of the import, less that of an empty module in the same process.
 * `npm run bench:import -- <processes>`, 15 of them unless said otherwise. Prints milliseconds; with more than are allowed the exit code is 1.
 */

import { spawnSync } from 'node:child_process';

/** Milliseconds. */
const limit = 80;
const processes = Number(process.argv[2] ?? 15);
if (!Number.isInteger(processes) || processes < 1) throw new Error('the number of processes must be 1 or more');

const plugin = new URL('../dist/index.js', import.meta.url).href;
const measure = `
  const start = performance.now();
  await import('data:text/javascript,export default 0');
  const between = performance.now();
  await import(${JSON.stringify(plugin)});
  const end = performance.now();
  console.log(end - between - (between - start));
`;

function runOnce() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', measure], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

// The first one brings the files into the disk's cache.
runOnce();
const times = Array.from({ length: processes }, runOnce).toSorted((left, right) => left - right);

/** @param {number} share */
function getQuantile(share) {
  const time = times[Math.min(times.length - 1, Math.floor(share * times.length))];
  if (time === undefined) throw new Error('nothing was measured');
  return time;
}

const median = getQuantile(0.5);
const quarters = `${getQuantile(0.25).toFixed(1)} to ${getQuantile(0.75).toFixed(1)}`;
const range = `${getQuantile(0).toFixed(1)} to ${getQuantile(1).toFixed(1)}`;
console.log(`import of the plugin, less an empty module: median ${median.toFixed(1)} ms of at most ${String(limit)}`);
console.log(`half of ${String(processes)} processes: ${quarters} ms, all: ${range} ms`);
process.exitCode = median > limit ? 1 : 0;
