/** What the texts of the project's files hold, going by patterns: nothing is parsed. */

import type { ProjectFiles } from './project-files.ts';

/** What a text holds, as bits. */
export type Marks = (text: string) => number;

interface MarkedText {
  readonly version: string;
  readonly marks: number;
}

export interface TextMarks {
  /** What the text of one file on the disk holds; nothing for what cannot be read. `marks` must be the same function each time: what it says is kept. */
  getMarks(file: string, marks: Marks): number;
}

const maximumEntries = 20_000;
const maximumFileSize = 1_000_000;

const client = /^['"]use client['"]/m;

/** Whether a module runs in browsers alone: servers get a reference in its place. */
export function isClientModule(text: string): boolean {
  return client.test(text.slice(0, 2_000));
}

export function createTextMarks(files: ProjectFiles): TextMarks {
  const kept = new WeakMap<Marks, Map<string, MarkedText>>();
  return {
    getMarks(file, marks) {
      const version = files.stamp(file)?.version;
      if (version === undefined) return 0;
      let answers = kept.get(marks);
      if (answers === undefined) kept.set(marks, (answers = new Map<string, MarkedText>()));
      const known = answers.get(file);
      if (known?.version === version) return known.marks;
      const text = files.read(file, maximumFileSize);
      if (text === undefined) return 0;
      if (answers.size >= maximumEntries) answers.clear();
      const found = isClientModule(text) ? 0 : marks(text);
      answers.set(file, { version, marks: found });
      return found;
    },
  };
}
