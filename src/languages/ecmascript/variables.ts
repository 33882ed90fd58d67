import type { TSESTree } from '@typescript-eslint/types';
import type { Statement } from '../program.ts';
import { assignToAll, chainOf } from './assignments.ts';
import type { Context } from './context.ts';
import { makeConstant, makeLet, makeName } from './nodes.ts';
import { type Binding, bindPattern } from './patterns.ts';
import { declareVariable } from './scopes.ts';
import { type Node, rangeOf, skipWrappers } from './syntax.ts';
import { typeNames } from './types.ts';

export function lowerVariables(node: TSESTree.VariableDeclaration, context: Context, out: Statement[]): void {
  const binding = bindingOf(node.kind);
  for (const declarator of node.declarations) lowerDeclarator(declarator, binding, context, out);
}

/** How `const`, `let`, `var` and `using` bind. */
export function bindingOf(kind: TSESTree.VariableDeclaration['kind']): Binding {
  switch (kind) {
    case 'var':
      return { kind: 'var' };
    case 'let':
      return { kind: 'let', mutable: true };
    default:
      return { kind: 'let', mutable: false };
  }
}

function lowerDeclarator(
  node: TSESTree.VariableDeclarator,
  binding: Binding,
  context: Context,
  out: Statement[],
): void {
  const range = rangeOf(node);
  if (node.id.type !== 'Identifier') {
    bindPattern(
      node.id,
      node.init === null ? makeConstant(undefined, range) : context.lowering.lowerExpression(node.init, context),
      binding,
      range,
      context,
      out,
    );
    return;
  }
  const init = node.init === null ? undefined : skipWrappers(node.init);
  // `const x = exports.x = …`: the value is x's, and the others get it from there.
  const chain =
    init?.type === 'AssignmentExpression' && init.operator === '=' ? chainOf(init) : { assignments: [], value: init };
  const value =
    chain.value === undefined ? undefined : context.lowering.lowerExpression(chain.value, context, node.id.name);
  if (binding.kind === 'var') declareVariable(node.id, value, range, context, out);
  else out.push(makeLet(node.id.name, value, binding.kind === 'let' && binding.mutable, range, declaredTypes(node)));
  if (chain.assignments.length > 0)
    assignToAll(chain.assignments, makeName(node.id.name, rangeOf(node.id)), context, out);
}

/** `const x: T = …`, and as good as that, `const x = … as T`. */
function declaredTypes(node: TSESTree.VariableDeclarator): readonly string[] {
  if (node.id.typeAnnotation) return typeNames(node.id.typeAnnotation);
  const init = node.init;
  if (init?.type !== 'TSAsExpression' && init?.type !== 'TSTypeAssertion') return [];
  const type: Node = init.typeAnnotation;
  const isConst =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
  return isConst ? [] : typeNames(type);
}
