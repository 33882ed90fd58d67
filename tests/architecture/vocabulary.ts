/** Words that belong in one place: libraries in the catalog, node types in the lowerings. */

import { AST_NODE_TYPES } from '@typescript-eslint/types';
import { blankComments } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

/** Names that cannot be mistaken for a word of the domain. SQL dialects are not among them. */
const libraryNames: ReadonlySet<string> = new Set([
  'prisma',
  'mongoose',
  'mongodb',
  'knex',
  'sequelize',
  'typeorm',
  'drizzle',
  'mikroorm',
  'kysely',
  'objection',
  'bookshelf',
  'express',
  'fastify',
  'nestjs',
  'koa',
  'hapi',
  'hono',
  'trpc',
  'nextjs',
  'passport',
  'jsonwebtoken',
  'redis',
  'ioredis',
  'redlock',
  'firestore',
  'firebase',
  'dynamodb',
  'supabase',
  'django',
  'flask',
  'fastapi',
  'sqlalchemy',
  'psycopg',
  'asyncpg',
  'pyjwt',
]);

/** Roots are the one node every language has, and what rules wait for. */
const nodeTypes: readonly string[] = Object.values(AST_NODE_TYPES).filter((type) => type !== AST_NODE_TYPES.Program);
const compoundNodeType = new RegExp(`\\b(?:${nodeTypes.filter((type) => /[a-z][A-Z]/u.test(type)).join('|')})\\b`, 'u');

function splitIdentifier(identifier: string): readonly string[] {
  return identifier
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);
}

function findLines(file: SourceFile, findWord: (line: string) => string | undefined): readonly string[] {
  return blankComments(file)
    .split('\n')
    .flatMap((line, index) => {
      const word = findWord(line);
      return word === undefined ? [] : [`${file.path}:${index + 1} says '${word}'`];
    });
}

/** Lines whose code (comments aside) names a library or a store. */
export function findLibraryNames(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    findLines(file, (line) =>
      (line.match(/[\w$]+/gu) ?? []).flatMap(splitIdentifier).find((word) => libraryNames.has(word)),
    ),
  );
}

/** Lines with a string that is a node type, or mentions a compound one as a selector does. */
export function findNodeTypes(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    findLines(file, (line) => {
      const strings = [...line.matchAll(/(['"`])(?<content>.*?)\1/gu)].map((match) => match.groups?.['content'] ?? '');
      return strings.find(
        (content) => nodeTypes.includes(content.replace(/:exit$/u, '')) || compoundNodeType.test(content),
      );
    }),
  );
}
