import { mentionsOwnColumn, readValue, type ReadContext } from './read-value.ts';
import type { SqlCondition, SqlRange, SqlValue } from './statement.ts';
import type { BinaryOperation, Expression, InPredicate } from './syntax.ts';

/** The conjuncts of a WHERE. `isComplete` is false where it asks for more than `conditions` says. */
export interface WhereFacts {
  readonly conditions: readonly SqlCondition[];
  readonly isComplete: boolean;
}

type ColumnValue = Extract<SqlValue, { kind: 'column' }>;

/** Comparisons, and what they become when their sides change places. */
const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
  ['IS DISTINCT FROM', 'IS DISTINCT FROM'],
  ['IS NOT DISTINCT FROM', 'IS NOT DISTINCT FROM'],
]);
const OTHER_COMPARISONS: ReadonlySet<string> = new Set([
  'IN',
  'NOT IN',
  'IS',
  'IS NOT',
  'LIKE',
  'NOT LIKE',
  'ILIKE',
  'NOT ILIKE',
  'RLIKE',
  'GLOB',
  '~',
  '~*',
  '!~',
  '!~*',
  '@>',
  '<@',
  '&&',
]);
const INVERSE: ReadonlyMap<string, string> = new Map([
  ['=', '!='],
  ['!=', '='],
  ['<', '>='],
  ['<=', '>'],
  ['>', '<='],
  ['>=', '<'],
  ['IN', 'NOT IN'],
  ['IS', 'IS NOT'],
  ['IS NOT', 'IS'],
  ['NOT IN', 'IN'],
]);

const OPAQUE: WhereFacts = { conditions: [], isComplete: false };
const NOTHING: WhereFacts = { conditions: [], isComplete: true };

/** Reads a WHERE expression: the AND-ed conditions on columns of the statement's own row, the column on the left. */
export function readWhere(node: Expression, context: ReadContext): WhereFacts {
  return joinFacts(splitConjuncts(node).map((conjunct) => readConjunct(conjunct, context)));
}

function joinFacts(facts: readonly WhereFacts[]): WhereFacts {
  return { conditions: facts.flatMap((fact) => fact.conditions), isComplete: facts.every((fact) => fact.isComplete) };
}

function splitConjuncts(node: Expression): readonly Expression[] {
  if (node.kind === 'parenthesized') {
    return splitConjuncts(node.inner);
  }
  return node.kind === 'logical' && node.operator === 'AND' ? node.operands.flatMap(splitConjuncts) : [node];
}

function readConjunct(node: Expression, context: ReadContext): WhereFacts {
  const { range } = node;
  switch (node.kind) {
    case 'binary':
      return readComparison(node, context);
    case 'in':
      return readMembership(node, context);
    case 'between': {
      const operands = [readValue(node.low, context), readValue(node.high, context)];
      const value: SqlValue = {
        kind: 'expression',
        operator: undefined,
        operands,
        range: [node.low.range[0], range[1]],
      };
      return toCondition(readValue(node.operand, context), node.isNegated ? 'NOT BETWEEN' : 'BETWEEN', value, range);
    }
    case 'null-test': {
      const value: SqlValue = { kind: 'constant', value: null, range };
      return toCondition(readValue(node.operand, context), node.isNegated ? 'IS NOT' : 'IS', value, range);
    }
    case 'unary':
      return node.operator === 'NOT' ? readNegation(node.operand, range, context) : OPAQUE;
    case 'logical':
    case 'exists':
      return OPAQUE;
    default: {
      const value = readValue(node, context);
      // `WHERE TRUE`, `WHERE 1`: nothing is asked.
      if (value.kind === 'constant') {
        return value.value === true || value.value === 1 ? NOTHING : OPAQUE;
      }
      return toCondition(value, '=', { kind: 'constant', value: true, range }, range);
    }
  }
}

function readNegation(node: Expression, range: SqlRange, context: ReadContext): WhereFacts {
  const conjuncts = splitConjuncts(node);
  const [only] = conjuncts;
  if (only === undefined || conjuncts.length > 1) {
    return OPAQUE;
  }
  const facts = readConjunct(only, context);
  const [condition] = facts.conditions;
  if (condition === undefined || facts.conditions.length > 1 || !facts.isComplete) {
    return OPAQUE;
  }
  // A bare column that must be false: `NOT used`.
  if (only.kind !== 'binary' && condition.value.kind === 'constant' && condition.value.value === true) {
    return { conditions: [{ ...condition, value: { ...condition.value, value: false }, range }], isComplete: true };
  }
  const operator = INVERSE.get(condition.operator);
  return operator === undefined ? OPAQUE : { conditions: [{ ...condition, operator, range }], isComplete: true };
}

