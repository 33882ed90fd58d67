/** Documents as the tests read them: code blocks, and the sections between markers that tests keep. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { replaceSection } from '../../tools/generated-files.ts';
import { root } from '../architecture/source-files.ts';

export interface CodeBlock {
  readonly language: string;
  /** With a line break at the end. */
  readonly text: string;
  /** Of its first line in the document. */
  readonly line: number;
}

export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function readCodeBlocks(path: string): readonly CodeBlock[] {
  const document = readDocument(path);
  return [...document.matchAll(/^```(?<language>\w*)\n(?<text>.*?)^```$/gmsu)].map(({ index, groups }) => ({
    language: groups?.['language'] ?? '',
    text: groups?.['text'] ?? '',
    line: document.slice(0, index).split('\n').length + 1,
  }));
}

/** The only block of its language whose text fits. */
export function findCodeBlock(path: string, language: string, pattern: RegExp): CodeBlock {
  const [block, ...others] = readCodeBlocks(path).filter(
    (candidate) => candidate.language === language && pattern.test(candidate.text),
  );
  if (block === undefined || others.length > 0)
    throw new Error(
      `${path} has ${others.length + Number(block !== undefined)} ${language} blocks with ${String(pattern)}`,
    );
  return block;
}

/** Expects what stands between `<!-- name:start -->` and `<!-- name:end -->`; with `UPDATE_DOCS=1` writes it. */
export function keepSection(path: string, name: string, content: string): void {
  const document = readDocument(path);
  const expected = replaceSection(document, name, content, path);
  if (process.env['UPDATE_DOCS'] === '1' && document !== expected) writeFileSync(join(root, path), expected);
  else expect(document).toBe(expected);
}
