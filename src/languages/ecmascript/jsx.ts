import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../program.ts';
import type { Context } from './context.ts';
import { makeUnknown } from './nodes.ts';
import { type Node, rangeOf } from './syntax.ts';
import { qualifiedName } from './types.ts';

/** Markup holds handlers (`onClick`, `action`) and expressions; what it draws does not matter here, nor does the component, which is run later. */
export function lowerJsx(
  node: TSESTree.JSXElement | TSESTree.JSXFragment | TSESTree.JSXExpressionContainer | TSESTree.JSXSpreadChild,
  context: Context,
): Expression {
  const range = rangeOf(node);
  const children: Expression[] = [];
  switch (node.type) {
    case 'JSXElement': {
      const name = elementName(node.openingElement.name);
      for (const attribute of node.openingElement.attributes) collectAttribute(attribute, context, children);
      for (const child of node.children) collectChild(child, context, children);
      return makeUnknown(`<${name}>`, children, range);
    }
    case 'JSXFragment':
      for (const child of node.children) collectChild(child, context, children);
      return makeUnknown('<>', children, range);
    default:
      return context.lowering.lowerExpression(node.expression, context);
  }
}

function collectAttribute(
  node: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute,
  context: Context,
  children: Expression[],
): void {
  if (node.type === 'JSXSpreadAttribute') children.push(context.lowering.lowerExpression(node.argument, context));
  else if (node.value !== null) collectChild(node.value, context, children);
}

function collectChild(node: Node, context: Context, children: Expression[]): void {
  if (node.type === 'JSXText') return;
  if (node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression') return;
  children.push(context.lowering.lowerExpression(node, context));
}

function elementName(node: TSESTree.JSXTagNameExpression): string {
  switch (node.type) {
    case 'JSXIdentifier':
      return node.name;
    case 'JSXNamespacedName':
      return `${node.namespace.name}:${node.name.name}`;
    case 'JSXMemberExpression':
      return jsxMemberName(node);
    default:
      // Some parsers give an identifier or `this` for what others call a JSX name.
      return qualifiedName(node) ?? 'element';
  }
}

function jsxMemberName(node: TSESTree.JSXMemberExpression): string {
  const parts: string[] = [];
  let current: Node = node;
  while (current.type === 'JSXMemberExpression') {
    parts.push(current.property.name);
    current = current.object;
  }
  parts.push(current.type === 'JSXIdentifier' ? current.name : (qualifiedName(current) ?? 'element'));
  return parts.reverse().join('.');
}