function readComparison({ operator, left, right, range }: BinaryOperation, context: ReadContext): WhereFacts {
  if (operator === undefined) {
    return OPAQUE;
  }
  const pairs = pairRows(left, right);
  if (operator === '=' && pairs !== undefined) {
    return joinFacts(
      pairs.map(([one, other]) => readSides(readValue(one, context), '=', readValue(other, context), range)),
    );
  }
  if (right.kind === 'quantified') {
    const isAny = right.quantifier === 'ANY';
    const listOperator = operator === '=' && isAny ? 'IN' : operator === '!=' && !isAny ? 'NOT IN' : undefined;
    return listOperator === undefined
      ? OPAQUE
      : toCondition(readValue(left, context), listOperator, readValue(right.operand, context), range);
  }
  return readSides(readValue(left, context), operator, readValue(right, context), range);
}

/** `(a, b) = (c, d)` as pairs. */
function pairRows(left: Expression, right: Expression): readonly (readonly [Expression, Expression])[] | undefined {
  return left.kind === 'row' && right.kind === 'row' && left.items.length === right.items.length
    ? left.items.flatMap((item, index) => pairUp(item, right.items[index]))
    : undefined;
}

function pairUp(left: Expression, right: Expression | undefined): readonly (readonly [Expression, Expression])[] {
  return right === undefined ? [] : [[left, right]];
}

function readMembership({ operand, list, isNegated, range }: InPredicate, context: ReadContext): WhereFacts {
  const value = readList(list, context);
  // A single hole in `IN (…)` may hold a list, a subquery or anything else.
  const isHole =
    value.kind === 'expression' &&
    value.operands.length === 1 &&
    value.operands[0]?.kind === 'placeholder' &&
    value.operands[0].style === 'hole';
  const facts = toCondition(readValue(operand, context), isNegated ? 'NOT IN' : 'IN', value, range);
  return isHole ? { ...facts, isComplete: false } : facts;
}

/** The values of `IN (…)`: always a list, or the subquery. */
function readList(node: Expression, context: ReadContext): SqlValue {
  const value = readValue(node, context);
  return value.kind === 'subquery' || node.kind === 'row'
    ? value
    : { kind: 'expression', operator: undefined, operands: [value], range: node.range };
}

function readSides(left: SqlValue, operator: string, right: SqlValue, range: SqlRange): WhereFacts {
  const mirrored = MIRRORED.get(operator);
  if (mirrored === undefined) {
    return OTHER_COMPARISONS.has(operator) ? toCondition(left, operator, right, range) : OPAQUE;
  }
  // `WHERE 1 = 1` asks for nothing.
  if (left.kind === 'constant' && right.kind === 'constant') {
    return operator === '=' && left.value === right.value ? NOTHING : OPAQUE;
  }
  for (const [side, comparison, other] of [
    [left, operator, right],
    [right, mirrored, left],
  ] as const) {
    if (isOwnColumn(side)) {
      return toCondition(side, comparison, other, range);
    }
  }
  return readShifted(left, operator, right, range) ?? readShifted(right, mirrored, left, range) ?? OPAQUE;
}

/** `balance - $1 >= 0` is `balance >= $1`, `used + 1 <= $2` is `used <= $2 - 1`. */
function readShifted(side: SqlValue, operator: string, other: SqlValue, range: SqlRange): WhereFacts | undefined {
  if (side.kind !== 'expression' || (side.operator !== '-' && side.operator !== '+')) {
    return undefined;
  }
  const [column, shift] = side.operands;
  if (column === undefined || shift === undefined || !isOwnColumn(column) || mentionsOwnColumn(shift)) {
    return undefined;
  }
  const isZero = other.kind === 'constant' && other.value === 0;
  const inverse = side.operator === '-' ? '+' : '-';
  const value: SqlValue =
    isZero && side.operator === '-'
      ? shift
      : { kind: 'expression', operator: inverse, operands: [other, shift], range };
  return toCondition(column, operator, value, range);
}

function toCondition(column: SqlValue, operator: string, value: SqlValue, range: SqlRange): WhereFacts {
  return isOwnColumn(column)
    ? { conditions: [{ column: column.name, operator, value, range }], isComplete: true }
    : OPAQUE;
}

function isOwnColumn(value: SqlValue): value is ColumnValue {
  return value.kind === 'column' && value.table === undefined;
}
