import { lowerModule } from '../../../src/languages/ecmascript/lower-module.ts';
import { printProgram } from '../../../src/languages/print-program.ts';

/** A syntax tree made by hand: parsers overflow, or crash the process, on most of what is tested here. */
export interface Tree {
  readonly type: string;
  readonly [key: string]: unknown;
}

export const a: Tree = { type: 'Identifier', name: 'a', range: [0, 1] };
export const one: Tree = { type: 'Literal', value: 1, range: [0, 1] };

export function tree(type: string, keys: Readonly<Record<string, unknown>>): Tree {
  return { type, range: [0, 1], ...keys };
}

export function nest(wrap: (inner: Tree) => Tree, inner: Tree, times = 5000): Tree {
  let node = inner;
  for (let count = 0; count < times; count += 1) node = wrap(node);
  return node;
}

export function statement(expression: Tree): Tree {
  return tree('ExpressionStatement', { expression });
}

export function returned(argument: Tree): Tree {
  return tree('ReturnStatement', { argument });
}

export function block(...body: readonly Tree[]): Tree {
  return tree('BlockStatement', { body });
}

export function call(callee: Tree, ...args: readonly Tree[]): Tree {
  return tree('CallExpression', { callee, arguments: args });
}

export function member(object: Tree, name: string): Tree {
  return tree('MemberExpression', { object, property: { ...a, name }, computed: false });
}

export function declared(id: Tree, init: Tree | null, kind = 'const'): Tree {
  return tree('VariableDeclaration', { kind, declarations: [tree('VariableDeclarator', { id, init })] });
}

export function func(params: readonly Tree[], body: Tree): Tree {
  return tree('FunctionExpression', { id: null, params, body, async: false, generator: false });
}

export function clause(test: Tree | null, ...consequent: readonly Tree[]): Tree {
  return tree('SwitchCase', { test, consequent });
}

export function repeat(node: Tree, times = 5000): readonly Tree[] {
  return Array.from({ length: times }, () => node);
}

export function lower(...body: readonly Tree[]): string {
  return printProgram(lowerModule({ type: 'Program', body }, 'a'));
}
