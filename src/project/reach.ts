/** Which files lead to others that matter, going by their texts alone: nothing is parsed. */

import { readSpecifiers } from './import-specifiers.ts';
import type { ProjectFiles } from './project-files.ts';
import type { ImportResolver } from './resolve-import.ts';

/** What a text holds, as bits. */
export type Marks = (text: string) => number;

export interface Reach {
  /**
   * Whether all bits of `wanted` are found in a text and in those of the files it imports, and they, and so on, taken together.
   * A file that cannot be read holds nothing. `marks` must be the same function each time: what it says is kept, for a moment.
   * A text with one of the bits of `open` also leads to the files that import it. Without a `text` that of the file on the disk is taken.
   */
  leadsTo(file: string, text: string | undefined, marks: Marks, wanted: number, open?: number): boolean;
  /** What the text of one file on the disk holds. */
  getMarks(file: string, marks: Marks): number;
}

interface Node {
  readonly version: string;
  readonly marks: number;
  readonly specifiers: readonly string[];
}

interface Answers {
  readonly nodes: Map<string, Node>;
  /** What a file leads to at most. */
  readonly verdicts: Map<string, { readonly marks: number; readonly takenAt: number }>;
}

/** Milliseconds for which the files behind a file are not looked at again. */
const verdictLifetime = 1_000;
const maximumEntries = 20_000;
const maximumFileSize = 1_000_000;

/** Modules that run in browsers alone: servers get a reference in their place. */
const client = /^['"]use client['"]/m;

/**
 * `findImporters`: the files that import one. `isMissed`: whether an import that leads to no file may lead to one all the same; what is
 * behind it may be anything.
 */
export function createReach(
  files: ProjectFiles,
  resolver: ImportResolver,
  findImporters: (file: string) => readonly string[],
  isMissed: (specifier: string, fromFile: string) => boolean,
  now: () => number,
): Reach {
  const kept = new WeakMap<Marks, Answers>();

  const read = (answers: Answers, file: string, marks: Marks): Node | undefined => {
    const version = files.stamp(file)?.version;
    if (version === undefined) return undefined;
    const known = answers.nodes.get(file);
    if (known?.version === version) return known;
    const text = files.read(file, maximumFileSize);
    if (text === undefined) return undefined;
    if (answers.nodes.size >= maximumEntries) answers.nodes.clear();
    const node = look(text, version, marks);
    answers.nodes.set(file, node);
    return node;
  };

  const getAnswers = (marks: Marks): Answers => {
    let answers = kept.get(marks);
    if (answers === undefined) kept.set(marks, (answers = { nodes: new Map(), verdicts: new Map() }));
    return answers;
  };

  return {
    getMarks: (file, marks) => read(getAnswers(marks), file, marks)?.marks ?? 0,
    leadsTo(start, text, marks, wanted, open = 0) {
      const answers = getAnswers(marks);
      const { verdicts } = answers;
      const time = now();
      const known = text === undefined ? verdicts.get(start) : undefined;
      if (known !== undefined && time - known.takenAt < verdictLifetime) return (known.marks & wanted) === wanted;
      const first = text === undefined ? read(answers, start, marks) : look(text, '', marks);
      if (first === undefined) return false;
      if (verdicts.size >= maximumEntries) verdicts.clear();
      const seen = new Set([start]);
      const waiting: { readonly file: string; readonly specifier: string }[] = [];
      /** Looked behind last: mostly, enough was found before. */
      const opened: string[] = [];
      let found = 0;
      const add = (file: string, node: Node): void => {
        found |= node.marks;
        for (const specifier of node.specifiers) waiting.push({ file, specifier });
        if ((node.marks & open) !== 0) opened.push(file);
      };
      const visit = (file: string): void => {
        if (seen.has(file)) return;
        seen.add(file);
        const verdict = verdicts.get(file);
        if (verdict !== undefined && time - verdict.takenAt < verdictLifetime) {
          found |= verdict.marks;
          return;
        }
        const node = read(answers, file, marks);
        if (node !== undefined) add(file, node);
      };
      add(start, first);
      while ((found & wanted) !== wanted) {
        const next = waiting.pop();
        if (next !== undefined) {
          const target = resolver.resolve(next.specifier, next.file);
          if (target.kind === 'file') visit(target.file);
          else if (isMissed(next.specifier, next.file)) found |= wanted;
          continue;
        }
        const file = opened.pop();
        if (file === undefined) break;
        for (const importer of findImporters(file)) visit(importer);
      }
      if ((found & wanted) === wanted) {
        verdicts.set(start, { marks: found, takenAt: time });
        return true;
      }
      // This much in all that can be reached from here: each of them leads to no more.
      if (text !== undefined) seen.delete(start);
      for (const file of seen) verdicts.set(file, { marks: found, takenAt: time });
      return false;
    },
  };
}

function look(text: string, version: string, marks: Marks): Node {
  if (client.test(text.slice(0, 2_000))) return { version, marks: 0, specifiers: [] };
  return { version, marks: marks(text), specifiers: readSpecifiers(text) };
}
