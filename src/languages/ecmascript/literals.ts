import type { TSESTree } from '@typescript-eslint/types';
import type { CallExpression, ConstantExpression, Range, TemplateExpression } from '../program.ts';
import type { Context } from './context.ts';
import { makeConstant } from './nodes.ts';
import { rangeOf } from './syntax.ts';

export function lowerLiteral(node: TSESTree.Literal, context: Context): ConstantExpression {
  const range = rangeOf(node);
  // Where a regular expression or bigint cannot be built in this engine its value is null; what it says is in its text.
  if ('regex' in node) return makeConstant(context.text.slice(range[0], range[1]), range);
  if ('bigint' in node && typeof node.value !== 'bigint') return makeConstant(parseBigint(node.bigint), range);
  return makeConstant(node.value, range);
}

function parseBigint(digits: string): bigint | string {
  try {
    return BigInt(digits);
  } catch {
    return digits;
  }
}

export function lowerTemplate(node: TSESTree.TemplateLiteral, context: Context): TemplateExpression {
  const range = rangeOf(node);
  const texts: string[] = [];
  const textRanges: Range[] = [];
  const first = node.quasis[0];
  // Some parsers count the delimiters into the ranges of the texts, some do not; the first text tells which.
  const isDelimited = first !== undefined && rangeOf(first)[0] === range[0];
  for (const quasi of node.quasis) {
    const [start, end] = rangeOf(quasi);
    // A tagged template may hold an invalid escape, which has no cooked text.
    texts.push(quasi.value.cooked ?? quasi.value.raw);
    textRanges.push(isDelimited ? [start + 1, end - (quasi.tail ? 1 : 2)] : [start, end]);
  }
  return {
    kind: 'template',
    texts,
    textRanges,
    values: node.expressions.map((value) => context.lowering.lowerExpression(value, context)),
    range,
  };
}

export function lowerTaggedTemplate(node: TSESTree.TaggedTemplateExpression, context: Context): CallExpression {
  return {
    kind: 'call',
    callee: context.lowering.lowerExpression(node.tag, context),
    args: [{ value: lowerTemplate(node.quasi, context), spread: false }],
    keywords: [],
    tagged: true,
    range: rangeOf(node),
  };
}
