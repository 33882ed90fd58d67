/** The outline of a text that is not understood. */
import { Receiver, Use } from '../outline.ts';
import type { Outline, WordTable } from '../outline.ts';
import { readSpecifiers } from './import-specifiers.ts';
import { createBindings } from './outline-bindings.ts';
import { close, createDraft, noteAccess } from './outline-draft.ts';
import { Tokens } from './outline-tokens.ts';

const ANYHOW = Use.often | Use.called | Use.whole;

/** All words of a text whose brackets do not match, as one part that has every name. */
export function outlineWhole(text: string, table: WordTable): Outline {
  const tokens = new Tokens(text);
  const draft = createDraft(0);
  draft.ranges.push(text.length);
  for (let kind = tokens.next(); kind !== 'end'; kind = tokens.next()) {
    const id = kind === 'word' ? table.idOf(tokens.value) : -1;
    if (id < 0) continue;
    draft.words.set(id, ANYHOW);
    noteAccess(draft, Receiver.unknown, id, ANYHOW);
  }
  draft.assignsShared = true;
  draft.isAnnotated = true;
  draft.sources.push(...readSpecifiers(text));
  return { ...createBindings(), parts: [close(draft)], types: new Map(), isWhole: true };
}
