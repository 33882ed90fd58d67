import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SyntaxParser } from '../../src/project/native-modules.ts';
import { getNativeModules } from '../../src/project/native-modules.ts';
import { openProject } from '../../src/project/project.ts';
import type { Project } from '../../src/project/project.ts';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';

function exportsOf(project: Project, file: string): readonly string[] | undefined {
  return project
    .load(join(project.root, file))
    ?.module.body.flatMap((statement) => (statement.kind === 'export' ? [statement.name] : []));
}

/** The project's parser, which counts the files it is given. */
function countingParser(): { readonly parser: SyntaxParser; readonly parsed: string[] } {
  const { parser } = getNativeModules();
  if (parser === undefined) throw new Error('oxc-parser is not installed');
  const parsed: string[] = [];
  return {
    parsed,
    parser: {
      parseSync: (file, text, options) => {
        parsed.push(file.replace(/^.*[\\/]/, ''));
        return parser.parseSync(file, text, options);
      },
    },
  };
}

describe('load', () => {
  it.each([
    ['a.ts', 'export const one = <number>1; export function two(): void {}', ['one', 'two']],
    ['a.tsx', 'export const one = () => <p>{1 as number}</p>;', ['one']],
    ['a.js', 'exports.one = 1; exports.two = () => <p/>;', ['one', 'two']],
    ['a.cjs', 'module.exports = { one: 1 }; return;', ['=']],
    ['a.js', 'export const one = await fetch("x");', ['one']],
    ['a.mjs', 'export default await fetch("x");', ['default']],
    ['a.mts', 'export const one: string = "x";', ['one']],
    ['a.cts', 'const one: string = "x"; export = one;', ['=']],
  ])('lowers %s', (file, text, names) => {
    const folder = makeFolder({ [file]: text });
    expect(exportsOf(makeProject(folder), file)).toEqual(names);
  });

  it('gives lines, whatever ends them', () => {
    const folder = makeFolder({ 'a.ts': '\uFEFFconst a = 1;\r\nconst b = 2;\n\nconst c = 3;' });
    const loaded = makeProject(folder).load(join(folder.path, 'a.ts'));
    expect(loaded?.text).toBe('const a = 1;\r\nconst b = 2;\n\nconst c = 3;');
    expect(
      ['const a', ';\r', '\n', 'const b', 'const c', '3;'].map((part) => loaded?.lineOf(loaded.text.indexOf(part))),
    ).toEqual([1, 1, 1, 2, 4, 4]);
    expect(loaded?.lineOf(10_000)).toBe(4);
  });

  it.each([
    ['a syntax error', 'const = 3;'],
    ['Flow', '// @flow\nfunction f(x: number) {}'],
    ['nesting that ends the native parser', `const a = ${'(a ?? '.repeat(5_000)}1${')'.repeat(5_000)};`],
    ['a megabyte', `const text = '${'x'.repeat(1_000_000)}';`],
  ])('gives nothing for %s', (_, text) => {
    const folder = makeFolder({ 'a.js': text });
    expect(makeProject(folder).load(join(folder.path, 'a.js'))).toBeUndefined();
  });

  it('gives nothing for what is no file', () => {
    const folder = makeFolder({ 'a/b.ts': '' });
    expect(makeProject(folder).load(join(folder.path, 'a'))).toBeUndefined();
    expect(makeProject(folder).load(join(folder.path, 'missing.ts'))).toBeUndefined();
  });

  it('parses a file once', () => {
    const folder = makeFolder({ 'a.ts': 'export const a = 1;' });
    const clock = makeClock();
    const { parser, parsed } = countingParser();
    const project = makeProject(folder, clock, { files: 10, text: 1_000 }, { ...getNativeModules(), parser });
    const first = project.load(join(folder.path, 'a.ts'));
    clock.advance(60_000);
    expect(project.load(join(folder.path, 'a.ts'))).toBe(first);
    expect(parsed).toEqual(['a.ts']);
  });

  it('sees an edited file after half a second, or when told that another file is linted', () => {
    const folder = makeFolder({ 'a.ts': 'export const one = 1;' });
    const clock = makeClock();
    const project = makeProject(folder, clock);
    expect(exportsOf(project, 'a.ts')).toEqual(['one']);
    folder.write('a.ts', 'export const second = 1;');
    expect(exportsOf(project, 'a.ts')).toEqual(['one']);
    project.refresh();
    expect(exportsOf(project, 'a.ts')).toEqual(['second']);
    folder.write('a.ts', 'export const number3 = 1;');
    clock.advance(500);
    expect(exportsOf(project, 'a.ts')).toEqual(['number3']);
    folder.remove('a.ts');
    project.refresh();
    expect(exportsOf(project, 'a.ts')).toBeUndefined();
  });

  it('sees an edit of the same size whose modification time was set back', () => {
    const folder = makeFolder({ 'a.ts': 'export const one = 1;' });
    utimesSync(join(folder.path, 'a.ts'), 1_700_000_000, 1_700_000_000);
    const project = makeProject(folder);
    expect(exportsOf(project, 'a.ts')).toEqual(['one']);
    folder.write('a.ts', 'export const two = 1;');
    utimesSync(join(folder.path, 'a.ts'), 1_700_000_000, 1_700_000_000);
    project.refresh();
    expect(exportsOf(project, 'a.ts')).toEqual(['two']);
  });

  it('tries a broken file again after two seconds, and at once when it was edited', () => {
    const folder = makeFolder({ 'a.ts': 'export const = 1;' });
    const clock = makeClock();
    const { parser, parsed } = countingParser();
    const project = makeProject(folder, clock, { files: 10, text: 1_000 }, { ...getNativeModules(), parser });
    expect(exportsOf(project, 'a.ts')).toBeUndefined();
    clock.advance(1_999);
    expect(exportsOf(project, 'a.ts')).toBeUndefined();
    expect(parsed).toEqual(['a.ts']);
    clock.advance(1);
    expect(exportsOf(project, 'a.ts')).toBeUndefined();
    expect(parsed).toEqual(['a.ts', 'a.ts']);
    folder.write('a.ts', 'export const repaired = 1;');
    project.refresh();
    expect(exportsOf(project, 'a.ts')).toEqual(['repaired']);
  });

  it.each([
    ['files', { files: 2, text: 1_000_000 }],
    ['text', { files: 100, text: 25 }],
  ])('drops what was not asked for longest where there are too many %s', (_, limits) => {
    const folder = makeFolder({ 'a.ts': 'let a = 1;', 'b.ts': 'let b = 1;', 'c.ts': 'let c = 1;' });
    const { parser, parsed } = countingParser();
    const project = makeProject(folder, makeClock(), limits, { ...getNativeModules(), parser });
    for (const file of ['a.ts', 'b.ts', 'a.ts', 'c.ts', 'a.ts', 'b.ts']) project.load(join(folder.path, file));
    expect(parsed).toEqual(['a.ts', 'b.ts', 'c.ts', 'b.ts']);
  });
});

describe('openProject', () => {
  it('gives one project for a root', () => {
    const folder = makeFolder({ 'a.ts': 'export const a = 1;' });
    expect(openProject(folder.path)).toBe(openProject(folder.path));
    expect(exportsOf(openProject(folder.path), 'a.ts')).toEqual(['a']);
  });
});
