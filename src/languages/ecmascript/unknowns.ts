import type { Expression, Statement } from '../program.ts';
import type { Context } from './context.ts';
import { makeConstant, makeSequence, makeUnknown } from './nodes.ts';
import { isNode, type Node, rangeOf } from './syntax.ts';

/** Keys of a node that hold no code that runs, and `parent`, which leads back up. */
const skippedKeys: ReadonlySet<string> = new Set([
  'type',
  'parent',
  'loc',
  'range',
  'start',
  'end',
  'tokens',
  'comments',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
]);

/** Syntax this lowering does not know, say of a later parser: nothing is claimed of it, and nothing inside is lost. */
export function lowerUnknown(node: Node, context: Context): Expression {
  const children: Expression[] = [];
  if (!context.scanned.has(node)) {
    context.scanned.add(node);
    for (const [key, value] of Object.entries(node)) {
      if (skippedKeys.has(key)) continue;
      if (isNode(value)) children.push(lowerAny(value, context));
      else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(lowerAny(item, context));
    }
  }
  return makeUnknown(node.type, children, rangeOf(node));
}

function lowerAny(node: Node, context: Context): Expression {
  if (!node.type.endsWith('Statement') && !node.type.endsWith('Declaration'))
    return context.lowering.lowerExpression(node, context);
  const range = rangeOf(node);
  const statements: Statement[] = [];
  context.lowering.lowerStatement(node, context, statements);
  return makeSequence(statements, makeConstant(undefined, range), range);
}
