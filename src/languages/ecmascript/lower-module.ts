import type { Module, Statement } from '../program.ts';
import { createContext, type Lowering } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { withHoisted } from './scopes.ts';
import { lowerStatement, lowerStatements } from './statements.ts';
import { isNode, type Node } from './syntax.ts';
import { aliasNames } from './types.ts';

const lowering: Lowering = { lowerExpression, lowerStatement, lowerStatements };

/** As much of a `Program` node as every parser agrees on: espree, @typescript-eslint/parser, @babel/eslint-parser, oxc-parser. */
export interface SyntaxTree {
  readonly type: string;
  readonly body?: unknown;
}

/**
 * Lowers a JavaScript or TypeScript file. `root` is the `Program` of an ESTree-like tree of exactly `text`; it is only read,
 * and neither `parent` nor scopes are needed. Linear in the size of the tree, bounded in stack, never throws.
 */
export function lowerModule(root: SyntaxTree, text: string): Module {
  const context = createContext(text, lowering);
  // The root of another language, seen by mistake, has no body.
  const nodes = Array.isArray(root.body) ? root.body.filter(isNode) : [];
  const { directives, count } = leadingDirectives(nodes);
  const body: Statement[] = [];
  const rest: Node[] = [];
  const aliases = new Map<string, readonly string[]>();
  for (const node of count === 0 ? nodes : nodes.slice(count)) {
    // Imports are there before anything runs.
    if (node.type === 'ImportDeclaration') lowerStatement(node, context, body);
    else rest.push(node);
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (declared?.type === 'TSTypeAliasDeclaration') aliases.set(declared.id.name, aliasNames(declared.typeAnnotation));
  }
  lowerStatements(rest, context, body);
  return {
    kind: 'module',
    body: withHoisted(context.scope, body),
    directives,
    interleaving: 'suspension',
    ...(aliases.size === 0 ? {} : { aliases }),
    range: [0, text.length],
  };
}

function leadingDirectives(nodes: readonly Node[]): { readonly directives: readonly string[]; readonly count: number } {
  const directives: string[] = [];
  for (const node of nodes) {
    if (node.type !== 'ExpressionStatement' || typeof node.directive !== 'string') break;
    directives.push(node.directive);
  }
  return { directives, count: directives.length };
}
