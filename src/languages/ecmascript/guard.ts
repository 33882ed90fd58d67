import type { Statement } from '../program.ts';
import { type Context, maximumDepth } from './context.ts';
import { makeEffect, makeUnknown } from './nodes.ts';
import { type Node, rangeOf } from './syntax.ts';

/** Lowers one node. A tree that is not what its types say (a parser's error recovery) becomes `unknown`, and costs no more than itself. */
export function guard<Syntax extends Node>(
  node: Syntax,
  context: Context,
  out: Statement[],
  lower: (node: Syntax, context: Context, out: Statement[]) => void,
): void {
  const { depth, scope, exits, namespaceExports } = context;
  const blockLevel = scope.blockLevel;
  const length = out.length;
  if (depth >= maximumDepth) {
    out.push(makeEffect(makeUnknown('too deep', [], rangeOf(node)), rangeOf(node)));
    return;
  }
  context.depth = depth + 1;
  try {
    lower(node, context, out);
  } catch {
    context.scope = scope;
    context.exits = exits;
    context.namespaceExports = namespaceExports;
    scope.blockLevel = blockLevel;
    out.length = length;
    out.push(makeEffect(makeUnknown('malformed', [], rangeOf(node)), rangeOf(node)));
  }
  context.depth = depth;
}
