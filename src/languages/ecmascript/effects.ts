import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Statement } from '../program.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { type Context, maximumDepth } from './context.ts';
import { makeConstant, makeEffect, makeIf, makeOperation, makeUnknown } from './nodes.ts';
import { findPromiseLink, lowerPromiseStatement } from './promise-chains.ts';
import { type Node, rangeOf, skipWrappers } from './syntax.ts';

/** An expression whose value nobody uses. `a && b()` is an `if` there, and so are the other operators that run one side or the other. */
export function lowerEffect(wrapped: Node, context: Context, out: Statement[]): void {
  const node = skipWrappers(wrapped);
  const range = rangeOf(node);
  if (context.depth >= maximumDepth) {
    out.push(makeEffect(makeUnknown('too deep', [], range), range));
    return;
  }
  context.depth += 1;
  switch (node.type) {
    case 'AssignmentExpression':
      lowerAssignment(node, context, out, false);
      break;
    case 'UpdateExpression':
      lowerUpdate(node, context, out, false);
      break;
    case 'SequenceExpression':
      for (const expression of node.expressions) lowerEffect(expression, context, out);
      break;
    case 'LogicalExpression':
      out.push(makeIf(logicalTest(node, context), effectsOf(node.right, context), [], range));
      break;
    case 'ConditionalExpression':
      out.push(
        makeIf(
          context.lowering.lowerExpression(node.test, context),
          effectsOf(node.consequent, context),
          effectsOf(node.alternate, context),
          range,
        ),
      );
      break;
    default:
      lowerOtherEffect(node, context, out);
  }
  context.depth -= 1;
}

function lowerOtherEffect(node: Node, context: Context, out: Statement[]): void {
  const awaited =
    node.type === 'AwaitExpression' || (node.type === 'UnaryExpression' && node.operator === 'void')
      ? skipWrappers(node.argument)
      : node;
  const link = awaited.type === 'CallExpression' ? findPromiseLink(awaited) : undefined;
  if (link === undefined) out.push(makeEffect(context.lowering.lowerExpression(node, context), rangeOf(node)));
  else lowerPromiseStatement(link, context, out);
}

function effectsOf(node: Node, context: Context): readonly Statement[] {
  const out: Statement[] = [];
  lowerEffect(node, context, out);
  return out;
}

/** When the right side of `&&`, `||` or `??` runs. */
function logicalTest(node: TSESTree.LogicalExpression, context: Context): Expression {
  const left = context.lowering.lowerExpression(node.left, context);
  switch (node.operator) {
    case '&&':
      return left;
    case '||':
      return makeOperation('not', [left], left.range);
    case '??':
      return makeOperation('==', [left, makeConstant(null, left.range)], left.range);
  }
}
