import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Operator } from '../program.ts';
import { type Context, maximumDepth } from './context.ts';
import { makeOperation, makeUnknown } from './nodes.ts';
import { type Node, rangeOf, skipWrappers } from './syntax.ts';

type Binary = TSESTree.BinaryExpression | TSESTree.LogicalExpression;

/** Sums of more terms than this become one flat operation, so that no later pass has to go that deep. */
const maximumNesting = 100;

const operators: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  '**': '**',
  '&': '&',
  '|': '|',
  '^': '^',
  '<<': '<<',
  '>>': '>>',
  '>>>': '>>>',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '&&': 'and',
  '||': 'or',
  '??': '??',
  in: 'in',
  instanceof: 'is',
};

const unaryOperators: Readonly<Record<string, Operator>> = {
  '!': 'not',
  '-': 'negate',
  '+': 'plus',
  '~': '~',
  typeof: 'typeof',
  void: 'void',
  delete: 'delete',
};

/** The program's operator for `===`, `&&` or the `+` of `+=`. */
export function findOperator(text: string): Operator | undefined {
  return operators[text];
}

export function lowerUnary(node: TSESTree.UnaryExpression, context: Context): Expression {
  const operand = context.lowering.lowerExpression(node.argument, context);
  const operator = unaryOperators[node.operator];
  return operator === undefined
    ? makeUnknown(node.operator, [operand], rangeOf(node))
    : makeOperation(operator, [operand], rangeOf(node));
}

/** Walks down the left side in a loop: `a + b + … + z` nests to the left, as deep as it has terms. */
export function lowerBinary(node: Binary, context: Context): Expression {
  const spine: Binary[] = [node];
  let left: Node = skipWrappers(node.left);
  while (left.type === 'BinaryExpression' || left.type === 'LogicalExpression') {
    spine.push(left);
    left = skipWrappers(left.left);
  }
  if (spine.length > maximumNesting || context.depth + spine.length > maximumDepth)
    return lowerFlat(node, spine, left, context);
  const outer = context.depth;
  context.depth = outer + spine.length - 1;
  let result = context.lowering.lowerExpression(left, context);
  for (let index = spine.length - 1; index >= 0; index -= 1) {
    const current = spine[index];
    if (current === undefined) continue;
    context.depth = outer + index;
    result = combine(current, [result, context.lowering.lowerExpression(current.right, context)]);
  }
  context.depth = outer;
  return result;
}

function lowerFlat(node: Binary, spine: readonly Binary[], left: Node, context: Context): Expression {
  const operands = [context.lowering.lowerExpression(left, context)];
  for (let index = spine.length - 1; index >= 0; index -= 1) {
    const current = spine[index];
    if (current !== undefined) operands.push(context.lowering.lowerExpression(current.right, context));
  }
  if (spine.every((current) => current.operator === node.operator)) return combine(node, operands);
  return makeUnknown('operations', operands, rangeOf(node));
}

function combine(node: Binary, operands: readonly Expression[]): Expression {
  const operator = findOperator(node.operator);
  return operator === undefined
    ? makeUnknown(node.operator, operands, rangeOf(node))
    : makeOperation(operator, operands, rangeOf(node));
}
