import { describe, expect, it } from 'vitest';
import { lowerModule } from '../../../src/languages/ecmascript/lower-module.ts';
import { printProgram } from '../../../src/languages/print-program.ts';
import { lowerFromTypescript, parseTypescript } from './parsers.ts';
import { a, block, call, lower, one, statement, type Tree, tree } from './trees.ts';

/** Every key of every node, as a way from the root. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])]);
}

/** A copy without the key, or with it null. */
function without(value: unknown, path: readonly string[], replacement: null | undefined): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? without(item, rest, replacement) : (item as unknown)));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: without(record[key], rest, replacement) };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
}

describe('unknown and malformed syntax', () => {
  it('unknown nodes hold what is inside them', () => {
    const future = tree('FutureStatement', {
      test: call(a),
      body: block(statement(call(a, one))),
      parent: a,
      note: 'text',
      list: [a, null, 1],
    });
    expect(lower(future)).toBe('?FutureStatement(a(), do {\n  block {\n    a(1)\n  }\n  => undefined\n}, a)');
    expect(lower(tree('ClassDeclaration', { id: a, body: { body: [tree('FutureMember', { value: call(a) })] } }))).toBe(
      'const a = class a {\n  field = ?FutureMember(a())\n}',
    );
  });

  it('a program without a body is empty', () => {
    expect(lowerModule({ type: 'StyleSheet' }, 'a {}')).toEqual({
      kind: 'module',
      body: [],
      directives: [],
      interleaving: 'suspension',
      range: [0, 4],
    });
  });

  it('a malformed statement costs only itself', () => {
    const broken = statement(tree('CallExpression', { callee: a }));
    expect(lower(statement(one), broken, statement(a))).toBe('1\n?malformed()\na');
    expect(lower(tree('FunctionDeclaration', { id: a, params: null, body: null }), statement(a))).toBe(
      '?malformed()\na',
    );
    expect(
      lower(tree('WhileStatement', { test: a, body: block(broken, tree('BreakStatement', { label: null })) })),
    ).toBe('loop while a {\n  ?malformed()\n  break\n}');
  });

  it('never throws, whichever key of whichever node is missing', () => {
    const source = `
      import a, { b } from "a"; export * from "b"; export { a as c }; export default class extends A { #d = 1; static {} @e f(@g h?: I) {} constructor(private h: I = 1, ...[i]) { super(); } }
      const { i, j: [k = 1, ...l], ...m } = await n?.o(...p), q = async ({ r }) => { for (const s of t) { if (s) continue; u.v += 1; } };
      switch (w) { case 1: if (x) break; y(); default: z\`a\${b}c\`; } label: for (;;) { break label; }
      try { a.then(b, (c) => c).catch(d); } catch ({ e }) { throw new F(e); } finally { (g, h ??= i); }
      enum J { K = 1, L } namespace M.N { export const o = 1; } while (p) q = { r, get s() { return t; }, [u]: -v ? w : x++ };
    `;
    const program = parseTypescript(source, 'file.ts');
    const paths = pathsOf(program);
    expect(paths.length).toBeGreaterThan(2000);
    for (const path of paths) {
      for (const replacement of [null, undefined]) {
        const broken = without(program, path, replacement) as Tree;
        expect(lowerModule(broken, source).kind).toBe('module');
      }
    }
  });

  it('the tree is left as it was', () => {
    const source =
      'const { a = 1 } = await b; a.b += 1; switch (a) { case 1: if (b) break; c(); } export class D { constructor(private e) {} }';
    const program = parseTypescript(source, 'file.ts');
    deepFreeze(program);
    expect(printProgram(lowerModule(program, source))).toBe(printProgram(lowerFromTypescript(source, 'file.ts')));
  });
});
