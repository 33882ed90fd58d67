import { describe, expect, it } from 'vitest';
import { printProgram } from '../../src/languages/print-program.ts';
import type { Expression, Module, Statement } from '../../src/languages/program.ts';

const range = [0, 0] as const;
const a: Expression = { kind: 'name', name: 'a', range };

function print(...body: readonly Statement[]): string {
  const module: Module = { kind: 'module', body, directives: [], interleaving: 'anywhere', range };
  return printProgram(module);
}

function effect(expression: Expression): Statement {
  return { kind: 'effect', expression, range };
}

/** What JavaScript has prints in the tests of its lowering; this is what only other languages have. */
describe('printProgram', () => {
  it('keyword arguments', () => {
    const call: Expression = {
      kind: 'call',
      callee: a,
      args: [{ value: a, spread: true }],
      keywords: [
        { name: 'b', value: a },
        { name: '**', value: a },
      ],
      tagged: false,
      range,
    };
    expect(print(effect(call))).toBe('a(...a, b: a, **: a)');
    expect(print(effect({ ...call, args: [], keywords: [{ name: 'b', value: a }] }))).toBe('a(b: a)');
  });

  it('scopes without a name', () => {
    expect(print({ kind: 'scope', manager: a, name: undefined, body: [effect(a)], range })).toBe('scope a {\n  a\n}');
  });

  it('an operation on many values', () => {
    expect(print(effect({ kind: 'operation', operator: 'and', operands: [a, a, a], range }))).toBe('(a and a and a)');
  });

  it('jumps, throws without a value, empty programs', () => {
    expect(
      print(
        { kind: 'jump', target: 'continue', range },
        { kind: 'throw', value: undefined, range },
        { kind: 'return', value: undefined, range },
      ),
    ).toBe('continue\nthrow\nreturn');
    expect(print()).toBe('');
  });

  it('records of records over several lines', () => {
    const inner: Expression = { kind: 'sequence', statements: [effect(a)], value: a, range };
    const record: Expression = {
      kind: 'record',
      entries: [
        { kind: 'property', key: 'b', keyRange: range, value: inner, shorthand: false, range },
        { kind: 'spread', value: a, range },
      ],
      range,
    };
    const outer: Expression = {
      kind: 'record',
      entries: [{ kind: 'property', key: 'c-d', keyRange: range, value: record, shorthand: false, range }],
      range,
    };
    expect(print(effect(outer))).toBe(
      ['{', '  "c-d": {', '    b: do {', '      a', '      => a', '    }', '    ...a', '  }', '}'].join('\n'),
    );
  });
});
