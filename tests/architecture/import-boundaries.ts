/**
 * Arrows go one way: rules → analyze → windows → evaluation → catalog, sql, schema, project → languages/program.
 * Each area lists the areas it may import; itself is allowed too.
 */

import { posix } from 'node:path';
import { findImports } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

const knowledge = ['catalog', 'sql', 'schema', 'project', 'program'];
const findings = ['windows', 'evaluation', ...knowledge];

const allowed: Readonly<Record<string, readonly string[]>> = {
  program: [],
  languages: ['program'],
  sql: ['program'],
  catalog: ['program'],
  project: ['program', 'languages'],
  schema: ['program', 'sql', 'catalog', 'project'],
  settings: ['catalog', 'schema', 'project', 'program'],
  evaluation: ['settings', ...knowledge],
  windows: ['settings', 'evaluation', ...knowledge],
  remedies: ['settings', ...findings],
  reporting: ['settings', ...findings],
  analyze: ['settings', 'rule', 'languages', 'remedies', 'reporting', ...findings],
  rule: [],
  rules: ['analyze', 'rule', 'settings', 'remedies', 'reporting', ...findings],
  registry: ['rules', 'rule'],
  configs: ['registry', 'rule'],
  index: [
    'configs',
    'registry',
    'rule',
    'settings',
    'catalog',
    'schema',
    'project',
    'manifest',
    'analyze',
    'reporting',
  ],
  python: ['index', 'configs', 'registry', 'rule', 'settings', 'languages', 'manifest', 'analyze'],
};

/** The part of the project a file belongs to: its folder in `src/`, or for the files next to them its name. */
function getArea(path: string): string {
  if (path === 'package.json') return 'manifest';
  if (path === 'src/languages/program.ts') return 'program';
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second.replace(/\.ts$/u, '') : top;
}

/** Violations as sentences, in order of path.. */
export function findBoundaryViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const from = getArea(file.path);
    const targets = allowed[from];
    if (targets === undefined) return [`${file.path}: '${from}' is no area that import-boundaries.ts knows`];
    return findImports(file).flatMap(({ specifier }) => {
      if (!specifier.startsWith('.')) {
        return isForbiddenPackage(specifier) ? [`${file.path} imports ${specifier}`] : [];
      }
      const target = posix.join(posix.dirname(file.path), specifier);
      const to = getArea(target);
      // Nothing imports a rule but the registry, another rule included.
      const isOwnArea = to === from && from !== 'rules';
      return isOwnArea || targets.includes(to) ? [] : [`${file.path} imports ${target}`];
    });
  });
}

/** TypeScript 7 has no JavaScript compiler API, so even a type-only import would end up in users' type checks. */
function isForbiddenPackage(specifier: string): boolean {
  return /^(?:typescript|typescript-eslint|@typescript-eslint\/typescript-estree|eslint\/use-at-your-own-risk)(?:\/|$)/u.test(
    specifier,
  );
}
