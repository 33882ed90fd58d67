import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, MemberExpression, NameExpression, Statement } from '../program.ts';
import { exportedName } from './commonjs.ts';
import type { Context } from './context.ts';
import {
  bindToName,
  isRepeatable,
  makeAssign,
  makeConstant,
  makeEffect,
  makeIf,
  makeOperation,
  makeRepeatable,
  makeUnknown,
} from './nodes.ts';
import { findOperator } from './operations.ts';
import { bindPattern } from './patterns.ts';
import { constantKey, type Node, rangeOf, skipWrappers } from './syntax.ts';

/**
 * Emits the assignment, and gives what the expression is worth. That value is only good where `isUsed` says it will be used:
 * for a statement no name is made up for it.
 */
export function lowerAssignment(
  node: TSESTree.AssignmentExpression,
  context: Context,
  out: Statement[],
  isUsed: boolean,
): Expression {
  switch (node.operator) {
    case '=':
      return lowerPlainAssignment(node, context, out, isUsed);
    case '&&=':
    case '||=':
    case '??=':
      return lowerLogicalAssignment(node, context, out);
    default:
      return lowerCompoundAssignment(node, context, out);
  }
}

/** `a = b = c` is walked in a loop, outermost first; the value is bound once and given to each from the innermost on. */
function lowerPlainAssignment(
  node: TSESTree.AssignmentExpression,
  context: Context,
  out: Statement[],
  isUsed: boolean,
): Expression {
  const { assignments, value: valueNode } = chainOf(node);
  const value = context.lowering.lowerExpression(
    valueNode,
    context,
    boundName(assignments[assignments.length - 1]?.left ?? node.left),
  );
  const isName = assignments.length === 1 && assignments[0]?.left.type === 'Identifier';
  if (assignments.length === 1 && (!isUsed || isName)) {
    assignToAll(assignments, value, context, out);
    return isUsed && !isRepeatable(value) ? context.lowering.lowerExpression(node.left, context) : value;
  }
  return assignToAll(assignments, makeRepeatable(value, context, out), context, out);
}

interface AssignmentChain {
  readonly assignments: readonly TSESTree.AssignmentExpression[];
  readonly value: Node;
}

/** The assignments of `a = b = c`, without the `exports = ` that only keeps Node's alias of `module.exports` in step. */
export function chainOf(node: TSESTree.AssignmentExpression): AssignmentChain {
  const assignments: TSESTree.AssignmentExpression[] = [];
  let value: Node = node;
  while (value.type === 'AssignmentExpression' && value.operator === '=') {
    assignments.push(value);
    value = skipWrappers(value.right);
  }
  if (!assignments.some((assignment) => exportedName(assignment.left) === '=')) return { assignments, value };
  return {
    assignments: assignments.filter(({ left }) => !(left.type === 'Identifier' && left.name === 'exports')),
    value,
  };
}

export function assignToAll(
  assignments: readonly TSESTree.AssignmentExpression[],
  value: Expression,
  context: Context,
  out: Statement[],
): Expression {
  for (let index = assignments.length - 1; index >= 0; index -= 1) {
    const assignment = assignments[index];
    if (assignment !== undefined)
      bindPattern(assignment.left, value, { kind: 'assign' }, rangeOf(assignment), context, out);
  }
  return value;
}

/** What a function assigned to it is called: `f` of `f = …`, `g` of `a.g = …`. */
export function boundName(target: Node): string | undefined {
  if (target.type === 'Identifier') return target.name;
  return target.type === 'MemberExpression' ? constantKey(target.property, target.computed) : undefined;
}

function lowerLogicalAssignment(node: TSESTree.AssignmentExpression, context: Context, out: Statement[]): Expression {
  const range = rangeOf(node);
  const target = lowerTarget(node.left, context, out);
  const assigned: Statement[] = [];
  const value = context.lowering.lowerExpression(node.right, context, boundName(node.left));
  if (target === undefined) return emitUnknown(node, [value], context, out);
  assigned.push(makeAssign(target, value, range));
  out.push(makeIf(logicalTest(node.operator, target), assigned, [], range));
  return target;
}

function logicalTest(operator: string, target: NameExpression | MemberExpression): Expression {
  switch (operator) {
    case '&&=':
      return target;
    case '||=':
      return makeOperation('not', [target], target.range);
    default:
      return makeOperation('==', [target, makeConstant(null, target.range)], target.range);
  }
}

function lowerCompoundAssignment(node: TSESTree.AssignmentExpression, context: Context, out: Statement[]): Expression {
  const range = rangeOf(node);
  const target = lowerTarget(node.left, context, out);
  const operand = context.lowering.lowerExpression(node.right, context);
  const operator = findOperator(node.operator.slice(0, -1));
  if (target === undefined || operator === undefined) return emitUnknown(node, [operand], context, out);
  out.push(makeAssign(target, makeOperation(operator, [target, operand], range), range));
  return target;
}

/** `x++` as a statement, or as an expression: then the postfix form is worth the old value. */
export function lowerUpdate(
  node: TSESTree.UpdateExpression,
  context: Context,
  out: Statement[],
  isUsed: boolean,
): Expression {
  const range = rangeOf(node);
  const target = lowerTarget(node.argument, context, out);
  if (target === undefined) return emitUnknown(node, [], context, out);
  const before = isUsed && !node.prefix ? bindToName(target, context, out) : target;
  const operator = node.operator === '--' ? '-' : '+';
  out.push(makeAssign(target, makeOperation(operator, [before, makeConstant(1, range)], range), range));
  return before;
}

/** A target that is read and then written: what its object and key do is done once. */
function lowerTarget(wrapped: Node, context: Context, out: Statement[]): NameExpression | MemberExpression | undefined {
  const target = context.lowering.lowerExpression(skipWrappers(wrapped), context);
  if (target.kind === 'name') return target;
  if (target.kind !== 'member') return undefined;
  const object = makePathRepeatable(target.object, context, out);
  const property =
    typeof target.property === 'string' ? target.property : makePathRepeatable(target.property, context, out);
  return object === target.object && property === target.property ? target : { ...target, object, property };
}

/** Reading `a.b.c` twice is fine; calling `f()` twice is not. */
function makePathRepeatable(value: Expression, context: Context, out: Statement[]): Expression {
  let current = value;
  while (current.kind === 'member' && (typeof current.property === 'string' || isRepeatable(current.property)))
    current = current.object;
  return isRepeatable(current) ? value : bindToName(value, context, out);
}

function emitUnknown(
  node: TSESTree.AssignmentExpression | TSESTree.UpdateExpression,
  operands: readonly Expression[],
  context: Context,
  out: Statement[],
): Expression {
  const target = context.lowering.lowerExpression(
    node.type === 'AssignmentExpression' ? node.left : node.argument,
    context,
  );
  const range = rangeOf(node);
  out.push(makeEffect(makeUnknown(node.operator, [target, ...operands], range), range));
  return makeConstant(undefined, range);
}
