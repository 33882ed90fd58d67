import { expect } from 'vitest';
import { printProgram } from '../../../src/languages/print-program.ts';
import { lowerFromOxc, lowerFromTypescript } from './parsers.ts';

/** Asserts what a source lowers to, and that both parsers' trees give the same program, ranges included. */
export function expectProgram(source: string, expected: string, filename = 'file.ts'): void {
  const text = dedent(source);
  const fromTypescript = lowerFromTypescript(text, filename);
  expect(printProgram(fromTypescript)).toBe(dedent(expected));
  expect(lowerFromOxc(text, filename)).toEqual(fromTypescript);
}

/** Takes off the first line if it is empty, the last if blank, and the indentation of the first from all. */
export function dedent(text: string): string {
  if (!text.startsWith('\n')) return text;
  const lines = text.slice(1).split('\n');
  const indent = /^ */u.exec(lines[0] ?? '')?.[0].length ?? 0;
  if (lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((line) => line.slice(indent)).join('\n');
}
