import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../architecture/source-files.ts';
import { readDocument } from './read-document.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/express-api/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(),
];

function withoutCode(document: string): string {
  return document.replace(/^```.*?^```$/gmsu, '');
}

/** The names GitHub gives to the headings of a page. */
function findAnchors(path: string): readonly string[] {
  const headings = [...withoutCode(readDocument(path)).matchAll(/^#+ (?<title>.*)$/gmu)].map(
    ({ groups }) => groups?.['title'] ?? '',
  );
  return headings.map((title) =>
    title
      .toLowerCase()
      .replace(/\[(?<text>[^\]]*)\]\([^)]*\)/gu, '$<text>')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(pages)('has only links that lead somewhere: %s', (path) => {
  const targets = [
    ...withoutCode(readDocument(path))
      .replace(/`[^`\n]*`/gu, '')
      .matchAll(/\]\((?<target>[^)\s]+)\)/gu),
  ].map(({ groups }) => groups?.['target'] ?? '');
  const broken = targets.filter((target) => {
    if (target.startsWith('https://')) return false;
    const [file = '', anchor] = target.split('#');
    const page = file === '' ? path : posix.join(dirname(path), file);
    if (page.startsWith('..') || !existsSync(join(root, page))) return true;
    return anchor !== undefined && (statSync(join(root, page)).isDirectory() || !findAnchors(page).includes(anchor));
  });
  expect(broken).toEqual([]);
});

it('leads from the README to every page of docs', () => {
  const readme = readDocument('README.md');
  expect(pages.filter((page) => page.startsWith('docs/') && !readme.includes(`](${page})`))).toEqual([]);
});
