/**
 * Takes the condition of a guard apart into the single tests that decide.
 */
import type { Access, Guard } from '../evaluation/domain/access.ts';
import { isKeptCondition } from '../evaluation/domain/value.ts';
import type { Source, Value } from '../evaluation/domain/value.ts';

export interface Test {
  /** `==`, `!=`, `<`, …, `truthy`, or `call` with the name of the function that decides. */
  readonly operator: string;
  readonly operands: readonly Value[];
  /** What must have come out for the write to run; undefined where either may do (one of several alternatives). */
  readonly holds: boolean | undefined;
  /** One of several tests any of which lets the write through (`owner or admin`). */
  readonly isAlternative: boolean;
  readonly guard: Guard;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'is']);
const MAX_TESTS = 24;
const MAX_CHOICES = 5;

const known = new WeakMap<Guard, readonly Test[]>();

export function readTests(guard: Guard): readonly Test[] {
  let tests = known.get(guard);
  if (tests === undefined) {
    const found: Test[] = [];
    collect(guard.condition, guard.holds, false, guard, found);
    known.set(guard, (tests = found));
  }
  return tests;
}

function collect(value: Value, holds: boolean | undefined, isAlternative: boolean, guard: Guard, tests: Test[]): void {
  if (tests.length >= MAX_TESTS) return;
  const { what } = value;
  if (what.kind !== 'operation') {
    tests.push({ operator: 'truthy', operands: [value], holds, isAlternative, guard });
    return;
  }
  const { operator, operands } = what;
  if (operator === 'not') {
    for (const operand of operands)
      collect(operand, holds === undefined ? undefined : !holds, isAlternative, guard, tests);
    return;
  }
  if (operator === 'and' || operator === 'or') {
    // `a and b` held: both did. `a and b` failed: one of them did.
    const isSure = (holds !== undefined && holds === (operator === 'and')) || haveOneField(operands);
    for (const operand of operands) collect(operand, holds, isAlternative || !isSure, guard, tests);
    return;
  }
  if (operator === 'choice') {
    const only = holds === true ? findOnlySource(operands) : undefined;
    if (only !== undefined) collect(only, holds, isAlternative, guard, tests);
    for (const operand of operands) {
      if (operand.what.kind === 'constant' || (only !== undefined && !isKeptCondition(operand))) continue;
      if (isKeptCondition(operand)) {
        for (const condition of operand.what.kind === 'operation' ? operand.what.operands : [])
          collect(condition, undefined, isAlternative, guard, tests);
      } else collect(operand, holds, true, guard, tests);
    }
    return;
  }
  if (COMPARISONS.has(operator)) {
    tests.push({ operator, operands, holds, isAlternative, guard });
    return;
  }
  if (operator === 'call' && what.name === 'length') {
    tests.push({ operator: 'truthy', operands: [value], holds, isAlternative, guard });
    return;
  }
  tests.push({
    operator: operator === 'call' ? 'call' : 'truthy',
    operands: operator === 'call' ? operands : [value],
    holds,
    isAlternative,
    guard,
  });
}

/** A row, or nothing once its time was up: what stands for something is always the same, whichever way it came. */
function findOnlySource(operands: readonly Value[]): Value | undefined {
  const [first, ...others] = operands.filter(
    (operand) => operand.what.kind !== 'constant' && !isKeptCondition(operand),
  );
  const [source] = first?.sources ?? [];
  if (
    source?.kind !== 'read' ||
    operands.some(({ what }) => what.kind === 'constant' && getPresence(what.value) !== false)
  )
    return undefined;
  return [first, ...others].every(
    (operand) =>
      operand?.what.kind === 'row' &&
      operand.sources.length === 1 &&
      operand.sources.some(
        (other) => other.kind === 'read' && other.access === source.access && other.path === source.path && !other.weak,
      ),
  )
    ? first
    : undefined;
}

/** `!lastPaid || lastPaid < today`: whichever of the tests let it through, it was for the same field. */
function haveOneField(operands: readonly Value[]): boolean {
  const [first, ...others] = operands;
  const shared = first?.sources.filter(
    (source) =>
      source.kind === 'read' &&
      source.path !== '' &&
      others.every((operand) =>
        operand.sources.some(
          (other) => other.kind === 'read' && other.access === source.access && other.path === source.path,
        ),
      ),
  );
  return others.length > 0 && shared !== undefined && shared.length > 0;
}

/**
 * Whether passing the guard says that the read let the write through: by this test, or by another of its alternatives
 * that asks what the same read found (`status is open, or status is draft`), as far as what it asks is `decisive`.
 */
export function isDecidedBy(read: Access, test: Test, isDecisive: (path: string) => boolean): boolean {
  const asks = (operand: Value): boolean =>
    operand.sources.some(
      (source) => source.kind === 'read' && source.access === read && !source.weak && isDecisive(source.path),
    );
  return (
    !test.isAlternative ||
    readTests(test.guard).every(
      (other) => !other.isAlternative || (other.operator !== 'call' && other.operands.some(asks)),
    )
  );
}

/** Where the operands of a test came from, the conditions that chose between alternatives included. */
export function getTestSources(test: Test): readonly Source[] {
  return test.operands.flatMap((operand) => getAllSources(operand, 0));
}

function getAllSources(value: Value, depth: number): readonly Source[] {
  if (value.what.kind !== 'operation' || depth > MAX_CHOICES) return value.sources;
  return [...value.sources, ...value.what.operands.flatMap((operand) => getAllSources(operand, depth + 1))];
}

/** Constants that stand for nothing, and those that stand for something, in a comparison with a count, a flag or a row. */
function getPresence(value: unknown): boolean | undefined {
  if (
    value === null ||
    value === undefined ||
    value === 0 ||
    value === '' ||
    value === 'undefined' ||
    value === false ||
    value === -1
  )
    return false;
  return value === 1 || value === true ? true : undefined;
}

/** Whether a test only asks if there is something: truthiness, or a comparison with null, undefined, zero, one or a boolean. */
export function isExistenceTest(test: Test): boolean {
  if (test.operator === 'truthy') return true;
  const constant = test.operands.find((operand) => operand.what.kind === 'constant');
  if (constant?.what.kind !== 'constant') return false;
  const presence = getPresence(constant.what.value);
  switch (test.operator) {
    case '==':
    case '!=':
      return presence !== undefined;
    case '>':
    case '<=':
      return presence === false;
    case '>=':
    case '<':
      return presence === true;
    default:
      return false;
  }
}

/** Whether the test, to let the write through, must have found something (true), nothing (false), or cannot be told. */
export function getExistence(test: Test): boolean | undefined {
  if (test.holds === undefined) return undefined;
  const constant = test.operands.find((operand) => operand.what.kind === 'constant');
  const presence = constant?.what.kind === 'constant' ? getPresence(constant.what.value) : undefined;
  switch (test.operator) {
    case 'truthy':
    case '>':
    case '>=':
      return test.holds;
    case '<':
    case '<=':
      return !test.holds;
    case '==':
      return presence === undefined ? undefined : presence === test.holds;
    case '!=':
      return presence === undefined ? undefined : presence !== test.holds;
    default:
      return undefined;
  }
}
