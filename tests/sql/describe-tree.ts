import type { ParsedTree } from '../../src/sql/parse-tree.ts';
import { parseTree } from '../../src/sql/parse-tree.ts';
import { scanSql } from '../../src/sql/scan-sql.ts';
import type { Expression, SyntaxNode } from '../../src/sql/syntax.ts';
import { walkTree } from '../../src/sql/walk-tree.ts';

/** The tree of one statement; undefined where the parser rejects it, or what it scans is not closed. */
export function parseText(text: string): ParsedTree | undefined {
  const { tokens, isBalanced, backslashEscapes } = scanSql(text, []);
  return isBalanced && tokens.length > 0 ? parseTree(tokens, { text, backslashEscapes }) : undefined;
}

/** Every node of the tree, in source order. */
export function listNodes(tree: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  walkTree(tree, (node) => {
    nodes.push(node);
    return true;
  });
  return nodes;
}

/** Every condition: what is AND-ed in WHERE, ON, HAVING, FILTER and the WHENs of a MERGE. */
export function listConditions(tree: SyntaxNode): readonly Expression[] {
  return listNodes(tree).flatMap((node) => {
    switch (node.kind) {
      case 'where':
      case 'join':
      case 'merge':
      case 'merge-action':
        return splitConjuncts(node.condition);
      case 'select':
        return splitConjuncts(node.having);
      case 'call':
        return splitConjuncts(node.filter);
      default:
        return [];
    }
  });
}

function splitConjuncts(condition: Expression | undefined): readonly Expression[] {
  if (condition === undefined) return [];
  if (condition.kind === 'parenthesized') return splitConjuncts(condition.inner);
  return condition.kind === 'logical' && condition.operator === 'AND'
    ? condition.operands.flatMap(splitConjuncts)
    : [condition];
}

/** Each column, condition and assignment as the text that its range covers, and where that starts. */
export function describeRanges(text: string, tree: SyntaxNode): readonly string[] {
  const show = ({ range }: SyntaxNode): string => `${text.slice(...range)} @${range[0]}`;
  const nodes = listNodes(tree);
  const columns = nodes.filter((node) => node.kind === 'column' || node.kind === 'wildcard');
  const assignments = nodes.filter((node) => node.kind === 'assignment');
  return [
    ...columns.map((node) => `column ${show(node)}`),
    ...listConditions(tree).map((node) => `condition ${show(node)}`),
    ...assignments.map((node) => `assignment ${show(node)}`),
  ];
}
