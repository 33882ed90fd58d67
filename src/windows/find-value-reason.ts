/**
 * A field written was computed from what a read of the same row found.
 */
import type { Access, AccessSet } from '../evaluation/domain/access.ts';
import { getAlternatives, isKeptCondition } from '../evaluation/domain/value.ts';
import type { Source, Value } from '../evaluation/domain/value.ts';
import type { Reason } from './reason.ts';
import { isPartOf, isSameField, isSameResource, isSameRow, isSurePair } from './relate-accesses.ts';

export function findValueReason(write: Access): readonly Reason[] {
  if (write.operation !== 'update' && write.operation !== 'upsert') return [];
  const reasons: Reason[] = [];
  for (const set of write.sets) {
    if (set.relative) continue;
    for (const source of [...set.value.sources, ...getChoosingSources(set.value)]) {
      if (source.kind !== 'read' || source.path.startsWith('#')) continue;
      const reason = findReason(write, set, source);
      if (reason !== undefined) reasons.push(reason);
    }
  }
  return reasons;
}

/** `theme === 'light' ? 'dark' : 'light'`: made of constants, chosen by what was read. */
function getChoosingSources(value: Value): readonly Source[] {
  const { what } = value;
  if (what.kind !== 'operation' || what.operator !== 'choice') return [];
  return what.operands
    .filter((operand) => isKeptCondition(operand) && !isMixed(operand))
    .flatMap((condition) => condition.sources);
}

/** `user.admin && !isInGroup ? false : …`: what else was asked decides the value, and the old one only spares a write. */
function isMixed({ what }: Value): boolean {
  if (what.kind !== 'operation') return false;
  if (what.operator !== 'and' && what.operator !== 'or')
    return (what.operator === 'void' || what.operator === 'not') && what.operands.some(isMixed);
  return what.operands.some((operand) => isMixed(operand) || !operand.sources.some((source) => source.kind === 'read'));
}

function findReason(write: Access, set: AccessSet, source: Source & { kind: 'read' }): Reason | undefined {
  const { access: read, path } = source;
  if (!isSameResource(read, write)) return undefined;
  const row = isSameRow(read, write);
  if (row === 'no') return undefined;
  const base = { kind: 'value' as const, read, write, guard: undefined, isInsert: false };
  // A whole row written back, changed or merged with something: every other field is as old as the read.
  if (set.field === '*')
    return path === '' && !source.weak
      ? {
          ...base,
          field: undefined,
          certainty:
            row === 'yes' && isSurePair(read, write) && (write.sets.length > 1 || isArithmetic(set.value))
              ? 'certain'
              : 'possible',
        }
      : undefined;
  if (path === '')
    return source.weak || set.value.what.kind === 'row'
      ? undefined
      : { ...base, field: set.field, certainty: 'possible' };
  const isSame = isSameField(path, set.field);
  if (isSame && isUnchanged(set.value, path)) return undefined;
  if (!isSame)
    return {
      ...base,
      field: path,
      certainty:
        row === 'yes' && !source.weak && isSurePair(read, write) && isStep(write, set, source) ? 'certain' : 'possible',
    };
  return {
    ...base,
    field: set.field,
    certainty:
      row === 'yes' && !source.weak && isComputedFrom(set.value) && isSurePair(read, write) ? 'certain' : 'possible',
  };
}

/** What was read is a number and computed on as a whole: `balance - amount`. */
function isArithmetic({ what }: Value): boolean {
  return what.kind === 'operation' && ['+', '-', '*', '/', '%'].includes(what.operator);
}

const MAX_NESTED = 3;

/** The field's own value again, alone or as a default (`body.name ?? user.name`): nothing was computed. */
function isUnchanged(value: Value, path: string): boolean {
  if (isSumOf(value, path)) return false;
  if (getChoosingSources(value).some((source) => source.kind === 'read' && source.path === path))
    return getAlternatives(value).some((alternative) => alternative.sources.length > 0);
  return getAllAlternatives(value).every((alternative) =>
    alternative.what.kind === 'row'
      ? alternative.what.path === path && alternative.what.isPart !== true
      : alternative.sources.every((source) => source.kind !== 'read' || source.path !== path),
  );
}

/** Those of alternatives as well: either of two rows' names, or the name that was given. */
function getAllAlternatives(value: Value, depth = 0): readonly Value[] {
  const alternatives = getAlternatives(value);
  return depth > MAX_NESTED || alternatives[0] === value
    ? alternatives
    : alternatives.flatMap((alternative) => getAllAlternatives(alternative, depth + 1));
}

/** One of the alternatives is reckoned with what was read, whatever chose it: `row.due ? row.due + 30 : undefined`. */
function isSumOf(value: Value, path: string, depth = 0): boolean {
  const alternatives = getAlternatives(value);
  if (alternatives.length === 1 && alternatives[0] === value)
    return (
      isArithmetic(value) &&
      value.sources.some((source) => source.kind === 'read' && source.path === path && !source.weak)
    );
  return depth < MAX_CHOICES && alternatives.some((alternative) => isSumOf(alternative, path, depth + 1));
}

/** Choices that are made of choices. */
const MAX_CHOICES = 4;

/**
 * `if (plan.period === 'month' && data.period === 'year') data.paidUntil = plan.startedAt + year`: the state that the row was in let
 * another field be reckoned anew, and the same write changes that state.
 */
function isStep(write: Access, set: AccessSet, { access, path }: Source & { kind: 'read' }): boolean {
  const { what } = set.value;
  if (what.kind !== 'operation' || what.operator !== 'choice' || !isSumOf(set.value, path)) return false;
  return what.operands
    .filter(isKeptCondition)
    .some((condition) =>
      condition.sources.some(
        (state) =>
          state.kind === 'read' &&
          state.access === access &&
          !state.weak &&
          state.path !== path &&
          isWritten(write, state.path, condition),
      ),
    );
}

/** The field has a value of its own, or is in an object that is written as it came, and of which the condition asks for that field. */
function isWritten(write: Access, field: string, condition: Value): boolean {
  if (field === '' || field.startsWith('#')) return false;
  return write.sets.some(
    ({
      field: own,
      value: {
        sources: [all, ...others],
      },
    }) => {
      if (own !== '*') return isSameField(own, field);
      return all !== undefined && others.length === 0 && condition.sources.some((part) => isPartOf(part, all, field));
    },
  );
}

/** An operation, a text or a list made with the old value, not the old value of another field. */
function isComputedFrom(value: Value): boolean {
  const { what } = value;
  switch (what.kind) {
    case 'operation':
    case 'text':
    case 'list':
    case 'record':
    case 'row':
      return true;
    default:
      return false;
  }
}
