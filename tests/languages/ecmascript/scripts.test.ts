import { describe, expect, it } from 'vitest';
import { printProgram } from '../../../src/languages/print-program.ts';
import { expectProgram } from './expect-program.ts';
import { lowerFromEslint, lowerFromOxc } from './parsers.ts';
import { a, lower, tree } from './trees.ts';

describe('scripts and other parsers', () => {
  it('with', () => {
    const module = lowerFromOxc('with (a) { b(); }', 'file.cjs', 'script');
    expect(module && printProgram(module)).toBe('?with(a)\nb()');
  });

  it('espree leaves out keys that are always there in TypeScript', () => {
    const source =
      'class A { #b = 1; m({ c }) {} static {} } export default class extends A {} f(`a${b}`, /c/u, 1n, <A b={c} />);';
    const fromOxc = lowerFromOxc(source, 'file.jsx');
    expect(lowerFromEslint(source)).toEqual(fromOxc);
  });

  it('Babel nests the namespaces of A.B', () => {
    const inner = tree('TSModuleDeclaration', { id: { ...a, name: 'B' }, body: tree('TSModuleBlock', { body: [] }) });
    expect(lower(tree('TSModuleDeclaration', { id: a, body: inner }))).toBe(
      'const a = do {\n  const B = do {\n    => {}\n  }\n  => { B: B }\n}',
    );
  });

  it('names the file uses are not made up', () => {
    expectProgram('const { a } = f($1, $2);', 'const $$1 = f($1, $2)\nconst a = $$1.a');
    expectProgram('const { a } = f("$1 $$1");', 'const $$$1 = f("$1 $$1")\nconst a = $$$1.a');
  });
});
