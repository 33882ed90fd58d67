import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printProgram } from '../../../src/languages/print-program.ts';
import { lowerFromEslint, lowerFromOxc, lowerFromTypescript } from './parsers.ts';
import { nodesOf } from './program-nodes.ts';

/** Packages that ship JavaScript, declarations or sources, in many styles. */
const packages = [
  'eslint',
  'typescript-eslint',
  '@typescript-eslint/utils',
  '@typescript-eslint/typescript-estree',
  'vitest',
  'knip',
  'typeorm',
  'oxc-parser',
  '@types/node',
  'eslint-plugin-sonarjs',
];
const filesPerPackage = 20;
const largest = 100_000;

function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(path);
      return /\.[cm]?[jt]sx?$/u.test(entry.name) && statSync(path).size < largest ? [path] : [];
    });
}

/** The same files in every run: evenly spread over each package. */
function pickedFiles(): readonly string[] {
  return packages.flatMap((name) => {
    const files = filesOf(join('node_modules', name));
    const step = Math.max(1, Math.floor(files.length / filesPerPackage));
    return files.filter((_, index) => index % step === 0).slice(0, filesPerPackage);
  });
}

describe('real files', () => {
  const files = pickedFiles();

  it('are enough to mean something', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it.each(files)('%s', (file) => {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
    const fromTypescript = lowerFromTypescript(text, file);
    const printed = printProgram(fromTypescript);
    expect(printed).not.toContain('?malformed');
    expect(printed).not.toContain('?too deep');
    // Kinds of nodes begin with a capital: none may be unknown.
    expect(printed).not.toMatch(/\?[A-Z][A-Za-z]+\(/u);
    const fromOxc = lowerFromOxc(text, file);
    expect(fromOxc).toEqual(fromTypescript);
    if (/\.[cm]?js$/u.test(file)) expect(printProgram(lowerFromEslint(text))).toBe(printed);
    for (const { range } of nodesOf(fromTypescript)) {
      expect(0 <= range[0] && range[0] <= range[1] && range[1] <= text.length).toBe(true);
    }
  });
});
