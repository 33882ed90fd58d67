/**
 * A new value that was computed from the old one by something the store can do itself.
 */
import type { AccessSet } from '../evaluation/domain/access.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { Expression } from '../languages/program.ts';
import { isSameField, isSameResource } from '../windows/relate-accesses.ts';
import type { Target } from './requirement.ts';
import { findReusableText, getText } from './reuse-expression.ts';

export type Arithmetic =
  /** `old - amount` */
  | { readonly kind: 'number'; readonly operator: '+' | '-'; readonly text: string; readonly isComposed: boolean }
  /** `${old}…` or `…${old}`: the text without the old value, as a template. */
  | { readonly kind: 'text'; readonly side: 'start' | 'end'; readonly text: string };

/** `given` is the expression handed to the store: the computation, or a variable that holds it and nothing else. */
export function findArithmetic(target: Target, set: AccessSet, given: Expression | undefined): Arithmetic | undefined {
  const { value } = set;
  const { node } = value;
  if (given === undefined || node === undefined || value.module !== target.module || set.relative) return undefined;
  if (node !== given && given.kind !== 'name') return undefined;
  if (value.what.kind === 'operation' && node.kind === 'operation')
    return readNumber(target, set, value.what.operator, value.what.operands, node.operands);
  if (value.what.kind === 'text' && node.kind === 'template') return readText(target, set, value.what.values, node);
  return undefined;
}

function readNumber(
  target: Target,
  set: AccessSet,
  operator: string,
  values: readonly Value[],
  expressions: readonly Expression[],
): Arithmetic | undefined {
  if ((operator !== '+' && operator !== '-') || values.length !== 2 || expressions.length !== 2) return undefined;
  const isFirst = isOldValue(target, set, values[0]);
  // `amount - old` is no change of the old value.
  const index = isFirst ? 1 : operator === '+' && isOldValue(target, set, values[1]) ? 0 : undefined;
  const amount = index === undefined ? undefined : values[index];
  const expression = index === undefined ? undefined : expressions[index];
  if (
    amount === undefined ||
    expression === undefined ||
    !isNumber(target, set.field, amount, operator) ||
    isFromRow(target, amount)
  )
    return undefined;
  const text = findReusableText(target.module, expression, target.place);
  return text === undefined
    ? undefined
    : { kind: 'number', operator, text, isComposed: expression.kind === 'operation' };
}

/** `+` may join texts, unless one side is a number for sure. */
function isNumber({ context, write }: Target, field: string, amount: Value, operator: string): boolean {
  const { what } = amount;
  if (what.kind === 'constant') return typeof what.value === 'number';
  const type = context.findTable(write)?.columns.get(field)?.type;
  return (
    what.kind !== 'text' &&
    (operator === '-' || (type !== undefined && /int|num|dec|float|double|real|money|serial|long/i.test(type)))
  );
}

function isOldValue({ write }: Target, set: AccessSet, value: Value | undefined): boolean {
  if (value?.what.kind !== 'row') return false;
  const { row, path } = value.what;
  return (
    path === set.field && row.access !== undefined && isSameResource(row.access, write) && isSameField(path, set.field)
  );
}

function isFromRow({ write }: Target, value: Value): boolean {
  return value.sources.some((source) => source.kind === 'read' && isSameResource(source.access, write));
}

function readText(
  target: Target,
  set: AccessSet,
  values: readonly Value[],
  node: Extract<Expression, { kind: 'template' }>,
): Arithmetic | undefined {
  const { module } = target;
  if (module.text.charAt(node.range[0]) !== '`' || values.length !== node.values.length) return undefined;
  const last = values.length - 1;
  const side =
    isOldValue(target, set, values[0]) && node.texts[0] === ''
      ? 'end'
      : isOldValue(target, set, values[last]) && node.texts[last + 1] === ''
        ? 'start'
        : undefined;
  const removed = side === 'end' ? 0 : last;
  if (side === undefined || values.some((value, index) => index !== removed && isFromRow(target, value)))
    return undefined;
  if (
    node.values.some((value, index) => index !== removed && findReusableText(module, value, target.place) === undefined)
  )
    return undefined;
  const hole = side === 'end' ? node.textRanges[1]?.[0] : node.textRanges[last]?.[1];
  if (hole === undefined || (values.length === 1 && getText(module, node).length <= 2)) return undefined;
  const text =
    side === 'end' ? `\`${module.text.slice(hole, node.range[1])}` : `${module.text.slice(node.range[0], hole)}\``;
  return { kind: 'text', side, text };
}

/** What is added to the old value: `-amount`, `-(a + b)`, `amount`. */
export function spellChange({ operator, text, isComposed }: Extract<Arithmetic, { kind: 'number' }>): string {
  if (operator === '+') return text;
  return isComposed || text.startsWith('-') ? `-(${text})` : `-${text}`;
}
