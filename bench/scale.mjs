/**
 * `npm run bench:scale [-- --repetitions 3]` shows that the cost of a line does not grow with the project around it: the same
 * layered application, made of 10, 100 and 1,000 files, linted whole. What a process pays once (cold code, the application's own
 * files) weighs most on the small one, so the ratios that matter are those to the project of 100 files.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { repetitions: { type: 'string', default: '3' } } });
const repetitions = Number(values.repetitions);
if (!Number.isInteger(repetitions) || repetitions < 1) {
  console.error('usage: npm run bench:scale -- [--repetitions 3]');
  process.exit(2);
}

/** Files of every project that are not part of a feature. */
const sharedFiles = 4;
const filesPerFeature = 4;

/**
 * Each feature is a route, a controller, a service and a repository; services call those of the feature before them, as real ones do.
 * @param {number} files
 * @returns {Record<string, string>}
 */
function createProject(files) {
  const count = Math.max(1, Math.floor((files - sharedFiles) / filesPerFeature));
  const names = Array.from({ length: count }, (_, index) => `item${index + 1}`);
  /** @type {Record<string, string>} */
  const project = {
    'package.json': '{ "name": "scale", "dependencies": { "express": "5", "pg": "8" } }',
    'src/database.ts': "import pg from 'pg';\nexport const pool = new pg.Pool();\n",
    'src/errors.ts':
      'export class HttpError extends Error {\n  constructor(readonly status: number, message: string) {\n    super(message);\n  }\n}\n\nexport function assertFound<Row>(row: Row | undefined): asserts row is Row {\n  if (row === undefined) throw new HttpError(404, "not found");\n}\n',
    'src/auth.ts':
      "import jwt from 'jsonwebtoken';\nexport function requireUser(req, res, next) {\n  const [, token] = (req.headers.authorization ?? '').split(' ');\n  try {\n    req.user = jwt.verify(token, process.env.SECRET);\n  } catch {\n    return res.sendStatus(401);\n  }\n  next();\n}\n",
    'src/app.ts': `import express from 'express';\nimport { requireUser } from './auth';\n${names.map((name) => `import { ${name}Router } from './${name}/${name}.routes';`).join('\n')}\n\nexport const app = express();\napp.use(express.json(), requireUser);\n${names.map((name) => `app.use('/${name}', ${name}Router);`).join('\n')}\n`,
  };
  names.forEach((name, index) => {
    const other = names[index - 1];
    const folder = `src/${name}/${name}`;
    project[`${folder}.routes.ts`] = `import { Router } from 'express';
import * as controller from './${name}.controller';

export const ${name}Router = Router();
${name}Router.get('/:id', controller.show);
${name}Router.post('/:id/take', controller.take);
${name}Router.delete('/:id', controller.remove);
`;
    project[`${folder}.controller.ts`] = `import * as service from './${name}.service';

export async function show(req, res, next) {
  try {
    res.json(await service.find(req.params.id));
  } catch (error) {
    next(error);
  }
}

export async function take(req, res, next) {
  try {
    await service.take(req.params.id, Number(req.body.amount), req.user.id);
    res.sendStatus(204);
  } catch (error) {
    next(error);
  }
}

export async function remove(req, res, next) {
  try {
    res.sendStatus((await service.remove(req.params.id, req.user.id)) ? 204 : 404);
  } catch (error) {
    next(error);
  }
}
`;
    project[`${folder}.service.ts`] = `import { assertFound, HttpError } from '../errors';
import * as repository from './${name}.repository';
${other === undefined ? '' : `import { find as findOther } from '../${other}/${other}.service';\n`}
export async function find(id: string) {
  const row = await repository.findById(id);
  assertFound(row);
  return row;
}

export async function take(id: string, amount: number, userId: string) {
  const row = await find(id);
${other === undefined ? '' : '  await findOther(id);\n'}  if (row.amount < amount) throw new HttpError(409, 'not enough');
  await repository.setAmount(id, row.amount - amount, userId);
}

export function remove(id: string, userId: string) {
  return repository.remove(id, userId);
}
`;
    project[`${folder}.repository.ts`] = `import { pool } from '../database';

export async function findById(id: string) {
  const { rows } = await pool.query('SELECT id, amount FROM ${name} WHERE id = $1', [id]);
  return rows[0];
}

export async function setAmount(id: string, amount: number, userId: string) {
  await pool.query('UPDATE ${name} SET amount = $2 WHERE id = $1 AND owner_id = $3', [id, amount, userId]);
}

export async function remove(id: string, userId: string) {
  const { rowCount } = await pool.query('DELETE FROM ${name} WHERE id = $1 AND owner_id = $2', [id, userId]);
  return rowCount === 1;
}
`;
  });
  return project;
}

/**
 * @param {number} files
 * @returns {{ readonly files: number, readonly lines: number, readonly cpu: readonly number[], readonly reports: number }}
 */
function measure(files) {
  const folder = mkdtempSync(join(tmpdir(), 'atomic-auth-scale-'));
  try {
    const project = createProject(files);
    for (const [name, text] of Object.entries(project)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const sources = Object.keys(project).filter((name) => name.endsWith('.ts'));
    const lines = sources.reduce((sum, name) => sum + (project[name] ?? '').split('\n').length, 0);
    const runs = Array.from({ length: repetitions }, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'bench/measure.mjs'), 'atomic-auth recommended'],
        {
          input: sources.map((name) => join(folder, name)).join('\n'),
          encoding: 'utf8',
        },
      );
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    });
    return { files: sources.length, lines, cpu: runs.map(({ cpu }) => cpu), reports: runs[0].reports };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly number[]} numbers */
function getMedian(numbers) {
  return [...numbers].sort((first, second) => first - second)[Math.floor(numbers.length / 2)] ?? 0;
}

const rows = [10, 100, 1_000].map(measure).map((row) => ({ ...row, perLine: (getMedian(row.cpu) / row.lines) * 1e6 }));
const reference = rows[1]?.perLine ?? 1;
console.log(`median of ${repetitions} processes each\n`);
console.log(
  `${'files'.padStart(6)}${'lines'.padStart(8)}${'CPU s'.padStart(8)}${'µs/line'.padStart(9)}${'ratio'.padStart(7)}${'reports'.padStart(9)}`,
);
for (const { files, lines, cpu, perLine, reports } of rows) {
  console.log(
    `${String(files).padStart(6)}${String(lines).padStart(8)}${getMedian(cpu).toFixed(2).padStart(8)}${perLine.toFixed(0).padStart(9)}${(perLine / reference).toFixed(2).padStart(7)}${String(reports).padStart(9)}`,
  );
}
