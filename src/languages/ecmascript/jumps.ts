import type { TSESTree } from '@typescript-eslint/types';
import type { Statement } from '../program.ts';
import { settleBreaks } from './breaks.ts';
import { type Context, createJump, enterExit, findExit } from './context.ts';
import { type Node, rangeOf } from './syntax.ts';

/** A `break` out of a switch or a labelled block is noted there, to be taken out when it is done. */
export function lowerBreak(node: TSESTree.BreakStatement, context: Context, out: Statement[]): void {
  const jump = createJump('break', rangeOf(node));
  const exit = findExit(context, node.label?.name);
  if (exit !== undefined && exit.kind !== 'loop') exit.breaks.add(jump);
  out.push(jump);
}

export function lowerLabeled(node: TSESTree.LabeledStatement, context: Context, out: Statement[]): void {
  const outer = context.exits;
  const labels: string[] = [];
  let body: Node = node;
  while (body.type === 'LabeledStatement') {
    labels.push(body.label.name);
    body = body.body;
  }
  const isLoop = body.type.startsWith('For') || body.type === 'WhileStatement' || body.type === 'DoWhileStatement';
  const exits = labels.map((label) => enterExit(context, isLoop ? 'loop' : 'block', label));
  const lowered: Statement[] = [];
  context.lowering.lowerStatements([body], context, lowered);
  let statements: readonly Statement[] = lowered;
  for (const exit of exits) statements = settleBreaks(statements, exit.breaks, context);
  context.exits = outer;
  out.push(...statements);
}
