/**
 * `npm run mutate` takes each protection, each exclusion and each tie to the caller out of a copy of the sources, one at a
 * time, and runs tests/windows on the copy: at least one test has to fail. Exits with 1 where none does.
 *
 * `npm run mutate -- --operands` also leaves out single operands of the conditions in those files. That takes minutes, and
 * what survives is for a person to judge: an operand may only narrow a type.
 */

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseForESLint } from '@typescript-eslint/parser';

/**
 * @typedef {import('@typescript-eslint/types').TSESTree.Node} Node
 * @typedef {{ readonly title: string, readonly file: string, readonly range: readonly [number, number], readonly text: string }} Mutant
 * @typedef {{ readonly mutant: Mutant, readonly failed: string | undefined }} Outcome
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'src/windows';
/** Lists whose functions each stand for one protection or one exclusion, and what a function without a body answers. */
const lists = new Map([
  ['finders', 'undefined'],
  ['exclusions', 'false'],
]);
/** Functions in no such list that keep quiet as well. */
const quiet = new Map([
  ['isUnchanged', 'false'],
  ['isMixed', 'false'],
]);
/** Files whose findings are kept quiet by what their yes-or-no functions answer, and by what their loops pass over. */
const silencing = ['find-unscoped-writes.ts', 'find-unchecked-writes.ts', 'find-escapes.ts'];
const withOperands = process.argv.includes('--operands');

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** @param {string} file */
function read(file) {
  const text = readFileSync(join(root, folder, file), 'utf8');
  const { ast, visitorKeys } = parseForESLint(text, { range: true, loc: true });
  /** @type {Node[]} */
  const nodes = [ast];
  for (const node of nodes) {
    const children = (visitorKeys[node.type] ?? []).flatMap(
      (key) => /** @type {Record<string, unknown>} */ (Object(node))[key],
    );
    nodes.push(...children.filter(isNode));
  }
  return { file, text, nodes };
}

/** @typedef {ReturnType<typeof read>} Source */

/**
 * @param {Source} source
 * @param {Node} node
 * @param {string} what
 * @param {string} text
 * @returns {Mutant}
 */
function createMutant({ file, text: whole }, node, what, text) {
  const shown = whole.slice(...node.range).replaceAll(/\s+/g, ' ');
  return {
    title: `${what}${shown.length > 70 ? `${shown.slice(0, 69)}…` : shown}`,
    file: `${folder}/${file}:${node.loc.start.line}`,
    range: node.range,
    text,
  };
}

/**
 * Every function named in one of the lists, or in `quiet`, without its body.
 * @param {readonly Source[]} sources
 * @returns {readonly Mutant[]}
 */
function emptyFunctions(sources) {
  const functions = new Map(
    sources.flatMap((source) =>
      source.nodes.flatMap((node) =>
        node.type === 'FunctionDeclaration' && node.id !== null ? [[node.id.name, { source, node }]] : [],
      ),
    ),
  );
  const listed = sources.flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.init?.type !== 'ArrayExpression')
        return [];
      const answer = lists.get(node.id.name);
      return answer === undefined
        ? []
        : node.init.elements.map((element) => ({ answer, name: element?.type === 'Identifier' ? element.name : '' }));
    }),
  );
  return [...listed, ...[...quiet].map(([name, answer]) => ({ name, answer }))].map(({ name, answer }) => {
    const found = functions.get(name);
    if (found === undefined) throw new Error(`'${name}' is no function of ${folder}`);
    return { ...createMutant(found.source, found.node.body, '', `{ return ${answer}; }`), title: `${name}()` };
  });
}

/**
 * Every `if (…) return true;` and `if (…) continue;` left out, and every other answer made a no.
 * @param {Source} source
 * @returns {readonly Mutant[]}
 */
function dropAnswers(source) {
  return source.nodes.flatMap((node) => {
    if (node.type === 'IfStatement') {
      const { consequent } = node;
      const isYes =
        consequent.type === 'ReturnStatement' &&
        consequent.argument?.type === 'Literal' &&
        consequent.argument.value === true;
      return isYes || consequent.type === 'ContinueStatement' ? [createMutant(source, node, 'without ', ';')] : [];
    }
    if (node.type !== 'FunctionDeclaration' || node.returnType?.typeAnnotation.type !== 'TSBooleanKeyword') return [];
    const last = node.body.body.at(-1);
    return last?.type === 'ReturnStatement' && last.argument
      ? [
          {
            ...createMutant(source, last, '', 'return false;'),
            title: `${node.id?.name ?? ''}: no ${source.text.slice(...last.argument.range)}`,
          },
        ]
      : [];
  });
}

