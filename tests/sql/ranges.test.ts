import { describe, expect, it, test } from 'vitest';

import { parseSql } from '../../src/sql/parse-sql.ts';
import type { SyntaxNode } from '../../src/sql/syntax.ts';
import { getChildren } from '../../src/sql/walk-tree.ts';
import { describeRanges, listConditions, listNodes, parseText } from './describe-tree.ts';
import { readFixtureStatements, type Dialect } from './fixture-statements.ts';

const dialects: readonly Dialect[] = ['postgresql', 'mysql', 'sqlite'];
const TRANSACTION = /^(?:BEGIN|START|SET|ROLLBACK)\b/;

describe.each(dialects)('ranges of %s', (dialect) => {
  const statements = readFixtureStatements(dialect);
  const withRows = statements.filter(({ sql }) => !TRANSACTION.test(sql));

  it('are those of 50 statements, each of which is known', () => {
    expect(statements).toHaveLength(50);
    expect(statements.flatMap(({ sql }) => parseSql({ texts: [sql] }))).not.toContainEqual(
      expect.objectContaining({ kind: 'other', table: undefined }),
    );
  });

  test.each(withRows)('columns, conditions and assignments: $sql', ({ sql, ranges }) => {
    const parsed = parseText(sql);
    expect(parsed && describeRanges(sql, parsed.tree)).toEqual(ranges);
  });

  test.each(withRows)('a column is its name, and nothing else: $sql', ({ sql }) => {
    for (const node of listTree(sql)) {
      if (node.kind !== 'column') continue;
      const name = node.name.map((part) => (part.kind === 'name' ? part.name : '?')).join('.');
      expect(sql.slice(...node.range).replaceAll(/["`[\]]/g, '')).toBe(name);
    }
  });

  test.each(withRows)('a condition alone is the same condition: $sql', ({ sql }) => {
    const prefix = 'DELETE FROM t WHERE ';
    for (const condition of listConditions(parseTree(sql))) {
      const alone = `${prefix}${sql.slice(...condition.range)}`;
      const [again] = listConditions(parseTree(alone));
      expect(again && listKinds(alone, again)).toEqual(listKinds(sql, condition));
    }
  });

  test.each(withRows)('nodes lie within the one above, start and end with a token: $sql', ({ sql }) => {
    for (const node of listTree(sql)) {
      expect(sql.slice(...node.range).trim()).toBe(sql.slice(...node.range));
      for (const child of getChildren(node)) {
        expect(child.range[0]).toBeGreaterThanOrEqual(node.range[0]);
        expect(child.range[1]).toBeLessThanOrEqual(node.range[1]);
      }
    }
  });
});

function parseTree(sql: string): SyntaxNode {
  const parsed = parseText(sql);
  if (parsed === undefined) throw new Error(`does not parse: ${sql}`);
  return parsed.tree;
}

function listTree(sql: string): readonly SyntaxNode[] {
  return listNodes(parseTree(sql));
}

function listKinds(sql: string, tree: SyntaxNode): readonly string[] {
  return listNodes(tree).map((node) => `${node.kind} ${sql.slice(...node.range)}`);
}
