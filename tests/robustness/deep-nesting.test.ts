import { describe, expect, it } from 'vitest';
import { createVerify } from './linter.ts';

const verify = createVerify();
const verifyWithoutRules = createVerify({ withRules: false });

const wanted = 5000;

/** The parser and ESLint's own passes are recursive: halves the depth until both accept the text on their own. */
function findAcceptedDepth(render: (depth: number) => string): number {
  for (let depth = wanted; depth > 1; depth = Math.floor(depth / 2)) {
    try {
      if (verifyWithoutRules(render(depth), 'app.tsx').length === 0) return depth;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return 0;
}

describe('deep nesting', () => {
  it.each<readonly [string, (depth: number) => string]>([
    ['parentheses around an operation', (depth) => `x = ${'(1 + '.repeat(depth)}1${')'.repeat(depth)};`],
    ['a sum', (depth) => `x = ${'y + '.repeat(depth)}y;`],
    ['a concatenated query', (depth) => `pool.query('SELECT ' ${"+ 'a, ' ".repeat(depth)} + 'b FROM t');`],
    ['conditions joined by and', (depth) => `if (${'row.a && '.repeat(depth)}row.b) pool.query('UPDATE t SET a = 1');`],
    ['lists', (depth) => `x = ${'['.repeat(depth)}${']'.repeat(depth)};`],
    ['records', (depth) => `x = ${'{ a: '.repeat(depth)}1${' }'.repeat(depth)};`],
    ['patterns', (depth) => `const ${'{ a: '.repeat(depth)}b${' }'.repeat(depth)} = row;`],
    ['calls in arguments', (depth) => `x = ${'f('.repeat(depth)}1${')'.repeat(depth)};`],
    ['members', (depth) => `x = row${'.a'.repeat(depth)};`],
    ['optional members', (depth) => `x = row${'?.a'.repeat(depth)};`],
    ['a chain of calls', (depth) => `x = f()${'.then((row) => row)'.repeat(depth)};`],
    ['a query builder', (depth) => `db('orders')${".where('a', 1)".repeat(depth)}.update({ a: 2 });`],
    ['choices', (depth) => `x = ${'a ? b : '.repeat(depth)}c;`],
    ['awaits', (depth) => `async function f() { return ${'await '.repeat(depth)}1; }`],
    ['negations', (depth) => `x = ${'!'.repeat(depth)}a;`],
    ['templates', (depth) => `x = ${'`${'.repeat(depth)}1${'}`'.repeat(depth)};`],
    ['blocks', (depth) => '{'.repeat(depth) + '}'.repeat(depth)],
    ['if in if', (depth) => `${'if (a) {'.repeat(depth)}pool.query('DELETE FROM t');${'}'.repeat(depth)}`],
    ['else if', (depth) => `${'if (a) b(); else '.repeat(depth)}c();`],
    ['loops', (depth) => `${'for (const a of b) {'.repeat(depth)}${'}'.repeat(depth)}`],
    ['try in try', (depth) => `${'try {'.repeat(depth)}${'} finally {}'.repeat(depth)}`],
    ['functions', (depth) => `${'async (req) => {'.repeat(depth)}${'}'.repeat(depth)}`],
    ['functions that return functions', (depth) => `const f = ${'(a) => '.repeat(depth)}a;`],
    ['callbacks', (depth) => `${'f(async (a) => {'.repeat(depth)}${'})'.repeat(depth)}`],
    ['transactions', (depth) => `${'prisma.$transaction(async (tx) => {'.repeat(depth)}${'})'.repeat(depth)}`],
    ['classes', (depth) => `x = ${'class { a = '.repeat(depth)}1${' }'.repeat(depth)};`],
    ['assignments', (depth) => `${'a = '.repeat(depth)}1;`],
    ['switches', (depth) => `${'switch (a) { case 1: '.repeat(depth)}${'}'.repeat(depth)}`],
    ['labels', (depth) => `${Array.from({ length: depth }, (_, index) => `l${index}:`).join('')} f();`],
    ['elements', (depth) => `x = ${'<a>'.repeat(depth)}${'</a>'.repeat(depth)};`],
    ['types', (depth) => `let x: ${'Array<'.repeat(depth)}number${'>'.repeat(depth)};`],
    [
      'functions that call the next one',
      (depth) =>
        `${Array.from({ length: depth }, (_, index) => `async function f${index}(a) { await f${index + 1}(a); }`).join('\n')} f0(1);`,
    ],
    ['statements', (depth) => 'row.a = row.a + 1;\n'.repeat(depth)],
    [
      'classes that extend the one before',
      (depth) =>
        `class C0 {}\n${Array.from({ length: depth }, (_, index) => `class C${index + 1} extends C${index} {}`).join('\n')}`,
    ],
    [
      'names that name the one before',
      (depth) =>
        `let v0 = prisma;\n${Array.from({ length: depth }, (_, index) => `const v${index + 1} = v${index};`).join('\n')}`,
    ],
  ])('of %s is no crash where ESLint itself takes it', { timeout: 60_000 }, (_title, render) => {
    const depth = findAcceptedDepth(render);
    expect(depth).toBeGreaterThan(50);
    expect(verify(render(depth), 'app.tsx').filter(({ fatal }) => fatal === true)).toEqual([]);
  });
});