/**
 * Every operand of `||` and `&&` left out.
 * @param {Source} source
 * @returns {readonly Mutant[]}
 */
function dropOperands(source) {
  return source.nodes.flatMap((node) => {
    if (node.type !== 'LogicalExpression' || node.operator === '??') return [];
    const { left, right, operator } = node;
    // The left of a chain holds the earlier operands; each is left out where its own pair is.
    const isChain = left.type === 'LogicalExpression' && left.operator === operator;
    return [
      { ...createMutant(source, right, `without ${operator} `, operator === '||' ? 'false' : 'true') },
      ...(isChain
        ? []
        : [{ ...createMutant(source, left, `without ${operator} `, operator === '||' ? 'false' : 'true') }]),
    ];
  });
}

function findMutants() {
  const sources = readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map(read);
  const judged = sources.filter(({ file }) => silencing.includes(file));
  const mutants = [...emptyFunctions(sources), ...judged.flatMap(dropAnswers)];
  if (!withOperands) return mutants;
  const conditions = sources.filter(
    ({ file, nodes }) =>
      silencing.includes(file) ||
      nodes.some(
        (node) => node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && lists.has(node.id.name),
      ),
  );
  return [...mutants, ...conditions.flatMap(dropOperands)];
}

/** A copy of what the tests need, with the dependencies of this checkout. */
function createCopy() {
  const copy = mkdtempSync(join(tmpdir(), 'atomic-auth-mutants-'));
  for (const part of [
    'src',
    'tests/windows',
    'tests/project',
    'tests/setup.ts',
    'vitest.config.ts',
    'tsconfig.json',
    'package.json',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/**
 * The first test that fails in a copy; undefined where all pass.
 * @param {string} copy
 * @returns {Promise<string | undefined>}
 */
function findFailure(copy) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const args = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    'tests/windows',
    '--bail=1',
    '--no-file-parallelism',
    '--no-isolate',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) {
        resolve(undefined);
        return;
      }
      try {
        const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
        for (const { assertionResults, message } of testResults) {
          for (const { status, fullName } of assertionResults) if (status === 'failed') return resolve(fullName);
          if (message) return resolve(message.split('\n')[0]);
        }
        resolve('the run itself');
      } catch (error) {
        reject(error);
      }
    });
  });
}

/**
 * @param {readonly Mutant[]} mutants
 * @returns {Promise<readonly Outcome[]>}
 */
async function runMutants(mutants) {
  const copies = Array.from({ length: Math.min(availableParallelism(), mutants.length) }, createCopy);
  try {
    const [first] = copies;
    const broken = first === undefined ? undefined : await findFailure(first);
    if (broken !== undefined) throw new Error(`The tests fail before anything is changed: ${broken}`);
    /** @type {Outcome[]} */
    const outcomes = [];
    let next = 0;
    await Promise.all(
      copies.map(async (copy) => {
        for (let index = next++; index < mutants.length; index = next++) {
          const mutant = mutants[index];
          if (mutant === undefined) break;
          const file = join(copy, mutant.file.split(':')[0] ?? '');
          const original = readFileSync(file, 'utf8');
          writeFileSync(file, original.slice(0, mutant.range[0]) + mutant.text + original.slice(mutant.range[1]));
          outcomes[index] = { mutant, failed: await findFailure(copy) };
          writeFileSync(file, original);
        }
      }),
    );
    return outcomes;
  } finally {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {Outcome} outcome */
function print({ mutant: { title, file }, failed }) {
  console.log(
    `${failed === undefined ? 'SURVIVES' : 'noticed '}  ${file.slice(folder.length + 1).padEnd(30)} ${title}`,
  );
  if (failed !== undefined) console.log(`${' '.repeat(10)}${failed}`);
}

const outcomes = await runMutants(findMutants());
outcomes.forEach(print);
const survivors = outcomes.filter(({ failed }) => failed === undefined);
console.log(`\n${outcomes.length} changes, ${survivors.length} of them noticed by no test.`);
process.exitCode = survivors.length > 0 ? 1 : 0;
