import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, FunctionExpression, Parameter, Range, Statement } from '../program.ts';
import { type Context, createName, createScope } from './context.ts';
import { makeAssign, makeMember, makeName } from './nodes.ts';
import { bindPattern } from './patterns.ts';
import { withHoisted } from './scopes.ts';
import { decoratorsOf, type Node, rangeOf, rangeWithDecorators } from './syntax.ts';
import { patternTypeNames, typeNames } from './types.ts';

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

const none: readonly never[] = [];

/** `name` is what the function is bound to, for one without a name of its own. */
export function lowerFunction(
  node: FunctionNode,
  context: Context,
  name: string | undefined,
  annotations: readonly Expression[] = none,
): FunctionExpression {
  const { scope, exits } = context;
  const body: Statement[] = [];
  context.exits = undefined;
  context.scope = createScope(false);
  const parameters = lowerParameters(node.params, context, body);
  context.scope = createScope(false, parameters, body.length === 0 ? none : body.slice());
  if (node.body.type === 'BlockStatement') context.lowering.lowerStatements(node.body.body, context, body);
  else
    body.push({
      kind: 'return',
      value: context.lowering.lowerExpression(node.body, context),
      range: rangeOf(node.body),
    });
  const hoistedBody = withHoisted(context.scope, body);
  context.scope = scope;
  context.exits = exits;
  return {
    kind: 'function',
    name: node.id?.name ?? name,
    parameters,
    body: hoistedBody,
    isAsync: node.async,
    isGenerator: node.generator,
    lexicalThis: node.type === 'ArrowFunctionExpression',
    annotations,
    returnTypes: typeNames(node.returnType),
    range: rangeOf(node),
  };
}

function lowerParameters(
  nodes: readonly TSESTree.Parameter[],
  context: Context,
  body: Statement[],
): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (const node of nodes) {
    // TypeScript's `this` parameter only states a type: callers do not pass it.
    if (node.type !== 'Identifier' || node.name !== 'this') parameters.push(lowerParameter(node, context, body));
  }
  return parameters;
}

function lowerParameter(node: TSESTree.Parameter, context: Context, body: Statement[]): Parameter {
  const range = rangeWithDecorators(node);
  const inner = node.type === 'TSParameterProperty' ? node.parameter : node;
  const pattern =
    inner.type === 'AssignmentPattern' ? inner.left : inner.type === 'RestElement' ? inner.argument : inner;
  const name = pattern.type === 'Identifier' ? pattern.name : createName(context);
  const annotations = lowerAnnotations(
    [...decoratorsOf(node), ...(inner === node ? none : decoratorsOf(inner))],
    context,
  );
  const initial =
    inner.type === 'AssignmentPattern' ? context.lowering.lowerExpression(inner.right, context, name) : undefined;
  if (pattern.type !== 'Identifier')
    bindPattern(pattern, makeName(name, rangeOf(pattern)), { kind: 'let', mutable: true }, range, context, body);
  if (node.type === 'TSParameterProperty') body.push(assignToThis(name, range, rangeOf(pattern)));
  return {
    name,
    default: initial,
    rest: inner.type === 'RestElement',
    types: parameterTypes(inner),
    annotations,
    range,
  };
}

/** The name a parameter property has as a field. TypeScript forbids destructuring there. */
export function propertyName(node: TSESTree.TSParameterProperty): string {
  return node.parameter.type === 'AssignmentPattern' ? node.parameter.left.name : node.parameter.name;
}

/** The type stands on the pattern, or, of a rest parameter, on the rest element. */
export function parameterTypes(node: TSESTree.Parameter): readonly string[] {
  switch (node.type) {
    case 'AssignmentPattern':
      return patternTypeNames(node.left);
    case 'RestElement':
      return typeNames(node.typeAnnotation);
    case 'TSParameterProperty':
      return parameterTypes(node.parameter);
    default:
      return patternTypeNames(node);
  }
}

function assignToThis(name: string, range: Range, nameRange: Range): Statement {
  return makeAssign(
    makeMember(makeName('this', nameRange), name, nameRange, nameRange),
    makeName(name, nameRange),
    range,
  );
}

export function lowerAnnotations(decorators: readonly TSESTree.Decorator[], context: Context): readonly Expression[] {
  return decorators.length === 0
    ? none
    : decorators.map((decorator) => context.lowering.lowerExpression(decorator.expression, context));
}

/** Whether a function expression, or an arrow function. */
export function isFunction(node: Node): node is TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}
