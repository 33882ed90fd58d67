/**
 * A write that starts something anew, or goes on with it, by what a read found: `{ count: isOver ? 1 : { increment: 1 }, until: isOver ? nextMonth : undefined }`.
 * The condition stands in the data of one statement, so that no branch shows it.
 */
import { isTimeColumn } from '../catalog/naming.ts';
import type { Access, AccessSet, Guard } from '../evaluation/domain/access.ts';
import { getAlternatives } from '../evaluation/domain/value.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { Reason } from './reason.ts';
import { isDecidedBy, readTests } from './read-tests.ts';
import { isSameField, isSameRow, isSurePair } from './relate-accesses.ts';

export function findChosenReasons(write: Access): readonly Reason[] {
  if (write.operation !== 'update') return [];
  const chosen = write.sets.filter((set): set is ChosenSet => set.chosenBy !== undefined);
  return chosen.length < 2 ? [] : chosen.flatMap((set) => findReason(write, set, chosen) ?? []);
}

type ChosenSet = AccessSet & { readonly chosenBy: Guard };

/** The field that is read, checked and written, where the same check decides of another field, and more than a flag is written to that. */
function findReason(write: Access, set: ChosenSet, chosen: readonly ChosenSet[]): Reason | undefined {
  for (const test of readTests(set.chosenBy)) {
    for (const source of test.operands.flatMap((operand) => operand.sources)) {
      if (source.kind !== 'read' || source.weak || !isSameField(source.path, set.field)) continue;
      const { access: read, path } = source;
      if (isSameRow(read, write) !== 'yes' || !isSurePair(read, write)) continue;
      const asks = (other: ChosenSet): boolean =>
        readTests(other.chosenBy).some(({ operands }) =>
          operands.some((operand) =>
            operand.sources.some((own) => own.kind === 'read' && own.access === read && own.path === path),
          ),
        );
      if (
        !chosen.some((other) => other !== set && !isSameField(other.field, set.field) && !isFlag(other) && asks(other))
      )
        continue;
      if (!isDecidedBy(read, test, (asked) => isSameField(asked, set.field))) continue;
      return { kind: 'guard', read, write, field: path, guard: set.chosenBy, isInsert: false, certainty: 'certain' };
    }
  }
  return undefined;
}

/** Whichever request is the last, the same is in the field: a boolean, nothing, or the time. */
function isFlag(set: AccessSet): boolean {
  return (
    !set.relative &&
    getAlternatives(set.value).every(
      (value) =>
        isSwitch(value) ||
        (isTimeColumn(set.field) &&
          value.sources.length > 0 &&
          value.sources.every((source) => source.kind === 'fresh')),
    )
  );
}

function isSwitch({ what }: Value): boolean {
  return (
    what.kind === 'constant' && (typeof what.value === 'boolean' || what.value === null || what.value === undefined)
  );
}
