import { assertExhaustive } from '../languages/program.ts';
import type { DataChange, Query, Statement, SyntaxNode } from './syntax.ts';

/** The nodes directly below `node`, in source order as far as that matters. */
export function getChildren(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'placeholder':
    case 'column':
    case 'wildcard':
    case 'literal':
    case 'default':
    case 'row-lock':
    case 'table':
      return [];
    case 'unary':
    case 'null-test':
    case 'quantified':
    case 'cast':
    case 'interval':
    case 'collation':
    case 'field':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'logical':
      return node.operands;
    case 'between':
      return [node.operand, node.low, node.high];
    case 'in':
      return [node.operand, node.list];
    case 'exists':
    case 'subquery':
      return [node.query];
    case 'row':
    case 'array':
    case 'returning':
      return node.items;
    case 'parenthesized':
      return [node.inner];
    case 'subscript':
      return [node.operand, ...node.bounds];
    case 'call':
      return present(...node.args, ...node.orderBy, node.filter, node.over);
    case 'case':
      return node.parts;
    case 'window':
      return node.expressions;
    case 'select-item':
      return [node.expression];
    case 'with':
    case 'from':
    case 'nested-tables':
      return node.tables;
    case 'common-table':
      return [node.statement];
    case 'where':
      return present(node.condition);
    case 'derived-table':
      return [node.query];
    case 'table-function':
      return node.args;
    case 'joined-tables':
      return [node.first, ...node.joins];
    case 'join':
      return present(node.table, node.condition);
    case 'on-conflict':
      return present(...node.target, node.targetWhere, node.set, node.where);
    case 'on-duplicate-key':
      return [node.set];
    case 'merge-action':
      return present(node.condition, node.set, ...node.columns, node.values);
    case 'set':
      return node.assignments;
    case 'assignment':
      // A placeholder for whole assignments is target and value at once.
      return node.target === node.value ? [node.value] : [node.target, node.value];
    default:
      return getStatementChildren(node);
  }
}

function getStatementChildren(node: Exclude<Statement, { readonly kind: 'placeholder' }>): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'select':
      return present(
        node.with,
        ...node.distinctOn,
        ...node.items,
        node.from,
        node.where,
        ...(node.groupBy ?? []),
        node.having,
        ...node.windows,
        ...node.orderBy,
        ...node.limits,
        ...node.locks,
      );
    case 'compound':
      return present(node.with, ...node.queries, ...node.orderBy, ...node.limits, ...node.locks);
    case 'values':
      return present(node.with, ...node.rows, ...node.orderBy, ...node.limits, ...node.locks);
    case 'table-query':
      return present(node.with, node.table, ...node.orderBy, ...node.limits, ...node.locks);
    case 'nested':
      return present(node.with, node.query, ...node.orderBy, ...node.limits, ...node.locks);
    case 'insert':
      return present(node.with, node.table, ...node.columns, node.source, ...node.conflicts, node.returning);
    case 'update':
      return present(
        node.with,
        ...node.tables,
        node.set,
        node.from,
        node.where,
        ...node.orderBy,
        ...node.limits,
        node.returning,
      );
    case 'delete':
      return present(
        node.with,
        ...node.targets,
        node.from,
        node.where,
        ...node.orderBy,
        ...node.limits,
        node.returning,
      );
    case 'merge':
      return present(node.with, node.target, node.source, node.condition, ...node.actions, node.returning);
    default:
      return assertExhaustive(node);
  }
}

/** Visits `node` and all below it; where `visit` returns false, what is below is left out. */
export function walkTree(node: SyntaxNode, visit: (node: SyntaxNode) => boolean): void {
  const pending: SyntaxNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next)) {
      pending.push(...getChildren(next).toReversed());
    }
  }
}

export function isQuery(node: SyntaxNode): node is Exclude<Query, { readonly kind: 'placeholder' }> {
  return (
    node.kind === 'select' ||
    node.kind === 'compound' ||
    node.kind === 'values' ||
    node.kind === 'table-query' ||
    node.kind === 'nested'
  );
}

/** MERGE is none: what it does to which row depends on its source. */
export function isDataChange(node: SyntaxNode): node is Exclude<DataChange, { readonly kind: 'merge' }> {
  return node.kind === 'update' || node.kind === 'insert' || node.kind === 'delete';
}

function present(...nodes: readonly (SyntaxNode | undefined)[]): readonly SyntaxNode[] {
  return nodes.filter((node) => node !== undefined);
}
