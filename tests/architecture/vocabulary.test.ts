import { describe, expect, it } from 'vitest';
import { readSourceFiles } from './source-files.ts';
import { findLibraryNames, findNodeTypes } from './vocabulary.ts';

const sources = readSourceFiles('src', 'rules');
const knowledge = ['src/catalog/', 'src/schema/', 'src/remedies/'];

describe('library names', () => {
  it('stay in the catalog, the schema readers and the remedies', () => {
    const files = sources.filter(({ path }) => !knowledge.some((folder) => path.startsWith(folder)));
    expect(findLibraryNames(files)).toEqual([]);
  });

  it.each([
    ["if (receiver === 'prisma') return;", "says 'prisma'"],
    ['const isMongooseModel = true;', "says 'mongoose'"],
    ['const express_app = 1;', "says 'express'"],
    ["import type { PrismaClient } from '@prisma/client';", "says 'prisma'"],
  ])('are caught in %s', (text, violation) => {
    expect(findLibraryNames([{ path: 'src/analyze.ts', text }])).toEqual([`src/analyze.ts:1 ${violation}`]);
  });

  it('are not seen in comments and longer words', () => {
    const text = '// prisma opens a transaction here\n/* express */ const expression = knexes;\n';
    expect(findLibraryNames([{ path: 'src/analyze.ts', text }])).toEqual([]);
  });
});

describe('node types', () => {
  it('stay in the languages', () => {
    expect(findNodeTypes(sources.filter(({ path }) => !path.startsWith('src/languages/')))).toEqual([]);
  });

  it.each([
    ["if (node.type === 'CallExpression') return;", "says 'CallExpression'"],
    ["const literal = 'Literal';", "says 'Literal'"],
    ["const visitor = { 'FunctionDeclaration:exit'() {} };", "says 'FunctionDeclaration:exit'"],
    ["const selector = 'AwaitExpression > CallExpression';", "says 'AwaitExpression > CallExpression'"],
  ])('are caught in %s', (text, violation) => {
    expect(findNodeTypes([{ path: 'src/analyze.ts', text }])).toEqual([`src/analyze.ts:1 ${violation}`]);
  });

  it('are not seen in comments, in type names and in the root', () => {
    const text =
      "// 'CallExpression'\nimport type { CallExpression } from './languages/program.ts';\nconst root = 'Program:exit';\n";
    expect(findNodeTypes([{ path: 'src/analyze.ts', text }])).toEqual([]);
  });
});
