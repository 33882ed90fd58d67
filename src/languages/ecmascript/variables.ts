import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Statement } from '../program.ts';
import { assignToAll, chainOf } from './assignments.ts';
import { type Context, createScope, type FunctionScope } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { makeAssign, makeConstant, makeLet, makeName } from './nodes.ts';
import { type Binding, bindPattern } from './patterns.ts';
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
      node.init === null ? makeConstant(undefined, range) : lowerExpression(node.init, context),
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
  const value = chain.value === undefined ? undefined : lowerExpression(chain.value, context, node.id.name);
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

/**
 * `var`: directly in its function's body it is a `let` where it stands; in an inner block it is declared at the start of the function
 * and assigned here; declared again, it is assigned.
 */
export function declareVariable(
  node: TSESTree.Identifier,
  value: Expression | undefined,
  range: Range,
  context: Context,
  out: Statement[],
): void {
  const scope = context.scope;
  const declared = (scope.declared ??= parameterNames(scope));
  const isNew = !declared.has(node.name);
  if (isNew) declared.add(node.name);
  if (isNew && scope.blockLevel === 0) {
    out.push(makeLet(node.name, value, true, range, typeNames(node.typeAnnotation)));
    return;
  }
  if (isNew) (scope.hoisted ??= new Map()).set(node.name, rangeOf(node));
  if (value !== undefined) out.push(makeAssign(makeName(node.name, rangeOf(node)), value, range));
}

function parameterNames(scope: FunctionScope): Set<string> {
  const names = new Set(scope.parameters.map((parameter) => parameter.name));
  for (const statement of scope.prologue) if (statement.kind === 'let') names.add(statement.name);
  return names;
}

/** Puts the `let`s of hoisted variables in front of a function's body. */
export function withHoisted(scope: FunctionScope, body: readonly Statement[]): readonly Statement[] {
  if (scope.hoisted === undefined) return body;
  const lets = [...scope.hoisted].map(([name, range]) => makeLet(name, undefined, true, range));
  return [...lets, ...body];
}

/** Runs `lower` in a scope of its own: `var`s stay in it, and `exports` and breaks mean nothing in it. */
export function lowerInOwnScope(context: Context, lower: (out: Statement[]) => void): readonly Statement[] {
  const { scope, exits } = context;
  const body: Statement[] = [];
  context.scope = createScope(false);
  context.exits = undefined;
  lower(body);
  const result = withHoisted(context.scope, body);
  context.scope = scope;
  context.exits = exits;
  return result;
}
