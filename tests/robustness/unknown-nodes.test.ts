import * as typescriptParser from '@typescript-eslint/parser';
import { AST_NODE_TYPES } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';
import { application } from './application.ts';
import { createVerify } from './linter.ts';
import type { Parser } from './linter.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Calls `visit` with every node below `node`, by the parser's visitor keys. */
function visitNodes(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) {
    for (const child of node) visitNodes(child, visit);
    return;
  }
  if (!isRecord(node) || typeof node['type'] !== 'string') return;
  for (const [key, child] of Object.entries(node)) if (key !== 'parent' && key !== 'loc') visitNodes(child, visit);
  visit(node);
}

/** A parser that changes every node after the TypeScript parser and its scope analysis are done, as a newer or foreign one would. */
function createParser(change: (node: Record<string, unknown>) => void): Parser {
  return {
    meta: { name: 'hostile-parser', version: '1.0.0' },
    parseForESLint(text: string, options?: object) {
      const result = typescriptParser.parseForESLint(text, { ...options });
      visitNodes(result.ast.body, change);
      return result;
    },
  };
}

const found = new Set<string>();
createVerify({
  withRules: false,
  parser: createParser((node) => {
    found.add(String(node['type']));
  }),
})(application, 'app.ts');

describe('a parser with nodes of its own', () => {
  it('is tried on much of the syntax', () => {
    expect([...found]).toContain(AST_NODE_TYPES.CallExpression);
    expect(found.size).toBeGreaterThan(50);
  });

  // A case outside of a switch is a crash of ESLint's own code path analysis; the next test renames both.
  it.each([...found].filter((type) => type !== 'SwitchStatement').sort())(
    'that knows %s under another name is no crash',
    (type) => {
      const parser = createParser((node) => {
        if (node['type'] === type) node['type'] = `Foreign${type}`;
      });
      expect(createVerify({ parser })(application, 'app.ts').filter(({ fatal }) => fatal === true)).toEqual([]);
    },
  );

  it('that knows no name of ours is no crash, and nothing is found', () => {
    const parser = createParser((node) => {
      node['type'] = `Foreign${String(node['type'])}`;
    });
    expect(createVerify({ parser })(application, 'app.ts')).toEqual([]);
  });

  it('that adds keys of its own is no crash', () => {
    const parser = createParser((node) => {
      node['children'] = [null, undefined, 'text', { type: 'ForeignText' }];
    });
    expect(createVerify({ parser })(application, 'app.ts')).toEqual(createVerify()(application, 'app.ts'));
  });
});
