import { readName, type TableScope } from './read-tables.ts';
import { HOLE } from './sql-text.ts';
import type { SqlRange, SqlStatement, SqlValue } from './statement.ts';
import type { ColumnReference, Expression, FunctionCall, Query } from './syntax.ts';

/** What reading an expression needs to know of the statement around it. */
export interface ReadContext {
  readonly scope: TableScope;
  /** Reads a subquery, whose scope lies inside of this one. */
  readonly readQuery: (query: Query, scope: TableScope) => SqlStatement | undefined;
}

/** Reads any expression. Casts and single parentheses are seen through; what is composed keeps its operands. */
export function readValue(node: Expression, context: ReadContext): SqlValue {
  const { range } = node;
  switch (node.kind) {
    case 'placeholder':
      return node.value;
    case 'column':
      return readColumn(node, context);
    case 'literal':
      return { kind: 'constant', value: node.value, range };
    case 'parenthesized':
      return readValue(node.inner, context);
    case 'cast':
    case 'collation':
      return readValue(node.operand, context);
    case 'subquery':
      return { kind: 'subquery', select: context.readQuery(node.query, context.scope), range };
    case 'binary':
      return {
        kind: 'expression',
        operator: node.operator,
        operands: [readValue(node.left, context), readValue(node.right, context)],
        range,
      };
    case 'unary': {
      const operand = readValue(node.operand, context);
      if (node.operator === '-' && operand.kind === 'constant' && typeof operand.value === 'number') {
        return { kind: 'constant', value: -operand.value, range };
      }
      return { kind: 'expression', operator: undefined, operands: [operand], range };
    }
    case 'logical':
      return toExpression(node.operands, context, range, node.operator);
    case 'row':
    case 'array':
      return toExpression(node.items, context, range);
    case 'between':
      return toExpression([node.operand, node.low, node.high], context, range);
    case 'in':
      return toExpression([node.operand, node.list], context, range, node.isNegated ? 'NOT IN' : 'IN');
    case 'null-test':
    case 'quantified':
    case 'interval':
    case 'field':
      return toExpression([node.operand], context, range);
    case 'subscript':
      return toExpression([node.operand, ...node.bounds], context, range);
    case 'exists': {
      const select = context.readQuery(node.query, context.scope);
      const operands: readonly SqlValue[] = [{ kind: 'subquery', select, range: node.query.range }];
      return { kind: 'expression', operator: undefined, operands, range };
    }
    case 'case':
      return toExpression(node.parts, context, range);
    case 'call':
      return readCall(node, context);
    case 'wildcard':
    case 'default':
      return { kind: 'expression', operator: undefined, operands: [], range };
  }
}

/** Whether the value mentions a column of the statement's own row. */
export function mentionsOwnColumn(value: SqlValue): boolean {
  switch (value.kind) {
    case 'column':
      return value.table === undefined;
    case 'expression':
      return value.operands.some(mentionsOwnColumn);
    case 'placeholder':
    case 'constant':
    case 'subquery':
      return false;
  }
}

function readColumn({ name, range }: ColumnReference, context: ReadContext): SqlValue {
  const last = name.at(-1);
  const qualifier = name.at(-2);
  if (last?.kind !== 'name') {
    return last?.value ?? { kind: 'expression', operator: undefined, operands: [], range };
  }
  if (qualifier === undefined) {
    return { kind: 'column', name: last.name, table: undefined, range };
  }
  if (qualifier.kind === 'placeholder') {
    // Of which table only the hole knows.
    return { kind: 'column', name: last.name, table: HOLE, range };
  }
  const key = qualifier.name.toLowerCase();
  const table = context.scope.own.has(key) ? undefined : (context.scope.others.get(key) ?? qualifier.name);
  return { kind: 'column', name: last.name, table, range };
}

function readCall(node: FunctionCall, context: ReadContext): SqlValue {
  const { range } = node;
  const operands = readOperands(node.args, context);
  const [first] = operands;
  // MySQL's VALUES(column) is the value the insert proposed, which the other dialects call `excluded.column`.
  if (
    readName(node.name)?.toUpperCase() === 'VALUES' &&
    node.name.length === 1 &&
    operands.length === 1 &&
    first?.kind === 'column'
  ) {
    return { kind: 'column', name: first.name, table: 'excluded', range };
  }
  return { kind: 'expression', operator: undefined, operands, range };
}

function toExpression(
  operands: readonly Expression[],
  context: ReadContext,
  range: SqlRange,
  operator?: string,
): SqlValue {
  return { kind: 'expression', operator, operands: readOperands(operands, context), range };
}

/** The `*` of count(*) is no value. */
function readOperands(nodes: readonly Expression[], context: ReadContext): readonly SqlValue[] {
  return nodes.filter((node) => node.kind !== 'wildcard').map((node) => readValue(node, context));
}
