import type { TSESTree } from '@typescript-eslint/types';
import type { ClassExpression, ClassMember, Expression } from '../program.ts';
import type { Context } from './context.ts';
import { lowerAnnotations, lowerFunction, parameterTypes, propertyName } from './functions.ts';
import { makeConstant, makeSequence } from './nodes.ts';
import { lowerInOwnScope } from './scopes.ts';
import { constantKey, decoratorsOf, type Node, rangeOf, rangeWithDecorators } from './syntax.ts';
import { heritageNames, typeNames } from './types.ts';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type MethodNode = TSESTree.MethodDefinition | TSESTree.TSAbstractMethodDefinition;
type FieldNode =
  | TSESTree.PropertyDefinition
  | TSESTree.AccessorProperty
  | TSESTree.TSAbstractPropertyDefinition
  | TSESTree.TSAbstractAccessorProperty;

export function lowerClass(node: ClassNode, context: Context, name: string | undefined): ClassExpression {
  const superclass = node.superClass ? context.lowering.lowerExpression(node.superClass, context) : undefined;
  const annotations = lowerAnnotations(decoratorsOf(node), context);
  const members: ClassMember[] = [];
  for (const member of node.body.body) lowerMember(member, node, context, members);
  return {
    kind: 'class',
    name: node.id?.name ?? name,
    superclass,
    members,
    isAbstract: isAbstract(node),
    types: heritageNames(node),
    annotations,
    range: rangeWithDecorators(node),
  };
}

/** espree knows no abstract classes, and leaves the key out. */
function isAbstract(node: { readonly abstract?: boolean }): boolean {
  return node.abstract ?? false;
}

function lowerMember(node: TSESTree.ClassElement, owner: ClassNode, context: Context, members: ClassMember[]): void {
  switch (node.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      if (node.kind === 'constructor') addParameterProperties(node.value, members);
      if (!isOverload(node, owner)) members.push(lowerMethod(node, context));
      return;
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
      members.push(lowerField(node, context));
      return;
    case 'StaticBlock':
      members.push(lowerStaticBlock(node, context));
      return;
    case 'TSIndexSignature':
      return;
    default:
      members.push(lowerOther(node, context));
  }
}

function lowerMethod(node: MethodNode, context: Context): ClassMember {
  const name = keyOf(node);
  const annotations = lowerAnnotations(decoratorsOf(node), context);
  const value: Node = node.value;
  return {
    kind: memberKind(node.kind),
    name,
    isStatic: node.static,
    value: value.type === 'FunctionExpression' ? lowerFunction(value, context, name) : undefined,
    // Without a body the declared result is all there is to know.
    types: value.type === 'FunctionExpression' ? [] : typeNames(node.value.returnType),
    annotations,
    range: rangeWithDecorators(node),
  };
}

function memberKind(kind: MethodNode['kind']): ClassMember['kind'] {
  switch (kind) {
    case 'constructor':
      return 'constructor';
    case 'get':
      return 'getter';
    case 'set':
      return 'setter';
    case 'method':
      return 'method';
  }
}

/** A signature whose body follows says nothing that the body does not. */
function isOverload(node: MethodNode, owner: ClassNode): boolean {
  const value: Node = node.value;
  if (value.type !== 'TSEmptyBodyFunctionExpression') return false;
  const name = keyOf(node);
  return owner.body.body.some(
    (other) =>
      other.type === 'MethodDefinition' &&
      other.kind === node.kind &&
      (other.value as Node).type === 'FunctionExpression' &&
      keyOf(other) === name,
  );
}

function lowerField(node: FieldNode, context: Context): ClassMember {
  const name = keyOf(node);
  const annotations = lowerAnnotations(decoratorsOf(node), context);
  return {
    kind: 'field',
    name,
    isStatic: node.static,
    value: node.value ? context.lowering.lowerExpression(node.value, context, name) : undefined,
    types: typeNames(node.typeAnnotation),
    annotations,
    range: rangeWithDecorators(node),
  };
}

function keyOf(node: MethodNode | FieldNode): string | undefined {
  return constantKey(node.key, node.computed);
}

function lowerStaticBlock(node: TSESTree.StaticBlock, context: Context): ClassMember {
  const range = rangeOf(node);
  const statements = lowerInOwnScope(context, (out) => {
    context.lowering.lowerStatements(node.body, context, out);
  });
  return field(undefined, true, makeSequence(statements, makeConstant(undefined, range), range), range);
}

function lowerOther(node: Node, context: Context): ClassMember {
  return field(undefined, false, context.lowering.lowerExpression(node, context), rangeOf(node));
}

function field(
  name: string | undefined,
  isStatic: boolean,
  value: Expression | undefined,
  range: ClassMember['range'],
): ClassMember {
  return { kind: 'field', name, isStatic, value, types: [], annotations: [], range };
}

/** `constructor(private readonly users: Repository<User>)` declares a field. Its decorators stay with the parameter. */
function addParameterProperties(
  node: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression,
  members: ClassMember[],
): void {
  for (const parameter of node.params) {
    if (parameter.type !== 'TSParameterProperty') continue;
    members.push({
      kind: 'field',
      name: propertyName(parameter),
      isStatic: false,
      value: undefined,
      types: parameterTypes(parameter),
      annotations: [],
      range: rangeWithDecorators(parameter),
    });
  }
}
