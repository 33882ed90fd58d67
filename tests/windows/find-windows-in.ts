/**
 * What the analysis finds in a source text, as lines of text that a test can compare. Runs the real `Linter` with the
 * TypeScript parser. `findIn` takes one text that is on no disk; `findInFolder` lints one file of a folder it writes.
 */
import { join, parse } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import type { Rule } from 'eslint';
import { analyze, analyzeWhole } from '../../src/analyze.ts';
import type { Analysis } from '../../src/analyze.ts';
import type { Access } from '../../src/evaluation/domain/access.ts';
import type { Value } from '../../src/evaluation/domain/value.ts';
import type { Protection, Window } from '../../src/windows/window.ts';
import { makeFolder } from '../project/make-folder.ts';
import type { Folder } from '../project/make-folder.ts';

/**
 * `windows`: `value certain balance: read 5, written 7 [transaction]`, in the order of the writes; the field is `-` where the
 * row itself is looked for, ` at 9` follows the lines where the finding is shown on another one than the write's, and lines of
 * other files are `name.ts:3`.
 * `escapes`: `certain: 7`. `unscoped`: `certain id (owner_id): 7`. `unchecked`: `certain owner_id: 7`.
 * `roots`: `handler createOrder: requireUser`. `accesses`: `select accounts: 4 where id, sets balance~` (`~`: relative to itself).
 */
export interface Findings {
  readonly windows: readonly string[];
  readonly escapes: readonly string[];
  readonly unscoped: readonly string[];
  readonly unchecked: readonly string[];
  readonly facts: readonly string[];
  readonly roots: readonly string[];
  readonly accesses: readonly string[];
}

/** Lints a text under a name of a file that does not exist. A first empty line and a common indentation do not count. */
export function findIn(text: string, filename = 'source.ts'): Findings {
  return lint(dedent(text), filename, parse(import.meta.dirname).root);
}

/** Writes these files into a temporary folder and lints the first of them there. */
export function findInFolder(files: Readonly<Record<string, string>>): Findings {
  const texts = Object.entries(files).map(([name, text]): [string, string] => [name, dedent(text)]);
  const folder = makeFolder({ 'package.json': '{}', ...Object.fromEntries(texts) });
  const [first] = texts;
  if (first === undefined) throw new Error('no file to lint');
  return lint(first[1], join(folder.path, first[0]), folder.path);
}

/** Lints one file of a folder that the test keeps, and may have edited since the last time. */
export function findInKept(folder: Folder, file: string, text: string): Findings {
  return lint(dedent(text), join(folder.path, file), folder.path);
}

export function findWindows(text: string): readonly string[] {
  return findIn(text).windows;
}

export function findWindowsInFolder(files: Readonly<Record<string, string>>): readonly string[] {
  return findInFolder(files).windows;
}

/** So that no text is that of a file on the disk. */
const remark = '// edited\n';

function lint(text: string, filename: string, cwd: string): Findings {
  let found: Findings | undefined;
  const rule: Rule.RuleModule = {
    create: (context) => ({
      Program: () => {
        found = describe(analyze(context), () => analyzeWhole(context));
      },
    }),
  };
  const messages = new Linter({ cwd }).verify(
    `${text}\n${remark}`,
    [
      {
        files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: { windows: { rules: { find: rule } } },
        rules: { 'windows/find': 'error' },
      },
    ],
    filename,
  );
  if (found === undefined)
    throw new Error(messages.map(({ message, line }) => `${String(line)}: ${message}`).join('\n') || 'not linted');
  return found;
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** Roots and accesses are those of all functions, also where nothing can be found. */
function describe(analysis: Analysis, getWhole: () => Analysis): Findings {
  const line = createLineOf(analysis);
  const byOrder = <Finding extends { readonly access: Access }>(findings: readonly Finding[]): readonly Finding[] =>
    [...findings].sort((a, b) => a.access.order - b.access.order);
  return {
    windows: [...analysis.windows]
      .sort((a, b) => a.write.order - b.write.order)
      .map((window) => describeWindow(window, line)),
    escapes: byOrder(analysis.escapes).map((escape) => `${escape.certainty}: ${line(escape.access)}`),
    unscoped: byOrder(analysis.unscopedWrites).map(
      (write) => `${write.certainty} ${write.keyField} (${write.ownerField ?? '-'}): ${line(write.access)}`,
    ),
    unchecked: byOrder(analysis.uncheckedWrites).map(
      (write) => `${write.certainty} ${write.guardField}: ${line(write.access)}`,
    ),
    facts: analysis.facts.map((fact) => `${fact.kind}: ${line(fact)}`),
    get roots() {
      return getWhole()
        .getRoots()
        .map(
          (root) =>
            `${root.kind} ${root.name ?? '-'}: ${root.authentication?.name ?? '-'}${root.isAuthorized ? ', authorized' : ''}`,
        );
    },
    get accesses() {
      const whole = getWhole();
      return whole
        .getRoots()
        .flatMap((root) => root.accesses)
        .map((access) => describeAccess(access, createLineOf(whole)));
    },
  };
}

function createLineOf(analysis: Analysis): (place: Pick<Access, 'module' | 'range'>) => string {
  return (place) => {
    const number = String(analysis.lineOf(place.module, place.range[0]));
    return place.module === analysis.module ? number : `${parse(place.module.file).base}:${number}`;
  };
}

function describeWindow(
  { kind, certainty, field, read, write, place, protections }: Window,
  line: (place: Pick<Access, 'module' | 'range'>) => string,
): string {
  const written = line(write);
  const shown = line(place);
  const protection = protections.length === 0 ? '' : ` [${protections.map(describeProtection).join(', ')}]`;
  return `${kind} ${certainty} ${field ?? '-'}: read ${line(read)}, written ${written}${shown === written ? '' : ` at ${shown}`}${protection}`;
}

function describeProtection(protection: Protection): string {
  switch (protection.kind) {
    case 'transaction':
      return protection.scope === undefined ? "caller's transaction" : 'transaction';
    case 'lock':
      return `${protection.scope.reach} lock`;
    default:
      return protection.kind;
  }
}

function describeAccess(access: Access, line: (place: Pick<Access, 'module' | 'range'>) => string): string {
  const where = access.where.map(
    (condition) =>
      `${condition.field}${condition.operator === '=' ? '' : ` ${condition.operator}`}${describeSources(condition.value)}`,
  );
  const sets = access.sets.map((set) => `${set.field}${set.relative ? '~' : ''}${describeSources(set.value)}`);
  return [
    `${access.operation} ${access.resource ?? '-'}: ${line(access)}`,
    ...(where.length === 0 ? [] : [`where ${where.join(', ')}`]),
    ...(sets.length === 0 ? [] : [`sets ${sets.join(', ')}`]),
  ].join(' ');
}

/** ` = request:id`: a constant, or where the value came from. */
function describeSources({ what, sources }: Value): string {
  if (what.kind === 'constant')
    return ` = ${typeof what.value === 'string' ? JSON.stringify(what.value) : String(what.value)}`;
  const named = sources.map((source) => {
    switch (source.kind) {
      case 'request':
        return `${source.part}.${source.path}`;
      case 'read':
      case 'write':
        return `${source.kind}.${source.path}`;
      case 'identity':
        return `identity.${source.path}`;
      case 'parameter':
        return [source.name, ...(source.path === '' ? [] : [source.path])].join('.');
      default:
        return source.kind;
    }
  });
  return named.length === 0 ? '' : ` = ${named.join(' | ')}`;
}
