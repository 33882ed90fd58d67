import type { Keyword, Node } from 'sql-parser-cst';

/** The nodes directly below `node`, in source order. */
export function getChildren(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) {
      children.push(value);
    } else if (Array.isArray(value)) {
      children.push(...value.filter(isNode));
    }
  }
  return children;
}

/** Visits `node` and all below it; where `visit` returns false, what is below is left out. */
export function walkTree(node: Node, visit: (node: Node) => boolean): void {
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next)) {
      pending.push(...getChildren(next).toReversed());
    }
  }
}

/** Keywords as one text, upper case: `IS NOT`. */
export function getKeywordText(keywords: Keyword | readonly Keyword[]): string {
  return 'name' in keywords ? keywords.name : keywords.map((keyword) => keyword.name).join(' ');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
