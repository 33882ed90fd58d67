import { readName } from './read-tables.ts';
import type { Expression, SelectItem, SyntaxNode } from './syntax.ts';
import { isQuery, walkTree } from './walk-tree.ts';

/** What a SELECT or RETURNING list gives back. */
export interface SelectList {
  readonly columns: readonly string[];
  readonly aliases: readonly { readonly alias: string; readonly column: string }[];
  /** The first aggregate, or `exists`; grouping is not looked at here. */
  readonly aggregate: string | undefined;
}

const AGGREGATES: ReadonlySet<string> = new Set(['COUNT', 'SUM', 'MAX', 'MIN', 'AVG']);

/** Reads the items of a select list: columns, `*`, aggregates, and the columns that composed items mention. */
export function readSelectList(items: readonly SelectItem[]): SelectList {
  const columns: string[] = [];
  const aliases: { readonly alias: string; readonly column: string }[] = [];
  let aggregate: string | undefined;
  for (const { expression, alias } of items) {
    const aggregated = findAggregate(expression);
    const found = aggregated === undefined ? readItem(expression, alias !== undefined) : [aggregated];
    aggregate ??= aggregated;
    columns.push(...found);
    const [only] = found;
    if (alias?.kind === 'name' && only !== undefined && found.length === 1) {
      aliases.push({ alias: alias.name, column: only });
    }
  }
  return { columns: [...new Set(columns)], aliases, aggregate };
}

/** A placeholder alone is a column list (`SELECT ${columns} FROM …`), under a name of its own it is a value. */
function readItem(expression: Expression, hasAlias: boolean): readonly string[] {
  if (expression.kind === 'placeholder') {
    return hasAlias ? [] : ['*'];
  }
  return readColumns(expression);
}

/** `count` for `COUNT(*)`, also inside of `COALESCE(COUNT(*), 0) + 1`; not for window functions. */
function findAggregate(expression: Expression): string | undefined {
  let aggregate: string | undefined;
  walkTree(expression, (node) => {
    if (node.kind === 'exists') {
      aggregate ??= 'exists';
    } else if (node.kind === 'call' && node.over === undefined && node.name.length === 1) {
      const name = readName(node.name);
      if (name !== undefined && AGGREGATES.has(name.toUpperCase())) {
        aggregate ??= name.toLowerCase();
      }
    }
    return aggregate === undefined && !isQuery(node);
  });
  return aggregate;
}

function readColumns(expression: Expression): readonly string[] {
  const columns: string[] = [];
  walkTree(expression, (node: SyntaxNode) => {
    switch (node.kind) {
      case 'wildcard':
        columns.push('*');
        return false;
      case 'column':
        columns.push(readName(node.name) ?? '*');
        return false;
      case 'call':
        // Not its window, and not the `*` of count(*).
        columns.push(...node.args.flatMap((argument) => (argument.kind === 'wildcard' ? [] : readColumns(argument))));
        return false;
      default:
        return !isQuery(node);
    }
  });
  return columns;
}
