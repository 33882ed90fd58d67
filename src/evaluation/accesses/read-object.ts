/**
 * Objects as conditions and as assignments, read with a store's dialect:
 * `{ id, balance: { gte: x } }`, `{ $inc: { balance: -x } }`, `{ stock: { decrement: 1 } }`.
 */
import type { Dialect } from '../../catalog/shape.ts';
import type { AccessCondition, AccessSet, Guard } from '../domain/access.ts';
import { getRecordFields, OPEN_FIELD } from '../domain/fields.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import {
  createOperation,
  createUnknown,
  createValue,
  findTarget,
  isAppendSource,
  isKeptCondition,
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

export interface Conditions {
  readonly conditions: readonly AccessCondition[];
  readonly isKnown: boolean;
}

const UNKNOWN_CONDITIONS: Conditions = { conditions: [], isKnown: false };
const MAX_DEPTH = 6;

export function readConditions(
  run: Run,
  value: Value | undefined,
  dialect: Dialect | undefined,
  depth = 0,
): Conditions {
  if (value === undefined) return { conditions: [], isKnown: true };
  const target = findTarget(value);
  const { what } = target;
  if (what.kind === 'list' && depth < MAX_DEPTH) {
    const all = joinConditions(what.elements.map((element) => readConditions(run, element, dialect, depth + 1)));
    if (dialect?.where.listsAreAlternatives !== true || what.elements.length < 2) return all;
    return { conditions: all.conditions.map((condition) => ({ ...condition, operator: 'or' })), isKnown: false };
  }
  // A row handed over as the condition (`findOne(filter)`) says nothing we could read.
  if (what.kind !== 'record' || depth >= MAX_DEPTH)
    return { conditions: target.sources.length === 0 ? [] : [{ field: '*', operator: '=', value }], isKnown: false };
  const conditions: AccessCondition[] = [];
  let isKnown = true;
  for (const spread of what.spreads) {
    isKnown = false;
    conditions.push({ field: '*', operator: '=', value: spread });
  }
  for (const [key, field] of getRecordFields(run, what)) {
    if (dialect?.where.and.includes(key) === true) {
      const inner = readConditions(run, field, dialect, depth + 1);
      conditions.push(...inner.conditions);
      isKnown &&= inner.isKnown;
    } else if (dialect?.where.or.includes(key) === true || dialect?.where.not.includes(key) === true) {
      isKnown = false;
      const inner = readConditions(run, field, dialect, depth + 1);
      for (const condition of inner.conditions) conditions.push({ ...condition, operator: 'or' });
    } else {
      const inner = readField(run, key, field, dialect);
      conditions.push(...inner.conditions);
      isKnown &&= inner.isKnown;
    }
  }
  return { conditions, isKnown };
}

export function joinConditions(all: readonly Conditions[]): Conditions {
  return { conditions: all.flatMap((one) => one.conditions), isKnown: all.every((one) => one.isKnown) };
}

function readField(run: Run, field: string, value: Value, dialect: Dialect | undefined): Conditions {
  const { what } = findTarget(value);
  if (what.kind !== 'record') return { conditions: [{ field, operator: '=', value }], isKnown: true };
  const fields = getRecordFields(run, what);
  const conditions: AccessCondition[] = [];
  let isPlain = fields.size > 0;
  for (const [key, operand] of fields) {
    const operator = dialect?.where.operators[key];
    if (operator === undefined) {
      if (dialect?.where.not.includes(key) === true) conditions.push({ field, operator: '!=', value: operand });
      continue;
    }
    isPlain = false;
    conditions.push({ field, operator, value: operand });
  }
  if (conditions.length > 0) return { conditions, isKnown: what.spreads.length === 0 };
  // A compound key groups fields: `userId_postId: { userId, postId }`; elsewhere it is a condition on a relation or sub-document.
  if (
    isPlain &&
    dialect?.where.compoundKeys === true &&
    [...fields.keys()].every((key) => field.split('_').includes(key))
  ) {
    return {
      conditions: [...fields].map(([key, operand]) => ({ field: key, operator: '=', value: operand })),
      isKnown: true,
    };
  }
  const nested = [...fields].map(([key, operand]) => ({ field: `${field}.${key}`, operator: '=', value: operand }));
  return nested.length === 0 ? UNKNOWN_CONDITIONS : { conditions: nested, isKnown: false };
}

export interface Sets {
  readonly sets: readonly AccessSet[];
  readonly isKnown: boolean;
}

