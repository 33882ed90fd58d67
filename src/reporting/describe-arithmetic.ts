/**
 * How the store would compute a value itself: `balance = balance - …`, or the operator its dialect has for it.
 */
import type { Access } from '../evaluation/access.ts';
import { getAlternatives } from '../evaluation/value.ts';
import type { Value } from '../evaluation/value.ts';
import { isSameField } from '../windows/relate-accesses.ts';
import type { Window } from '../windows/window.ts';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

/** Undefined where the value is no plain arithmetic on the field. */
export function describeArithmetic({ read, write, field }: Window): string | undefined {
  if (field === undefined) return undefined;
  const set = write.sets.find((candidate) => !candidate.relative && isSameField(candidate.field, field) && candidate.value.sources.some((source) => source.kind === 'read' && source.access === read));
  const operator = set === undefined ? undefined : findOperator(set.value, read);
  return set === undefined || operator === undefined ? undefined : writeExample(write, set.field, operator);
}

function findOperator(value: Value, read: Access): string | undefined {
  for (const alternative of getAlternatives(value)) {
    const { what } = alternative;
    if (what.kind !== 'operation' || !ARITHMETIC.has(what.operator)) continue;
    // A text joined with `+` is no arithmetic.
    if (what.operands.some((operand) => operand.what.kind === 'text' || (operand.what.kind === 'constant' && typeof operand.what.value === 'string'))) continue;
    if (what.operands.some((operand) => isFieldItself(operand, read))) return what.operator;
  }
  return undefined;
}

/** The field as it was read, or a default in its place; not what was already computed from it. */
function isFieldItself(operand: Value, read: Access): boolean {
  return getAlternatives(operand).some((alternative) => alternative.what.kind !== 'operation' && alternative.sources.some((source) => source.kind === 'read' && source.access === read));
}

function writeExample(write: Access, field: string, operator: string): string {
  const data = write.sql === undefined ? write.store.dialect?.data : undefined;
  const isSum = operator === '+' || operator === '-';
  const own = Object.keys(data?.fieldOperators ?? {}).find((name) => name === (operator === '-' ? 'decrement' : 'increment'));
  if (isSum && own !== undefined) return `${field}: { ${own}: … }`;
  const top = Object.keys(data?.operators ?? {}).find((name) => /^\$?inc$/u.test(name));
  if (isSum && top !== undefined) return `${top}: { ${field.replaceAll('.*', '.$')}: ${operator === '-' ? '-' : ''}… }`;
  // Of a list, one row is meant.
  const name = field.replace(/^(?:\d+\.)+/u, '');
  return `${name} = ${name} ${operator} …`;
}
