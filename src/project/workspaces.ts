/** The packages a repository holds itself, by name: what `workspaces` of package.json and pnpm-workspace.yaml list. */

import { join } from 'node:path';
import { parseGlob } from './glob.ts';
import type { ProjectFiles } from './project-files.ts';

const maximumManifestSize = 1_000_000;
const maximumFolders = 2_000;

/** Package name to folder. Patterns are globs, and exclude with a leading `!`. */
export function readWorkspaces(files: ProjectFiles): ReadonlyMap<string, string> {
  const patterns = readPatterns(files);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => createTest(pattern.slice(1)));
  const packages = new Map<string, string>();
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) continue;
    for (const folder of expand(files, pattern)) {
      if (excluded.some((test) => test(folder))) continue;
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
  return [...new Set(patterns.map((pattern) => dropSlashes(pattern.replace(/^(!?)\.\//, '$1'))))];
}

function dropSlashes(pattern: string): string {
  let end = pattern.length;
  while (pattern.charAt(end - 1) === '/') end--;
  return pattern.slice(0, end);
}

/** The list under the top-level key `packages`, in either of YAML's two forms. */
function readPackagesList(yaml: string): readonly string[] {
  const lines = yaml.split('\n').map(dropComment);
  const start = lines.findIndex((line) => line.startsWith('packages:'));
  if (start === -1) return [];
  const [first = '', ...rest] = lines.slice(start);
  const value = [first.slice('packages:'.length), ...rest].join('\n').trim();
  return (value.startsWith('[') ? readInlineList(value) : readBlockList(rest))
    .map((entry) => entry.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .filter((entry) => entry !== '');
}

function dropComment(line: string): string {
  const comment = line.search(/(?<!\S)#/);
  return (comment === -1 ? line : line.slice(0, comment)).trimEnd();
}

function readInlineList(value: string): readonly string[] {
  const end = value.indexOf(']');
  return end === -1 ? [] : value.slice(1, end).split(',');
}

function readBlockList(lines: readonly string[]): readonly string[] {
  const entries: string[] = [];
  for (const line of lines) {
    const entry = line.trim();
    if (entry.startsWith('-')) entries.push(entry.slice(1));
    else if (entry !== '') break;
  }
  return entries;
}

/** Folders below the root that a pattern names, with `/` between segments. */
function expand(files: ProjectFiles, pattern: string): readonly string[] {
  if (pattern.split('/').includes('..')) return [];
  const segments = pattern.split('/');
  const firstWild = segments.findIndex((segment) => /[*?{[]/.test(segment));
  if (firstWild === -1) return [pattern];
  const test = createTest(pattern);
  const depth = pattern.includes('**') ? 6 : segments.length;
  const found: string[] = [];
  const pending = [segments.slice(0, firstWild).join('/')];
  for (let visited = 0; pending.length > 0 && visited < maximumFolders; visited += 1) {
    const folder = pending.shift() ?? '';
    for (const entry of files.list(join(files.root, folder))) {
      if (entry.kind !== 'folder' || entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (test(path)) found.push(path);
      if (path.split('/').length < depth) pending.push(path);
    }
  }
  return found.sort();
}

/** As npm and pnpm do: by the manifest in the folder, so that `packages/**` is `packages` as well. */
function createTest(pattern: string): (folder: string) => boolean {
  const glob = parseGlob(`${pattern}/package.json`);
  return (folder) => glob?.test(`${folder}/package.json`) === true;
}
