import type { Statement } from '../program.ts';
import { type Context, maximumDepth } from './context.ts';
import type { Node } from './syntax.ts';

/** A statement that is the body of another: a block's own statements, or the one statement. */
export function lowerBody(node: Node | null | undefined, context: Context): readonly Statement[] {
  if (!node) return [];
  const out: Statement[] = [];
  context.scope.blockLevel += 1;
  if (node.type === 'BlockStatement' && context.depth < maximumDepth) {
    context.depth += 1;
    context.lowering.lowerStatements(node.body, context, out);
    context.depth -= 1;
  } else {
    context.lowering.lowerStatements([node], context, out);
  }
  context.scope.blockLevel -= 1;
  return out;
}
