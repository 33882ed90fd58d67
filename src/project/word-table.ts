/** The words of all texts that are outlined, each kept once. */

import type { WordTable } from '../languages/outline.ts';

/** Words that name nothing. */
const keywords: ReadonlySet<string> = new Set(
  (
    'abstract as async await break case catch class const continue debugger declare default do else enum export extends ' +
    'finally for from function if implements import in instanceof interface keyof let namespace new null ' +
    'private protected public readonly return satisfies static super switch this throw true false try typeof undefined ' +
    'var void while with yield string number boolean any unknown never'
  ).split(' '),
);

export function createWordTable(): WordTable {
  const ids = new Map<string, number>();
  const words: string[] = [];
  for (const word of keywords) ids.set(word, -1);
  return {
    idOf(word) {
      const known = ids.get(word);
      if (known !== undefined) return known;
      // A part of a text keeps the whole of it in memory: the part is copied.
      const kept = Buffer.from(word).toString();
      ids.set(kept, words.length);
      return words.push(kept) - 1;
    },
    wordOf: (id) => words[id] ?? '',
  };
}
