/**
 * Lints an application of many files in the folder given, made here, and prints as JSON what the heap holds after a collection, in
 * bytes, after each quarter of them. Run with `--expose-gc` by memory.test.ts.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';

const [folder = '', pluginPath = '', filesWanted = '0'] = process.argv.slice(2);
const { default: atomicAuth } = await import(pluginPath);
const filesPerFeature = 3;
const features = Math.ceil(Number(filesWanted) / filesPerFeature);

/**
 * A service that reads and writes, and asks two others for what it needs.
 * @param {number} index
 */
function createService(index) {
  const methods = Array.from(
    { length: 12 },
    (_, number) => `
export async function take${number}(id, amount, callerId) {
  const { rows: [item] } = await pool.query('SELECT stock, owner_id, state FROM items${index} WHERE id = $1', [id]);
  if (item === undefined) throw new HttpError(404, 'there is no such item');
  if (item.owner_id !== callerId) throw new HttpError(403, 'the item is somebody else’s');
  if (item.state !== 'open' || item.stock < amount) throw new HttpError(409, 'not enough left');
  const before = await first.describe(item.owner_id);
  await pool.query('UPDATE items${index} SET stock = stock - $1 WHERE id = $2 AND owner_id = $3', [amount, id, callerId]);
  return { before, after: await second.describe(item.owner_id), label: \`item \${id} of \${callerId}\` };
}
`,
  );
  return `import { pool } from '../database.js';
import { HttpError } from '../errors.js';
import * as first from '../feature${Math.max(0, index - 1)}/service.js';
import * as second from '../feature${Math.max(0, index - 7)}/service.js';

export async function describe(ownerId) {
  const { rows } = await pool.query('SELECT name, plan FROM owners WHERE id = $1', [ownerId]);
  return rows.map((row) => ({ name: row.name, plan: row.plan, rank: row.plan === 'free' ? 0 : 1 }));
}
${methods.join('')}`;
}

/** @param {string} path @param {string} text */
function write(path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

write('package.json', '{ "type": "module", "dependencies": { "express": "5", "pg": "8" } }');
write('src/database.js', "import pg from 'pg';\nexport const pool = new pg.Pool();\n");
write(
  'src/errors.js',
  'export class HttpError extends Error {\n  constructor(status, message) {\n    super(message);\n    this.status = status;\n  }\n}\n',
);
const files = Array.from({ length: features }, (_, index) => [
  write(`src/feature${index}/service.js`, createService(index)),
  write(
    `src/feature${index}/controller.js`,
    `import * as service from './service.js';\n\n${Array.from(
      { length: 12 },
      (_, number) =>
        `export async function take${number}(req, res) {\n  res.json(await service.take${number}(req.params.id, req.body.amount, req.user.id));\n}\n`,
    ).join('')}`,
  ),
  write(
    `src/feature${index}/routes.js`,
    `import { Router } from 'express';\nimport * as controller from './controller.js';\n\nexport const router = Router();\n${Array.from(
      { length: 12 },
      (_, number) => `router.post('/:id/take${number}', controller.take${number});\n`,
    ).join('')}`,
  ),
]).flat();

const { plugins, rules } = atomicAuth.configs.recommended;
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  ignore: false,
  overrideConfig: [{ files: ['**/*.js'], plugins, rules }],
});
const heap = [];
for (const [index, file] of files.entries()) {
  const [result] = await eslint.lintFiles([file]);
  if (result === undefined || result.fatalErrorCount > 0) throw new Error(`${file} was not linted`);
  if ((index + 1) % Math.ceil(files.length / 4) !== 0 && index + 1 !== files.length) continue;
  globalThis.gc?.();
  heap.push(process.memoryUsage().heapUsed);
}
console.log(JSON.stringify({ files: files.length, heap }));
