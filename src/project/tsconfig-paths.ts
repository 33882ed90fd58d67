/**
 * Which TypeScript settings apply to a folder, and their `paths` where the resolver gives up on them: it reads nothing of a
 * tsconfig.json whose `extends` is not installed, which is common where only the sources are checked out.
 */

import { dirname, join } from 'node:path';
import type { ProjectFiles } from './project-files.ts';

export interface SettingsFile {
  readonly kind: 'tsconfig' | 'jsconfig';
  readonly file: string;
}

/** The nearest tsconfig.json or jsconfig.json, from `folder` up to the project's root. */
export function findSettingsFile(files: ProjectFiles, folder: string): SettingsFile | undefined {
  for (let current = folder; files.contains(current); current = dirname(current)) {
    for (const kind of ['tsconfig', 'jsconfig'] as const) {
      const file = join(current, `${kind}.json`);
      if (files.kindOf(file) === 'file') return { kind, file };
    }
    if (current === dirname(current)) return undefined;
  }
  return undefined;
}

/** Absolute paths, without extension, that `specifier` may stand for by the `paths` and `baseUrl` of this very file. */
export function readAliasTargets(files: ProjectFiles, settingsFile: string, specifier: string): readonly string[] {
  const options = readCompilerOptions(files.read(settingsFile, 1_000_000) ?? '');
  const base = join(dirname(settingsFile), options.baseUrl ?? '.');
  const matches = options.paths
    .flatMap(({ pattern, targets }) => {
      const [head = '', tail] = pattern.split('*');
      if (tail === undefined) return pattern === specifier ? [{ head: Number.MAX_SAFE_INTEGER, targets }] : [];
      if (specifier.length < head.length + tail.length || !specifier.startsWith(head) || !specifier.endsWith(tail))
        return [];
      const star = specifier.slice(head.length, specifier.length - tail.length);
      return [{ head: head.length, targets: targets.map((target) => target.replace('*', () => star)) }];
    })
    .sort((left, right) => right.head - left.head);
  const targets = (matches[0]?.targets ?? []).map((target) => join(base, target));
  return options.baseUrl === undefined ? targets : [...targets, join(base, specifier)];
}

interface CompilerOptions {
  readonly baseUrl: string | undefined;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

function readCompilerOptions(text: string): CompilerOptions {
  const options = property(parseWithComments(text), 'compilerOptions');
  const baseUrl = property(options, 'baseUrl');
  const paths = property(options, 'paths');
  return {
    baseUrl: typeof baseUrl === 'string' ? baseUrl : undefined,
    paths: Object.entries(typeof paths === 'object' && paths !== null ? paths : {}).map(([pattern, targets]) => ({
      pattern,
      targets: Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [],
    })),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** JSON with comments and trailing commas. What is left open goes on to the end, which keeps broken files linear. */
function parseWithComments(text: string): unknown {
  const withoutComments = text.replace(
    /("(?:[^"\\]|\\[^])*"?)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g,
    (_, string: string | undefined) => string ?? ' ',
  );
  const plain = withoutComments.replace(
    /("(?:[^"\\]|\\[^])*"?)|,(?=\s*[\]}])/g,
    (_, string: string | undefined) => string ?? '',
  );
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
