import { describe, expect, it } from 'vitest';
import { printProgram } from '../../../src/languages/print-program.ts';
import { expectProgram } from './expect-program.ts';
import { lowerFromEslint, lowerFromOxc } from './parsers.ts';

describe('scripts and other parsers', () => {
  it('with', () => {
    const module = lowerFromOxc('with (a) { b(); }', 'file.cjs', 'script');
    expect(module && printProgram(module)).toBe('?with(a)\nb()');
  });

  it('espree leaves out keys that are always there in TypeScript', () => {
    const source = 'class A { #b = 1; m({ c }) {} static {} } export default class extends A {} f(`a${b}`, /c/u, 1n, <A b={c} />);';
    const fromOxc = lowerFromOxc(source, 'file.jsx');
    expect(lowerFromEslint(source)).toEqual(fromOxc);
  });

  it('names the file uses are not made up', () => {
    expectProgram('const { a } = f($1, $2);', 'const $$1 = f($1, $2)\nconst a = $$1.a');
    expectProgram('const { a } = f("$1 $$1");', 'const $$$1 = f("$1 $$1")\nconst a = $$$1.a');
  });
});
