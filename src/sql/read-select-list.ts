import type { Node } from 'sql-parser-cst';

import { findPlaceholderNumber } from './normalise-sql.ts';
import { isQuery } from './read-tables.ts';
import { walkTree } from './tree.ts';

/** What a SELECT or RETURNING list gives back. */
export interface SelectList {
  readonly columns: readonly string[];
  readonly aliases: readonly { readonly alias: string; readonly column: string }[];
  /** The first aggregate, or `exists`; grouping is not looked at here. */
  readonly aggregate: string | undefined;
}

const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'SUM', 'MAX', 'MIN', 'AVG']);

/** Reads the items of a select list: columns, `*`, aggregates, and the columns that composed items mention. */
export function readSelectList(items: readonly Node[]): SelectList {
  const columns: string[] = [];
  const aliases: { readonly alias: string; readonly column: string }[] = [];
  let aggregate: string | undefined;
  for (const item of items) {
    const expression = item.type === 'alias' ? item.expr : item;
    const aggregated = findAggregate(expression);
    // A placeholder alone is a column list (`SELECT ${columns} FROM …`), under a name of its own it is a value.
    const isPlaceholder = expression.type === 'identifier' && findPlaceholderNumber(expression.name) !== undefined;
    const found =
      aggregated !== undefined
        ? [aggregated]
        : isPlaceholder
          ? item.type === 'alias'
            ? []
            : ['*']
          : readColumns(expression);
    aggregate ??= aggregated;
    columns.push(...found);
    const [only] = found;
    if (
      item.type === 'alias' &&
      only !== undefined &&
      found.length === 1 &&
      findPlaceholderNumber(item.alias.name) === undefined
    ) {
      aliases.push({ alias: item.alias.name, column: only });
    }
  }
  return { columns: [...new Set(columns)], aliases, aggregate };
}

/** `count` for `COUNT(*)`, also inside of `COALESCE(COUNT(*), 0) + 1`; not for window functions. */
function findAggregate(expression: Node): string | undefined {
  let aggregate: string | undefined;
  walkTree(expression, (node) => {
    if (
      node.type === 'prefix_op_expr' &&
      typeof node.operator === 'object' &&
      node.operator.type === 'keyword' &&
      node.operator.name === 'EXISTS'
    ) {
      aggregate ??= 'exists';
    } else if (
      node.type === 'func_call' &&
      node.over === undefined &&
      node.name.type === 'identifier' &&
      AGGREGATES.has(node.name.name.toUpperCase())
    ) {
      aggregate ??= node.name.name.toLowerCase();
    }
    return aggregate === undefined && !isQuery(node);
  });
  return aggregate;
}

function readColumns(expression: Node): readonly string[] {
  const columns: string[] = [];
  walkTree(expression, (node) => {
    switch (node.type) {
      case 'all_columns':
        columns.push('*');
        return false;
      case 'identifier':
        if (findPlaceholderNumber(node.name) === undefined) {
          columns.push(node.name);
        }
        return false;
      case 'member_expr':
        if (node.property.type === 'identifier') {
          columns.push(findPlaceholderNumber(node.property.name) === undefined ? node.property.name : '*');
          return false;
        }
        if (node.property.type === 'all_columns') {
          columns.push('*');
          return false;
        }
        return true;
      case 'func_call':
        for (const argument of node.args?.expr.args.items ?? []) {
          if (argument.type !== 'all_columns') {
            columns.push(...readColumns(argument));
          }
        }
        return false;
      case 'cast_operator_expr':
        columns.push(...readColumns(node.left));
        return false;
      case 'cast_expr':
        columns.push(...readColumns(node.args.expr.expr));
        return false;
      default:
        return !isQuery(node);
    }
  });
  return columns;
}