/** The fields an object assigns. A spread row is the field `*`: all of it is written back. */
export function readSets(run: Run, value: Value | undefined, dialect: Dialect | undefined): Sets {
  if (value === undefined) return { sets: [], isKnown: true };
  const { what } = findTarget(value);
  if (what.kind === 'list') {
    const all = what.elements.map((element) => readSets(run, element, dialect));
    return { sets: all.flatMap((one) => one.sets), isKnown: all.every((one) => one.isKnown) };
  }
  if (what.kind === 'row') {
    // The entity itself, with what was assigned to it.
    const written = [...run.state.getFields(what.row)].map(([field, write]) => ({
      field,
      value: write.value,
      relative: false,
      range: write.range,
    }));
    return { sets: [...written, { field: '*', value, relative: false, range: undefined }], isKnown: true };
  }
  if (what.kind === 'instance') {
    // An object of a class: what was assigned to it. Assignments we cannot see leave more open.
    const written = [...run.state.getFields(what)].map(([field, write]) => ({
      field,
      value: write.value,
      relative: false,
      range: write.range,
    }));
    return { sets: written, isKnown: !written.some(({ field }) => field === OPEN_FIELD) };
  }
  if (what.kind !== 'record')
    return { sets: [{ field: '*', value, relative: false, range: undefined }], isKnown: false };
  const sets: AccessSet[] = [];
  let isKnown = true;
  for (const spread of what.spreads) {
    isKnown = false;
    sets.push(...readSpread(run, spread));
  }
  for (const [key, field] of getRecordFields(run, what)) {
    if (key === OPEN_FIELD) {
      isKnown = false;
      // A copy of an object, perhaps without some of its fields.
      sets.push(
        ...(field.what.kind === 'record'
          ? readSets(run, field, dialect).sets
          : [{ field: OPEN_FIELD, value: field, relative: false, range: undefined }]),
      );
      continue;
    }
    const operator = dialect?.data.operators[key];
    if (operator !== undefined) {
      const inner = findTarget(field).what;
      if (inner.kind !== 'record') {
        isKnown = false;
        sets.push({ field: '*', value: field, relative: operator === 'relative', range: undefined });
        continue;
      }
      if (inner.spreads.length > 0) isKnown = false;
      if (operator !== 'insert-only')
        for (const spread of inner.spreads)
          sets.push(
            ...(operator === 'set'
              ? readSpread(run, spread)
              : [{ field: '*', value: spread, relative: operator === 'relative', range: undefined }]),
          );
      if (operator !== 'insert-only')
        for (const [name, assigned] of getRecordFields(run, inner))
          sets.push({ field: name, value: assigned, relative: operator === 'relative', range: undefined });
    } else sets.push(readSet(run, key, field, dialect));
  }
  return { sets, isKnown };
}

/** A row that is spread is written back as a whole, with what was assigned to it since it was read. */
function readSpread(run: Run, spread: Value): readonly AccessSet[] {
  const { what } = findTarget(spread);
  return what.kind === 'row' && what.path === ''
    ? readSets(run, spread, undefined).sets
    : [{ field: '*', value: spread, relative: false, range: undefined }];
}

function readSet(run: Run, field: string, value: Value, dialect: Dialect | undefined): AccessSet {
  const set = readAssignment(run, field, value, dialect);
  const chosenBy = findChoice(run, value, set);
  return chosenBy === undefined ? set : { ...set, chosenBy };
}

function readAssignment(run: Run, field: string, value: Value, dialect: Dialect | undefined): AccessSet {
  const { what } = findTarget(value);
  if (what.kind === 'record') {
    for (const [key, operand] of getRecordFields(run, what)) {
      const operator = dialect?.data.fieldOperators[key];
      if (operator !== undefined) return { field, value: operand, relative: operator === 'relative', range: undefined };
    }
  }
  // A function that gives SQL: the statement computes the value itself.
  if (dialect?.data.functionsAreSql === true && what.kind === 'function')
    return { field, value: createUnknown(undefined), relative: true, range: undefined };
  if (isAppendSource(value)) return { field, value: createUnknown(undefined), relative: true, range: undefined };
  return { field, value, relative: false, range: undefined };
}

/** `late ? { increment: 1 } : 1`, `paid ? undefined : now`: two ways to write a field, of which one is not to write it, or to leave it to the store. */
function findChoice(run: Run, value: Value, set: AccessSet): Guard | undefined {
  const { what } = value;
  if (what.kind !== 'operation' || what.operator !== 'choice' || what.operands.length !== 3) return undefined;
  const [first, second, kept] = what.operands;
  if (first === undefined || second === undefined || kept === undefined || !isKeptCondition(kept)) return undefined;
  const condition = kept.what.kind === 'operation' ? kept.what.operands[0] : undefined;
  if (condition?.node === undefined || condition.module === undefined) return undefined;
  const isLeftOut = [first, second].map((one) => one.what.kind === 'constant' && one.what.value === undefined);
  if (!set.relative && isLeftOut[0] === isLeftOut[1]) return undefined;
  return {
    id: takeId(run),
    condition,
    holds: isLeftOut[0] !== true,
    exit: 'enclosing',
    range: condition.node.range,
    module: condition.module,
  };
}

/** A field named by an argument of its own, or several in a record or list: `increment('stock', { by: 2 })`. */
export function readNamedSets(
  run: Run,
  column: Value | undefined,
  value: Value | undefined,
  isRelative: boolean,
): Sets {
  if (column === undefined) return { sets: [], isKnown: false };
  const { what } = findTarget(column);
  const given = value ?? createValue({ kind: 'constant', value: 1 });
  switch (what.kind) {
    case 'constant':
      return {
        sets: [{ field: String(what.value), value: given, relative: isRelative, range: undefined }],
        isKnown: true,
      };
    case 'list':
      return {
        sets: what.elements.flatMap((element) => readNamedSets(run, element, value, isRelative).sets),
        isKnown: true,
      };
    case 'record':
      return {
        sets: [...getRecordFields(run, what)].map(([field, assigned]) => ({
          field,
          value: assigned,
          relative: isRelative,
          range: undefined,
        })),
        isKnown: what.spreads.length === 0,
      };
    default:
      return {
        sets: [{ field: '*', value: createOperation('call', [given]), relative: isRelative, range: undefined }],
        isKnown: false,
      };
  }
}
