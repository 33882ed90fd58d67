/**
 * The syntax trees this folder reads: TS-ESTree as ESLint's parsers and oxc-parser make it. The parsers differ in
 * where a node's range is, in which optional keys are left out, and in the ranges of template texts; that is dealt with here.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Range } from '../program.ts';

export type Node = TSESTree.Node;

interface Located {
  readonly type: string;
  readonly range?: Range;
  readonly start?: number;
  readonly end?: number;
}

/** ESLint's parsers give `range`, oxc-parser `start` and `end`. */
export function rangeOf(node: Located): Range {
  return node.range ?? [node.start ?? 0, node.end ?? 0];
}

/** espree leaves `decorators` out; it is not optional in the types. */
export function decoratorsOf(node: {
  readonly decorators?: readonly TSESTree.Decorator[] | null;
}): readonly TSESTree.Decorator[] {
  return node.decorators ?? [];
}

/** oxc-parser counts the decorators of a parameter into its range, typescript-eslint does not: here they count. */
export function rangeWithDecorators(
  node: Node & { readonly decorators?: readonly TSESTree.Decorator[] | null },
): Range {
  const range = rangeOf(node);
  const first = decoratorsOf(node)[0];
  if (first === undefined) return range;
  return [Math.min(range[0], rangeOf(first)[0]), range[1]];
}

/** Strips what has no meaning at run time: `x!`, `x as T`, `<T>x`, `x satisfies T`, `f<T>`, the chain node of `a?.b`, parentheses. */
export function skipWrappers(node: Node): Node {
  let inner = node;
  while (isWrapper(inner)) inner = inner.expression;
  return inner;
}

function isWrapper(node: Node): node is Node & { readonly expression: Node } {
  switch (node.type as string) {
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return true;
    default:
      return false;
  }
}

/** The text of a string literal, or of a template without holes. */
export function constantText(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name of a member, property or class member, or undefined where it is computed at run time. */
export function constantKey(key: Node, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  if (key.type === 'Literal' && typeof key.value === 'number') return String(key.value);
  return constantText(key);
}

/** `type` of whatever may be a node: for scanning trees whose shape is not known. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Names an import or export specifier: `a`, `'a-b'`. */
export function specifierName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
