import type { Expr, Node } from 'sql-parser-cst';

import { getOperator, getOriginalRange, mentionsOwnColumn, readValue, type ReadContext } from './read-value.ts';
import type { SqlCondition, SqlRange, SqlValue } from './statement.ts';
import { getKeywordText } from './tree.ts';

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
export function readWhere(node: Node, context: ReadContext): WhereFacts {
  const facts = splitConjuncts(node).map((conjunct) => readConjunct(conjunct, context));
  return { conditions: facts.flatMap((fact) => fact.conditions), isComplete: facts.every((fact) => fact.isComplete) };
}

function splitConjuncts(node: Node): readonly Node[] {
  const conjuncts: Node[] = [];
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'paren_expr' && next.expr.type !== 'list_expr') {
      pending.push(next.expr);
    } else if (next.type === 'binary_expr' && getOperator(next) === 'AND') {
      pending.push(next.right, next.left);
    } else {
      conjuncts.push(next);
    }
  }
  return conjuncts;
}

function readConjunct(node: Node, context: ReadContext): WhereFacts {
  const range = getOriginalRange(node, context.source);
  switch (node.type) {
    case 'binary_expr':
      return readComparison(node, range, context);
    case 'between_expr': {
      const keywords = getKeywordText(node.betweenKw);
      const bounds = [readValue(node.begin, context), readValue(node.end, context)];
      const value: SqlValue = {
        kind: 'expression',
        operator: undefined,
        operands: bounds,
        range: [bounds[0]?.range[0] ?? range[0], range[1]],
      };
      return toCondition(readValue(node.left, context), keywords.replace(' SYMMETRIC', ''), value, range);
    }
    case 'postfix_op_expr': {
      const keywords = getKeywordText(node.operator);
      const isNullTest = keywords === 'ISNULL' || keywords === 'NOTNULL' || keywords === 'NOT NULL';
      const value: SqlValue = { kind: 'constant', value: null, range };
      return isNullTest
        ? toCondition(readValue(node.expr, context), keywords === 'ISNULL' ? 'IS' : 'IS NOT', value, range)
        : OPAQUE;
    }
    case 'prefix_op_expr': {
      const isNegation =
        typeof node.operator === 'object' && node.operator.type === 'keyword' && node.operator.name === 'NOT';
      return isNegation ? readNegation(node.expr, range, context) : OPAQUE;
    }
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

function readNegation(node: Node, range: SqlRange, context: ReadContext): WhereFacts {
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
  if (only.type !== 'binary_expr' && condition.value.kind === 'constant' && condition.value.value === true) {
    return { conditions: [{ ...condition, value: { ...condition.value, value: false }, range }], isComplete: true };
  }
  const operator = INVERSE.get(condition.operator);
  return operator === undefined ? OPAQUE : { conditions: [{ ...condition, operator, range }], isComplete: true };
}

function readComparison(
  node: Extract<Expr, { type: 'binary_expr' }>,
  range: SqlRange,
  context: ReadContext,
): WhereFacts {
  const operator = getOperator(node);
  if (operator === undefined) {
    return OPAQUE;
  }
  const pairs = pairRows(node.left, node.right);
  if (operator === '=' && pairs !== undefined) {
    const facts = pairs.map(([left, right]) =>
      readSides(readValue(left, context), '=', readValue(right, context), range),
    );
    return { conditions: facts.flatMap((fact) => fact.conditions), isComplete: facts.every((fact) => fact.isComplete) };
  }
  const left = readValue(node.left, context);
  if (operator === 'IN' || operator === 'NOT IN') {
    const list = readList(node.right, context);
    // A single hole in `IN (…)` may hold a list, a subquery or anything else.
    const isHole =
      list.kind === 'expression' &&
      list.operands.length === 1 &&
      list.operands[0]?.kind === 'placeholder' &&
      list.operands[0].style === 'hole';
    const facts = toCondition(left, operator, list, range);
    return isHole ? { ...facts, isComplete: false } : facts;
  }
  if (node.right.type === 'quantifier_expr') {
    const isAny = node.right.quantifierKw.name !== 'ALL';
    const listOperator = operator === '=' && isAny ? 'IN' : operator === '!=' && !isAny ? 'NOT IN' : undefined;
    return listOperator === undefined
      ? OPAQUE
      : toCondition(left, listOperator, readQuantified(node.right.expr, context), range);
  }
  return readSides(left, operator, readValue(node.right, context), range);
}

/** `(a, b) = (c, d)` as pairs. */
function pairRows(left: Node, right: Node): readonly (readonly [Node, Node])[] | undefined {
  if (
    left.type !== 'paren_expr' ||
    right.type !== 'paren_expr' ||
    left.expr.type !== 'list_expr' ||
    right.expr.type !== 'list_expr'
  ) {
    return undefined;
  }
  const values = right.expr.items;
  return left.expr.items.length === values.length
    ? left.expr.items.flatMap((item, index) => pairUp(item, values[index]))
    : undefined;
}

function pairUp(left: Node, right: Node | undefined): readonly (readonly [Node, Node])[] {
  return right === undefined ? [] : [[left, right]];
}

/** The values of `IN (…)`: always a list, or the subquery. */
function readList(node: Node, context: ReadContext): SqlValue {
  const value = readValue(node, context);
  if (
    value.kind === 'subquery' ||
    (value.kind === 'expression' && node.type === 'paren_expr' && node.expr.type === 'list_expr')
  ) {
    return value;
  }
  return { kind: 'expression', operator: undefined, operands: [value], range: getOriginalRange(node, context.source) };
}

/** The one value of `ANY(…)`, an array. */
function readQuantified(node: Node, context: ReadContext): SqlValue {
  const value = readValue(node, context);
  return value.kind === 'expression' && value.operator === undefined && value.operands.length === 1
    ? (value.operands[0] ?? value)
    : value;
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
