import type { TSESTree } from '@typescript-eslint/types';
import type { Argument, Expression, RecordEntry, Statement } from '../program.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { lowerRequire } from './commonjs.ts';
import { type Context, maximumDepth } from './context.ts';
import { lowerEffect } from './effects.ts';
import { lowerFunction } from './functions.ts';
import { lowerJsx } from './jsx.ts';
import { lowerLiteral, lowerTaggedTemplate, lowerTemplate } from './literals.ts';
import { lowerImportExpression } from './modules.ts';
import { makeCall, makeConstant, makeMember, makeName, makeSequence, makeSuspend, makeUnknown } from './nodes.ts';
import { lowerBinary, lowerUnary } from './operations.ts';
import { findPromiseLink, lowerPromiseChain } from './promise-chains.ts';
import { constantKey, type Node, rangeOf, skipWrappers } from './syntax.ts';
import { lowerUnknown } from './unknowns.ts';

/** `name` is what the value is directly bound to, for functions and classes that have no name of their own. */
export function lowerExpression(wrapped: Node, context: Context, name?: string): Expression {
  const node = skipWrappers(wrapped);
  if (context.depth >= maximumDepth) return makeUnknown('too deep', [], rangeOf(node));
  context.depth += 1;
  const expression = lowerByType(node, context, name);
  context.depth -= 1;
  return expression;
}

function lowerByType(node: Node, context: Context, name: string | undefined): Expression {
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined' ? makeConstant(undefined, rangeOf(node)) : makeName(node.name, rangeOf(node));
    case 'PrivateIdentifier':
      return makeConstant(`#${node.name}`, rangeOf(node));
    case 'Literal':
      return lowerLiteral(node, context);
    case 'MemberExpression':
      return lowerMember(node, context);
    case 'CallExpression':
      return lowerCall(node, context);
    case 'NewExpression':
      return {
        kind: 'new',
        callee: lowerExpression(node.callee, context),
        args: lowerArguments(node.arguments, context),
        range: rangeOf(node),
      };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return lowerFunction(node, context, name);
    case 'FunctionDeclaration':
      return lowerFunction(node, context, name);
    case 'ObjectExpression':
      return { kind: 'record', entries: lowerProperties(node.properties, context), range: rangeOf(node) };
    case 'ArrayExpression':
      return { kind: 'list', elements: lowerElements(node, context), range: rangeOf(node) };
    case 'AwaitExpression':
      return lowerAwait(node, context);
    case 'TemplateLiteral':
      return lowerTemplate(node, context);
    case 'TaggedTemplateExpression':
      return lowerTaggedTemplate(node, context);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return lowerBinary(node, context);
    case 'UnaryExpression':
      return lowerUnary(node, context);
    case 'ConditionalExpression':
      return {
        kind: 'choice',
        test: lowerExpression(node.test, context),
        consequent: lowerExpression(node.consequent, context, name),
        alternate: lowerExpression(node.alternate, context, name),
        range: rangeOf(node),
      };
    case 'AssignmentExpression':
      return lowerAssignmentValue(node, context);
    case 'UpdateExpression':
      return lowerUpdateValue(node, context);
    case 'SequenceExpression':
      return lowerSequence(node, context);
    case 'ThisExpression':
      return makeName('this', rangeOf(node));
    case 'Super':
      return makeName('super', rangeOf(node));
    case 'YieldExpression':
      return makeSuspend(
        node.argument ? lowerExpression(node.argument, context) : makeConstant(undefined, rangeOf(node)),
        rangeOf(node),
      );
    case 'ClassDeclaration':
    case 'ClassExpression':
      return lowerClass(node, context, name);
    case 'ImportExpression':
      return lowerImportExpression(node, context);
    case 'MetaProperty':
      return makeUnknown(`${node.meta.name}.${node.property.name}`, [], rangeOf(node));
    case 'JSXElement':
    case 'JSXFragment':
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      return lowerJsx(node, context);
    default:
      return lowerUnknown(node, context);
  }
}

