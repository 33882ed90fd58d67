/** The project's own sources, as the architecture tests read them. */

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface ImportedModule {
  readonly specifier: string;
  /** True where nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Every `.ts` file of the folders, in order of path. */
export function readSourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What a file imports or re-exports, `import()` of constants included. */
export function findImports({ path, text }: SourceFile): readonly ImportedModule[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join(', ')}`);
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    typeOnly: text.startsWith('import type', start) || (entries.length > 0 && entries.every((entry) => entry.isType)),
  }));
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ specifier: moduleRequest.value, typeOnly: isType }],
    ),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const specifier = /^(['"])(?<name>.*)\1$/su.exec(text.slice(moduleRequest.start, moduleRequest.end))?.groups?.[
      'name'
    ];
    return specifier === undefined ? [] : [{ specifier, typeOnly: false }];
  });
  return [...imports, ...exports, ...dynamic];
}

/** The text with its comments blanked, line breaks kept. */
export function blankComments({ path, text }: SourceFile): string {
  return parseSync(path, text).comments.reduce(
    (blanked, { start, end }) =>
      blanked.slice(0, start) + text.slice(start, end).replace(/[^\n]/gu, ' ') + blanked.slice(end),
    text,
  );
}
