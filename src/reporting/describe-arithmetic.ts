/**
 * How the store would compute a value itself: `balance = balance - …`, or the operator its dialect has for it.
 */
import type { Access } from '../evaluation/domain/access.ts';
import { getAlternatives } from '../evaluation/domain/value.ts';
import type { Value } from '../evaluation/domain/value.ts';
import { isSameField } from '../windows/relate-accesses.ts';
import type { Window } from '../windows/window.ts';

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

/** Undefined where the value is no plain arithmetic on the field. */
export function describeArithmetic({ read, write, field }: Window): string | undefined {
  if (field === undefined) return undefined;
  const set = write.sets.find(
    (candidate) =>
      !candidate.relative &&
      isSameField(candidate.field, field) &&
      candidate.value.sources.some((source) => source.kind === 'read' && source.access === read),
  );
  const operator = set === undefined ? undefined : findOperator(set.value, read);
  return set === undefined || operator === undefined ? undefined : writeExample(write, set.field, operator);
}

/** What the store changes itself is lists, with entries added or taken away, and as far as can be told no numbers. */
export function changesOnlyLists({ sets, sql }: Access): boolean {
  const relative = sets.filter((set) => set.relative);
  return (
    sql === undefined &&
    relative.length > 0 &&
    relative.every(({ field, value: { what } }) => {
      // A method of the list in the object that is saved: `order.items.push(item)`.
      if (what.kind === 'operation')
        return (
          what.operator === 'call' && what.operands[0]?.what.kind === 'row' && what.operands[0].what.path === field
        );
      return (
        what.kind === 'record' ||
        what.kind === 'list' ||
        what.kind === 'text' ||
        (what.kind === 'constant' && typeof what.value === 'string')
      );
    })
  );
}

function findOperator(value: Value, read: Access): string | undefined {
  for (const alternative of getAlternatives(value)) {
    const { what } = alternative;
    if (what.kind !== 'operation' || !ARITHMETIC.has(what.operator)) continue;
    // A text joined with `+` is no arithmetic.
    if (
      what.operands.some(
        (operand) =>
          operand.what.kind === 'text' || (operand.what.kind === 'constant' && typeof operand.what.value === 'string'),
      )
    )
      continue;
    if (what.operands.some((operand) => isFieldItself(operand, read))) return what.operator;
  }
  return undefined;
}

/** The field as it was read, or a default in its place; not what was already computed from it. */
function isFieldItself(operand: Value, read: Access): boolean {
  return getAlternatives(operand).some(
    (alternative) =>
      alternative.what.kind !== 'operation' &&
      alternative.sources.some((source) => source.kind === 'read' && source.access === read),
  );
}

function writeExample(write: Access, field: string, operator: string): string {
  const data = write.sql === undefined ? write.store.dialect?.data : undefined;
  const isSum = operator === '+' || operator === '-';
  const own = Object.keys(data?.fieldOperators ?? {}).find(
    (name) => name === (operator === '-' ? 'decrement' : 'increment'),
  );
  if (isSum && own !== undefined) return `${field}: { ${own}: … }`;
  const top = Object.keys(data?.operators ?? {}).find((name) => /^\$?inc$/u.test(name));
  if (isSum && top !== undefined) return `${top}: { ${field.replaceAll('.*', '.$')}: ${operator === '-' ? '-' : ''}… }`;
  // Of a list, one row is meant.
  const name = field.replace(/^(?:\d+\.)+/u, '');
  return `${name} = ${name} ${operator} …`;
}