function lowerMember(node: TSESTree.MemberExpression, context: Context): Expression {
  const object = lowerExpression(node.object, context);
  const property = constantKey(node.property, node.computed) ?? lowerExpression(node.property, context);
  return makeMember(object, property, rangeOf(node.property), rangeOf(node));
}

function lowerCall(node: TSESTree.CallExpression, context: Context): Expression {
  const link = findPromiseLink(node);
  if (link !== undefined) return lowerPromiseChain(link, context);
  const required = lowerRequire(node);
  if (required !== undefined) return required;
  return {
    kind: 'call',
    callee: lowerExpression(node.callee, context),
    args: lowerArguments(node.arguments, context),
    keywords: [],
    tagged: false,
    range: rangeOf(node),
  };
}

function lowerArguments(nodes: readonly TSESTree.CallExpressionArgument[], context: Context): readonly Argument[] {
  return nodes.map((node) => lowerArgument(node, context));
}

function lowerArgument(node: Node, context: Context): Argument {
  if (node.type === 'SpreadElement') return { value: lowerExpression(node.argument, context), spread: true };
  return { value: lowerExpression(node, context), spread: false };
}

function lowerElements(node: TSESTree.ArrayExpression, context: Context): readonly Argument[] {
  return node.elements.map((element) =>
    // A hole has no place of its own.
    element === null
      ? { value: makeConstant(undefined, rangeOf(node)), spread: false }
      : lowerArgument(element, context),
  );
}

function lowerProperties(nodes: readonly TSESTree.ObjectLiteralElement[], context: Context): readonly RecordEntry[] {
  return nodes.map((node) =>
    node.type === 'SpreadElement'
      ? { kind: 'spread', value: lowerExpression(node.argument, context), range: rangeOf(node) }
      : lowerProperty(node, context),
  );
}

function lowerProperty(node: TSESTree.Property, context: Context): RecordEntry {
  const range = rangeOf(node);
  const keyRange = rangeOf(node.key);
  const name = constantKey(node.key, node.computed);
  const key = name ?? lowerExpression(node.key, context);
  const value = lowerExpression(node.value, context, name);
  switch (node.kind) {
    case 'get':
      return { kind: 'property', key, keyRange, value: makeCall(value, [], range), shorthand: false, range };
    case 'set':
      // Reading the property does not give the setter, so it must not be found under the property's name.
      return {
        kind: 'property',
        key: makeUnknown(`set ${name ?? ''}`, name === undefined && typeof key !== 'string' ? [key] : [], keyRange),
        keyRange,
        value,
        shorthand: false,
        range,
      };
    case 'init':
      return { kind: 'property', key, keyRange, value, shorthand: node.shorthand, range };
  }
}

function lowerAwait(node: TSESTree.AwaitExpression, context: Context): Expression {
  const value = skipWrappers(node.argument);
  // The handlers of a promise chain run after its own suspension.
  if (value.type === 'CallExpression' && findPromiseLink(value) !== undefined) return lowerExpression(value, context);
  return makeSuspend(lowerExpression(value, context), rangeOf(node));
}

function lowerAssignmentValue(node: TSESTree.AssignmentExpression, context: Context): Expression {
  const statements: Statement[] = [];
  const value = lowerAssignment(node, context, statements, true);
  return makeSequence(statements, value, rangeOf(node));
}

function lowerUpdateValue(node: TSESTree.UpdateExpression, context: Context): Expression {
  const statements: Statement[] = [];
  const value = lowerUpdate(node, context, statements, true);
  return makeSequence(statements, value, rangeOf(node));
}

function lowerSequence(node: TSESTree.SequenceExpression, context: Context): Expression {
  const statements: Statement[] = [];
  const last = node.expressions.length - 1;
  node.expressions.forEach((expression, index) => {
    if (index < last) lowerEffect(expression, context, statements);
  });
  const value = node.expressions[last];
  return makeSequence(
    statements,
    value === undefined ? makeConstant(undefined, rangeOf(node)) : lowerExpression(value, context),
    rangeOf(node),
  );
}
