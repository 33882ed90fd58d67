/** The packages a repository holds itself, by name: what `workspaces` of package.json and pnpm-workspace.yaml list. */

import { join } from 'node:path';
import type { ProjectFiles } from './project-files.ts';

const maximumManifestSize = 1_000_000;
const maximumFolders = 2_000;

/** Package name to folder. Patterns may hold `*`, `**`, `{a,b}`, and exclude with a leading `!`. */
export function readWorkspaces(files: ProjectFiles): ReadonlyMap<string, string> {
  const patterns = readPatterns(files);
  const excluded = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => patternToTest(pattern.slice(1)));
  const packages = new Map<string, string>();
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) continue;
    for (const folder of expand(files, pattern)) {
      if (excluded.some((test) => test.test(folder))) continue;
      const path = join(files.root, folder);
      const name = readManifest(files, join(path, 'package.json'))['name'];
      if (typeof name === 'string' && !packages.has(name)) packages.set(name, path);
    }
  }
  return packages;
}

/** A package.json as a record; empty where there is none or it is broken. */
export function readManifest(files: ProjectFiles, file: string): Readonly<Record<string, unknown>> {
  const text = files.read(file, maximumManifestSize);
  if (text === undefined) return {};
  try {
    const manifest: unknown = JSON.parse(text);
    return isRecord(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readPatterns(files: ProjectFiles): readonly string[] {
  const workspaces = readManifest(files, join(files.root, 'package.json'))['workspaces'];
  const listed = isRecord(workspaces) ? workspaces['packages'] : workspaces;
  const fromManifest = Array.isArray(listed) ? listed.filter((entry) => typeof entry === 'string') : [];
  const yaml = files.read(join(files.root, 'pnpm-workspace.yaml'), maximumManifestSize);
  const patterns = [...fromManifest, ...(yaml === undefined ? [] : readPackagesList(yaml))];
  return patterns.map((pattern) => pattern.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''));
}

/** The list under the top-level key `packages`, in either of YAML's two forms. */
function readPackagesList(yaml: string): readonly string[] {
  const inline = /^packages:\s*\[([^\]]*)\]/m.exec(yaml)?.[1];
  const block = /^packages:[ \t]*(?:#.*)?\r?\n((?:[ \t]*-.*(?:\r?\n|$)|[ \t]*(?:#.*)?\r?\n)*)/m.exec(yaml)?.[1];
  const entries =
    inline?.split(',') ??
    block
      ?.split('\n')
      .filter((line) => line.trim().startsWith('-'))
      .map((line) => line.trim().slice(1));
  return (entries ?? [])
    .map((entry) =>
      entry
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .replace(/^(['"])(.*)\1$/, '$2'),
    )
    .filter((entry) => entry !== '');
}

/** Folders below the root that a pattern names, with `/` between segments. */
function expand(files: ProjectFiles, pattern: string): readonly string[] {
  if (pattern.split('/').includes('..')) return [];
  const test = patternToTest(pattern);
  const segments = pattern.split('/');
  const firstWild = segments.findIndex((segment) => /[*?{]/.test(segment));
  if (firstWild === -1) return [pattern];
  const depth = pattern.includes('**') ? 6 : segments.length;
  const found: string[] = [];
  const pending = [segments.slice(0, firstWild).join('/')];
  for (let visited = 0; pending.length > 0 && visited < maximumFolders; visited += 1) {
    const folder = pending.shift() ?? '';
    for (const entry of files.list(join(files.root, folder))) {
      if (entry.kind !== 'folder' || entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (test.test(path)) found.push(path);
      if (path.split('/').length < depth) pending.push(path);
    }
  }
  return found.sort();
}

function patternToTest(pattern: string): RegExp {
  const source = pattern.replace(/\/\*\*$|\*\*\/|\*+|\?|\{[^{}]*\}|[.+^$()|[\]{}\\]/g, (token) => {
    if (token === '/**') return '(?:/.+)?';
    if (token === '**/') return '(?:.+/)?';
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1)
      return `(?:${token
        .slice(1, -1)
        .split(',')
        .map((choice) => patternToTest(choice).source.slice(1, -1))
        .join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
