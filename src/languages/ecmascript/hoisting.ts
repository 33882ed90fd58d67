import type { TSESTree } from '@typescript-eslint/types';
import type { Statement } from '../program.ts';
import type { Context } from './context.ts';
import { guard } from './guard.ts';
import { makeLet } from './nodes.ts';
import { type Node, rangeOf } from './syntax.ts';

/** Emits the function declarations of a block, and notes which signatures only announce one of them. */
export function hoistFunctions(nodes: readonly Node[], context: Context, out: Statement[]): void {
  let names: Set<string> | undefined;
  for (const node of nodes) {
    const declaration = declarationOf(node);
    if (declaration?.type !== 'FunctionDeclaration' || !declaration.id) continue;
    (names ??= new Set()).add(declaration.id.name);
    guard(declaration, context, out, lowerDeclaration);
  }
  noteOverloads(nodes, names, context);
}

function lowerDeclaration(node: TSESTree.FunctionDeclaration, context: Context, out: Statement[]): void {
  out.push(makeLet(node.id?.name ?? 'default', context.lowering.lowerExpression(node, context), false, rangeOf(node)));
}

function noteOverloads(nodes: readonly Node[], implemented: ReadonlySet<string> | undefined, context: Context): void {
  let declared: Set<string> | undefined;
  for (const node of nodes) {
    const declaration = declarationOf(node);
    if (declaration?.type !== 'TSDeclareFunction' || !declaration.id) continue;
    const name = declaration.id.name;
    if (implemented?.has(name) === true || declared?.has(name) === true) context.overloads.add(declaration);
    (declared ??= new Set()).add(name);
  }
}

function declarationOf(node: Node): TSESTree.Node | null {
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') return node.declaration;
  return node;
}
