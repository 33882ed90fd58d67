import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, LoopStatement, Range, Statement } from '../program.ts';
import { lowerBody } from './body.ts';
import { type Context, enterExit } from './context.ts';
import { lowerEffect } from './effects.ts';
import { bindToName, makeCall, makeMember, makeName } from './nodes.ts';
import { bindPattern } from './patterns.ts';
import { type Node, rangeOf } from './syntax.ts';
import { bindingOf, lowerVariables } from './variables.ts';

export function lowerWhile(node: TSESTree.WhileStatement, context: Context, out: Statement[]): void {
  out.push(
    makeLoop({
      test: context.lowering.lowerExpression(node.test, context),
      body: lowerLoopBody(node.body, context),
      range: rangeOf(node),
    }),
  );
}

export function lowerDoWhile(node: TSESTree.DoWhileStatement, context: Context, out: Statement[]): void {
  const body = lowerLoopBody(node.body, context);
  out.push(
    makeLoop({
      test: context.lowering.lowerExpression(node.test, context),
      body,
      atLeastOnce: true,
      range: rangeOf(node),
    }),
  );
}

/** `for (init; test; update)`: the update comes last in the body. */
export function lowerFor(node: TSESTree.ForStatement, context: Context, out: Statement[]): void {
  const range = rangeOf(node);
  const block: Statement[] = [];
  context.scope.blockLevel += 1;
  if (node.init?.type === 'VariableDeclaration') lowerVariables(node.init, context, block);
  else if (node.init) lowerEffect(node.init, context, block);
  const test = node.test ? context.lowering.lowerExpression(node.test, context) : undefined;
  const body = [...lowerLoopBody(node.body, context)];
  if (node.update) lowerEffect(node.update, context, body);
  context.scope.blockLevel -= 1;
  const loop = makeLoop({ test, body, range });
  out.push(block.length === 0 ? loop : { kind: 'block', body: [...block, loop], range });
}

export function lowerForIn(
  node: TSESTree.ForInStatement | TSESTree.ForOfStatement,
  context: Context,
  out: Statement[],
): void {
  const right = context.lowering.lowerExpression(node.right, context);
  const over = node.type === 'ForInStatement' ? keysOf(right) : right;
  const body: Statement[] = [];
  const suspends = node.type === 'ForOfStatement' && node.await;
  context.scope.blockLevel += 1;
  bindElement(node.left, context, body, (inner) => inner.push(...lowerLoopBody(node.body, context)));
  context.scope.blockLevel -= 1;
  out.push(makeLoop({ over, body, suspends, range: rangeOf(node) }));
}

/** `for (const key in object)` gives the keys, not the values. */
function keysOf(value: Expression): Expression {
  const { range } = value;
  return makeCall(makeMember(makeName('Object', range), 'keys', range, range), [value], range);
}

function bindElement(
  left: TSESTree.ForInStatement['left'] | TSESTree.ForOfStatement['left'],
  context: Context,
  body: Statement[],
  lowerRest: (body: Statement[]) => void,
): void {
  const range = rangeOf(left);
  const element: Expression = { kind: 'element', range };
  if (left.type !== 'VariableDeclaration') {
    bindPattern(
      left,
      left.type.endsWith('Pattern') ? bindToName(element, context, body) : element,
      { kind: 'assign' },
      range,
      context,
      body,
    );
    lowerRest(body);
    return;
  }
  const declarator = left.declarations[0];
  if (left.kind === 'using' || left.kind === 'await using') {
    const held = bindToName(element, context, body);
    const inner: Statement[] = [];
    lowerRest(inner);
    const name = declarator.id.type === 'Identifier' ? declarator.id.name : undefined;
    body.push({ kind: 'scope', manager: held, name, body: inner, range });
    return;
  }
  bindPattern(declarator.id, element, bindingOf(left.kind), range, context, body);
  lowerRest(body);
}

function lowerLoopBody(node: Node, context: Context): readonly Statement[] {
  const outer = context.exits;
  enterExit(context, 'loop', undefined);
  const body = lowerBody(node, context);
  context.exits = outer;
  return body;
}

interface LoopParts {
  readonly over?: Expression;
  readonly test?: Expression | undefined;
  readonly body: readonly Statement[];
  readonly atLeastOnce?: boolean;
  readonly suspends?: boolean;
  readonly range: Range;
}

function makeLoop({ over, test, body, atLeastOnce = false, suspends = false, range }: LoopParts): LoopStatement {
  return { kind: 'loop', over, test, body, atLeastOnce, suspends, range };
}
