import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Statement } from '../program.ts';
import { exportedName } from './commonjs.ts';
import { type Context, maximumDepth } from './context.ts';
import { emitExport } from './modules.ts';
import {
  bindToName,
  isRepeatable,
  makeAssign,
  makeCall,
  makeConstant,
  makeEffect,
  makeLet,
  makeMember,
  makeOperation,
  makeUnknown,
} from './nodes.ts';
import { declareVariable } from './scopes.ts';
import { constantKey, type Node, rangeOf, skipWrappers } from './syntax.ts';
import { partTypeNames, patternTypeNames, typeNames } from './types.ts';

/** What taking a pattern apart does with the names in it. */
export type Binding =
  { readonly kind: 'let'; readonly mutable: boolean } | { readonly kind: 'var' } | { readonly kind: 'assign' };

/** Emits the statements that give `value` to everything named in `pattern`. `range` is that of the whole declaration or assignment. */
export function bindPattern(
  pattern: Node,
  value: Expression,
  binding: Binding,
  range: Range,
  context: Context,
  out: Statement[],
): void {
  if (context.depth >= maximumDepth) {
    out.push(makeEffect(makeUnknown('too deep', [value], range), range));
    return;
  }
  context.depth += 1;
  bindByType(skipWrappers(pattern), value, binding, range, context, out);
  context.depth -= 1;
}

function bindByType(
  pattern: Node,
  value: Expression,
  binding: Binding,
  range: Range,
  context: Context,
  out: Statement[],
): void {
  switch (pattern.type) {
    case 'Identifier':
      bindIdentifier(pattern, value, binding, range, context, out);
      return;
    case 'AssignmentPattern':
      bindPattern(pattern.left, withDefault(value, pattern, context), binding, range, context, out);
      return;
    case 'ObjectPattern':
      bindObject(pattern, bindSource(pattern, value, binding, context, out), binding, context, out);
      return;
    case 'ArrayPattern':
      bindArray(pattern, bindSource(pattern, value, binding, context, out), binding, context, out);
      return;
    case 'TSParameterProperty':
      bindPattern(pattern.parameter, value, binding, range, context, out);
      return;
    default:
      bindTarget(pattern, value, range, context, out);
  }
}

function bindIdentifier(
  node: TSESTree.Identifier,
  value: Expression,
  binding: Binding,
  range: Range,
  context: Context,
  out: Statement[],
): void {
  switch (binding.kind) {
    case 'let':
      out.push(makeLet(node.name, value, binding.mutable, range, typeNames(node.typeAnnotation)));
      return;
    case 'var':
      declareVariable(node, value, range, context, out);
      return;
    case 'assign':
      out.push(makeAssign({ kind: 'name', name: node.name, range: rangeOf(node) }, value, range));
      return;
  }
}

function bindTarget(node: Node, value: Expression, range: Range, context: Context, out: Statement[]): void {
  const exported = context.scope.isModule ? exportedName(node) : undefined;
  if (exported !== undefined) {
    emitExport(exported, value, range, context, out);
    return;
  }
  const target = context.lowering.lowerExpression(node, context);
  if (target.kind === 'member' || target.kind === 'name') out.push(makeAssign(target, value, range));
  else out.push(makeEffect(makeUnknown('=', [target, value], range), range));
}

/** The default stands in for undefined only; `??` is the nearest operation there is. */
function withDefault(value: Expression, pattern: TSESTree.AssignmentPattern, context: Context): Expression {
  const name = pattern.left.type === 'Identifier' ? pattern.left.name : undefined;
  return makeOperation('??', [value, context.lowering.lowerExpression(pattern.right, context, name)], rangeOf(pattern));
}

/**
 * What the parts are taken from. A name can be taken apart itself, unless the pattern may assign to it half-way
 * (`[a, b] = a`) or states a type that needs a `let` to sit on.
 */
function bindSource(
  pattern: TSESTree.ObjectPattern | TSESTree.ArrayPattern,
  value: Expression,
  binding: Binding,
  context: Context,
  out: Statement[],
): Expression {
  if (value.kind === 'name' && value.name.startsWith(context.prefix)) return value;
  const types = patternTypeNames(pattern);
  if (types.length === 0 && isRepeatable(value) && (value.kind !== 'name' || binding.kind === 'let')) return value;
  return bindToName(value, context, out, types);
}

function bindObject(
  pattern: TSESTree.ObjectPattern,
  source: Expression,
  binding: Binding,
  context: Context,
  out: Statement[],
): void {
  for (const property of pattern.properties) {
    const range = rangeOf(property);
    if (property.type === 'RestElement') {
      // What is left over: a copy, some of whose fields are gone.
      bindPattern(
        property.argument,
        { kind: 'record', entries: [{ kind: 'spread', value: source, range }], range },
        binding,
        range,
        context,
        out,
      );
      continue;
    }
    const key = constantKey(property.key, property.computed) ?? context.lowering.lowerExpression(property.key, context);
    const keyRange = rangeOf(property.key);
    const part = makeMember(source, key, keyRange, keyRange);
    const types = typeof key === 'string' ? partTypeNames(pattern, key) : [];
    if (binding.kind === 'let' && property.value.type === 'Identifier')
      out.push(makeLet(property.value.name, part, binding.mutable, range, types));
    else bindPattern(property.value, part, binding, range, context, out);
  }
}

function bindArray(
  pattern: TSESTree.ArrayPattern,
  source: Expression,
  binding: Binding,
  context: Context,
  out: Statement[],
): void {
  pattern.elements.forEach((element, index) => {
    if (element === null) return;
    const range = rangeOf(element);
    if (element.type === 'RestElement') {
      const slice = makeMember(source, 'slice', range, range);
      bindPattern(element.argument, makeCall(slice, [makeConstant(index, range)], range), binding, range, context, out);
      return;
    }
    bindPattern(element, makeMember(source, String(index), range, range), binding, range, context, out);
  });
}
