/**
 * What the code made sure of before it wrote, as conditions the write itself can carry.
 */
import type { Access, AccessCondition, Guard } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import { getAlternatives } from '../evaluation/domain/value.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { Expression } from '../languages/program.ts';
import { getExistence, isExistenceTest, readTests } from '../windows/read-tests.ts';
import type { Test } from '../windows/read-tests.ts';
import { isEquality, isKeyField, isSameField, isSameResource, isSameRow } from '../windows/relate-accesses.ts';
import { findConditionExpression } from './condition-expression.ts';
import { findFunction } from './program-tree.ts';
import type { ProgramNode } from './program-tree.ts';
import type { RemedyContext } from './remedy.ts';
import { carryToCaller, findReusableText } from './reuse-expression.ts';

type Operand =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** Text of an expression that can be written at the write. */
  | { readonly kind: 'expression'; readonly text: string };

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition on the row. Fields are named as the code reads them, which is as the statement names them. */
export type Requirement =
  | {
      readonly kind: 'comparison';
      readonly field: string;
      readonly operator: ComparisonOperator;
      readonly operand: Operand;
    }
  | { readonly kind: 'null'; readonly field: string; readonly isNull: boolean }
  | { readonly kind: 'boolean'; readonly field: string; readonly is: boolean };

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
const NEGATED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** The write to repair, and where it stands. */
export interface Target {
  readonly context: RemedyContext;
  readonly module: EvaluatedModule;
  readonly write: Access;
  /** The call that writes. */
  readonly place: ProgramNode;
}

/**
 * Everything that was tested on the row before it is written, and that the write does not say itself. Undefined where one of the tests
 * cannot become a condition: to add only some of them would leave the race open.
 */
export function findRequirements(target: Target): readonly Requirement[] | undefined {
  const { write } = target;
  const requirements: Requirement[] = [];
  for (const guard of write.guards) {
    for (const test of readTests(guard)) {
      const found = readTest(target, guard, test);
      if (found === undefined) return undefined;
      for (const requirement of found) {
        const stated = write.where.find((condition) => isSameField(condition.field, requirement.field));
        // Two limits on one field are more than can be told apart here.
        if (stated !== undefined && requirement.kind === 'comparison' && stated.operator !== requirement.operator)
          return undefined;
        if (stated === undefined && !requirements.some((other) => isSameRequirement(other, requirement)))
          requirements.push(requirement);
      }
    }
  }
  return requirements;
}

function isSameRequirement(a: Requirement, b: Requirement): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The write touches the row that was read. A statement that may read several rows does so too where both ask for the same. */
export function isRowOf(read: Access, write: Access): boolean {
  const row = isSameRow(read, write);
  return (
    row === 'yes' ||
    (row === 'perhaps' && read.sql !== undefined && write.sql !== undefined && read.whereIsKnown && write.whereIsKnown)
  );
}

/** What the test says of the row: nothing at all (an empty list), conditions, or something that no condition says (undefined). */
function readTest(target: Target, guard: Guard, test: Test): readonly Requirement[] | undefined {
  const requirements: Requirement[] = [];
  for (const [index, operand] of test.operands.entries()) {
    for (const source of operand.sources) {
      if (source.kind !== 'read' || !isSameResource(source.access, target.write)) continue;
      const row = isSameRow(source.access, target.write);
      if (row === 'no') continue;
      if (!isRowOf(source.access, target.write) || source.weak) return undefined;
      const found =
        source.path === '' || source.path.startsWith('#')
          ? readExistence(target, test, source.access)
          : readComparison(target, guard, test, index, source.access, source.path);
      if (found === undefined) return undefined;
      requirements.push(...found);
    }
  }
  return requirements;
}

/** The row was found: what the read asked for besides the key was true of it. */
function readExistence(target: Target, test: Test, read: Access): readonly Requirement[] | undefined {
  if (!isExistenceTest(test) || getExistence(test) === undefined || !read.whereIsKnown) return undefined;
  const keys = read.store.dialect?.primaryKeys ?? ['id'];
  const extra = read.where.filter(
    (condition) =>
      !isKeyField(condition.field, read.resource, keys) &&
      !target.write.where.some((own) => isSameField(own.field, condition.field)),
  );
  if (extra.length === 0) return [];
  if (getExistence(test) !== true || test.isAlternative) return undefined;
  const requirements = extra.map((condition) => readAsked(target, read, condition));
  return requirements.every((requirement) => requirement !== undefined) ? requirements : undefined;
}

function readAsked(target: Target, read: Access, condition: AccessCondition): Requirement | undefined {
  const { field, value } = condition;
  if (value.what.kind === 'constant') {
    const constant = value.what.value;
    if (constant === null)
      return isEquality(condition)
        ? { kind: 'null', field, isNull: true }
        : condition.operator === '!=' || condition.operator === 'is not'
          ? { kind: 'null', field, isNull: false }
          : undefined;
    const operator = COMPARISONS[condition.operator];
    return operator === undefined || constant === undefined || typeof constant === 'bigint'
      ? undefined
      : { kind: 'comparison', field, operator, operand: { kind: 'constant', value: constant } };
  }
  const operator = COMPARISONS[condition.operator];
  const expression = findConditionExpression(read, condition);
  if (operator === undefined || expression === undefined || read.module !== target.module) return undefined;
  const carried = carryToCaller(target.module, expression, read.stack, findFunction(target.module, target.place));
  const text = carried === undefined ? undefined : findReusableText(target.module, carried, target.place);
  return text === undefined
    ? undefined
    : { kind: 'comparison', field, operator, operand: { kind: 'expression', text } };
}

