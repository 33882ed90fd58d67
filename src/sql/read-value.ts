import type { Expr, FuncCall, Node } from 'sql-parser-cst';

import { findPlaceholderNumber, type NormalisedSql } from './normalise-sql.ts';
import { isQuery, type TableScope } from './read-tables.ts';
import type { SqlRange, SqlStatement, SqlValue } from './statement.ts';
import { getChildren, getKeywordText } from './tree.ts';

/** What reading an expression needs to know of the statement around it. */
export interface ReadContext {
  readonly source: NormalisedSql;
  readonly scope: TableScope;
  /** Reads a subquery, whose scope lies inside of this one. */
  readonly readQuery: (query: Node, scope: TableScope) => SqlStatement | undefined;
}

/** The range of a node in the original text. */
export function getOriginalRange(node: Node, source: NormalisedSql): SqlRange {
  return source.toOriginal(node.range ?? [0, 0]);
}

/** Reads any expression. Casts and single parentheses are seen through; what is composed keeps its operands. */
export function readValue(node: Node, context: ReadContext): SqlValue {
  const range = getOriginalRange(node, context.source);
  switch (node.type) {
    case 'identifier': {
      const placeholder = findPlaceholderNumber(node.name);
      return (
        (placeholder === undefined ? undefined : context.source.values[placeholder]) ?? {
          kind: 'column',
          name: node.name,
          table: undefined,
          range,
        }
      );
    }
    case 'member_expr':
      return readMember(node.object, node.property, range, context);
    case 'string_literal':
    case 'number_literal':
    case 'boolean_literal':
    case 'null_literal':
      return { kind: 'constant', value: node.value, range };
    case 'paren_expr':
      return isQuery(node.expr)
        ? { kind: 'subquery', select: context.readQuery(node.expr, context.scope), range }
        : readValue(node.expr, context);
    case 'select_stmt':
    case 'compound_select_stmt':
      return { kind: 'subquery', select: context.readQuery(node, context.scope), range };
    case 'cast_operator_expr':
      return readValue(node.left, context);
    case 'cast_expr':
      return readValue(node.args.expr.expr, context);
    case 'binary_expr':
      return {
        kind: 'expression',
        operator: getOperator(node),
        operands: [readValue(node.left, context), readValue(node.right, context)],
        range,
      };
    case 'prefix_op_expr': {
      const operand = readValue(node.expr, context);
      if (node.operator === '-' && operand.kind === 'constant' && typeof operand.value === 'number') {
        return { kind: 'constant', value: -operand.value, range };
      }
      return { kind: 'expression', operator: undefined, operands: [operand], range };
    }
    case 'array_literal_expr':
    case 'array_expr':
      return readValue(node.expr, context);
    case 'func_call':
      return readCall(node, context, range);
    default:
      return { kind: 'expression', operator: undefined, operands: readOperands(getChildren(node), context), range };
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

/** The operator of a binary operation, upper case, with one spelling each; undefined for PostgreSQL's OPERATOR(…). */
export function getOperator(node: Extract<Expr, { type: 'binary_expr' }>): string | undefined {
  const { operator } = node;
  if (typeof operator === 'string') {
    return operator === '<>' ? '!=' : operator === '==' ? '=' : operator === '<=>' ? 'IS NOT DISTINCT FROM' : operator;
  }
  if ('type' in operator && operator.type === 'postgresql_operator_expr') {
    return undefined;
  }
  return getKeywordText(operator);
}

function readMember(object: Node, property: Node, range: SqlRange, context: ReadContext): SqlValue {
  const qualifier = object.type === 'member_expr' ? object.property : object;
  if (
    property.type !== 'identifier' ||
    qualifier.type !== 'identifier' ||
    (object.type === 'member_expr' && object.object.type !== 'identifier')
  ) {
    return { kind: 'expression', operator: undefined, operands: readOperands([object, property], context), range };
  }
  const placeholder = findPlaceholderNumber(property.name);
  const hole = placeholder === undefined ? undefined : context.source.values[placeholder];
  if (hole !== undefined) {
    return hole;
  }
  const name = qualifier.name.toLowerCase();
  const table = context.scope.own.has(name) ? undefined : (context.scope.others.get(name) ?? qualifier.name);
  return { kind: 'column', name: property.name, table, range };
}

function readCall(node: FuncCall, context: ReadContext, range: SqlRange): SqlValue {
  const operands = readOperands(node.args?.expr.args.items ?? [], context);
  const [first] = operands;
  // MySQL's VALUES(column) is the value the insert proposed, which the other dialects call `excluded.column`.
  if (
    node.name.type === 'identifier' &&
    node.name.name.toUpperCase() === 'VALUES' &&
    operands.length === 1 &&
    first?.kind === 'column'
  ) {
    return { kind: 'column', name: first.name, table: 'excluded', range };
  }
  return { kind: 'expression', operator: undefined, operands, range };
}

function readOperands(nodes: readonly Node[], context: ReadContext): readonly SqlValue[] {
  return nodes.filter(holdsValue).map((node) => readValue(node, context));
}

/** Keywords, types and the `*` of count(*) are no values. */
function holdsValue(node: Node): boolean {
  return (
    node.type !== 'keyword' &&
    node.type !== 'all_columns' &&
    node.type !== 'empty' &&
    !node.type.endsWith('data_type') &&
    !node.type.startsWith('data_type')
  );
}