function readComparison(
  target: Target,
  guard: Guard,
  test: Test,
  index: number,
  read: Access,
  path: string,
): readonly Requirement[] | undefined {
  const { holds } = test;
  const field = test.operands[index];
  if (
    field === undefined ||
    holds === undefined ||
    test.isAlternative ||
    path.includes('.') ||
    !isField(field, read, path)
  )
    return undefined;
  if (test.operator === 'truthy') {
    const requirement = readTruthiness(target, read, path, holds);
    return requirement === undefined ? undefined : [requirement];
  }
  const written = COMPARISONS[test.operator];
  const other = test.operands[1 - index];
  if (written === undefined || other === undefined || test.operands.length !== 2) return undefined;
  const upright = index === 0 ? written : FLIPPED[written];
  const operator = holds ? upright : NEGATED[upright];
  if (other.what.kind === 'constant') {
    const { value } = other.what;
    if (value === null || value === undefined)
      return operator === '=' || operator === '!='
        ? [{ kind: 'null', field: path, isNull: operator === '=' }]
        : undefined;
    if (typeof value === 'bigint') return undefined;
    return isNullLetThrough(target, path, operator)
      ? undefined
      : [{ kind: 'comparison', field: path, operator, operand: { kind: 'constant', value } }];
  }
  if (other.sources.some((source) => source.kind === 'read' && isSameResource(source.access, target.write)))
    return undefined;
  const expression = findOperandExpression(guard.condition, test, 1 - index);
  if (expression === undefined || guard.module !== target.module) return undefined;
  const text = findReusableText(target.module, expression, target.place);
  return text === undefined || isNullLetThrough(target, path, operator)
    ? undefined
    : [{ kind: 'comparison', field: path, operator, operand: { kind: 'expression', text } }];
}

/** The bare field of the row, not something computed from it. */
function isField(value: Value, read: Access, path: string): boolean {
  return (
    getAlternatives(value).length === 1 &&
    value.what.kind === 'row' &&
    value.what.path === path &&
    value.what.row.access === read
  );
}

/** In code null is less than any limit and unequal to any value, in a statement it is neither: only a column that is never null may be asked. */
function isNullLetThrough({ context, write }: Target, field: string, operator: ComparisonOperator): boolean {
  return (
    (operator === '<' || operator === '<=' || operator === '!=') &&
    !(operator === '!=' && hasNullSafeInequality(write)) &&
    findColumn(context, write, field)?.nullable === true
  );
}

/** PostgreSQL has IS DISTINCT FROM, and MongoDB's `$ne` finds what is not there. */
export function hasNullSafeInequality({ store }: Access): boolean {
  return store.name === 'pg' || store.name === 'postgres' || store.name === 'mongoose';
}

function findColumn(
  context: RemedyContext,
  write: Access,
  field: string,
): { readonly nullable: boolean; readonly type: string | undefined } | undefined {
  return context.findTable(write)?.columns.get(field);
}

/** `if (token.usedAt)`: a flag, or something that is null until it is there. */
function readTruthiness(
  { context, write }: Target,
  read: Access,
  field: string,
  holds: boolean,
): Requirement | undefined {
  const type = findColumn(context, write, field)?.type ?? '';
  const set = write.sets.find((candidate) => isSameField(candidate.field, field));
  const isFlag =
    /^bool/i.test(type) ||
    (type === '' && set?.value.what.kind === 'constant' && typeof set.value.what.value === 'boolean');
  if (isFlag) return { kind: 'boolean', field, is: holds };
  const isTime =
    /^(?:timestamp|datetime|date)/i.test(type) ||
    (type === '' &&
      set !== undefined &&
      set.value.sources.length > 0 &&
      set.value.sources.every((source) => source.kind === 'fresh')) ||
    (type === '' && isPresentTime(write, field));
  return isTime && read.kind === 'read' ? { kind: 'null', field, isNull: !holds } : undefined;
}

/** The statement sets the field to the present time. */
function isPresentTime(write: Access, field: string): boolean {
  const { sql } = write;
  const assignment = sql?.statement.assignments.find((candidate) => candidate.column === field);
  const text = sql?.text.what.kind === 'constant' ? String(sql.text.what.value) : '';
  return (
    assignment !== undefined &&
    /\b(?:now\s*\(\s*\)|current_timestamp)/i.test(text.slice(assignment.range[0], assignment.range[1]))
  );
}

/** The expression behind an operand of a test: the operation that holds the test's operands knows its own. */
function findOperandExpression(condition: Value, test: Test, index: number): Expression | undefined {
  const { what, node } = condition;
  if (what.kind !== 'operation') return undefined;
  if (what.operands === test.operands)
    return node?.kind === 'operation' && node.operands.length === what.operands.length
      ? node.operands[index]
      : undefined;
  for (const operand of what.operands) {
    const found = findOperandExpression(operand, test, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
