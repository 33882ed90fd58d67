import type { SqlRange, SqlText } from './statement.ts';

/**
 * Stands for one template hole in the joined text. One UTF-16 unit wide, so every offset of the joined text
 * lies in exactly one text or on its border. Nothing reads it back: holes are known by offset, never by this character.
 */
export const HOLE = '\uFFFC';

/** `delete` in front of a member is code, not SQL. What follows a quote on another line is found at the start of that. */
const WRITE_VERB =
  /\b(?:INSERT|UPDATE|DELETE|REPLACE|MERGE)\b|(?:^|['"`(])[^\S\n\r\u2028\u2029]*(?:insert|update|delete(?!\s+[\w$]+\s*\??[.[])|replace|merge)\s/m;

/** Whether a source text may hold a statement that writes: one of the verbs in capitals, or at the start of a line or literal. */
export function mayHoldSqlWrite(text: string): boolean {
  return WRITE_VERB.test(text);
}

export interface TextPosition {
  readonly textIndex: number;
  readonly offsetInText: number;
}

/** A range inside one text, thus one that can be edited in the source. */
export interface TextSpan {
  readonly textIndex: number;
  readonly start: number;
  readonly end: number;
}

/** A SQL text without holes. */
export function sqlTextOf(text: string): SqlText {
  return { texts: [text] };
}

/** The text that statement offsets count in: the texts with `HOLE` between them. */
export function joinSqlText(text: SqlText): string {
  return text.texts.join(HOLE);
}

/** Where each hole stands in the joined text, in order. */
export function getHoleOffsets(text: SqlText): readonly number[] {
  const offsets: number[] = [];
  let end = 0;
  for (const part of text.texts.slice(0, -1)) {
    end += part.length;
    offsets.push(end);
    end += HOLE.length;
  }
  return offsets;
}

/**
 * The text that holds `offset` of the joined text. An offset on the left border of a hole is the end of the text before it,
 * one on the right border the start of the text after it. Offsets outside are clamped.
 */
export function locateInTexts(text: SqlText, offset: number): TextPosition {
  let start = 0;
  for (const [textIndex, part] of text.texts.entries()) {
    const isLast = textIndex === text.texts.length - 1;
    if (offset <= start + part.length || isLast) {
      return { textIndex, offsetInText: Math.max(0, Math.min(offset - start, part.length)) };
    }
    start += part.length + HOLE.length;
  }
  return { textIndex: 0, offsetInText: 0 };
}

/** The inverse of `locateInTexts`. */
export function getJoinedOffset(text: SqlText, position: TextPosition): number {
  const before = text.texts.slice(0, position.textIndex).reduce((sum, part) => sum + part.length + HOLE.length, 0);
  return before + position.offsetInText;
}

/** The place of `range` within a single text; undefined where it covers a hole, which no text edit can change. */
export function findTextSpan(text: SqlText, range: SqlRange): TextSpan | undefined {
  const [start, end] = range;
  if (start > end || getHoleOffsets(text).some((hole) => hole >= start && hole < end)) {
    return undefined;
  }
  const from = locateInTexts(text, start);
  return { textIndex: from.textIndex, start: from.offsetInText, end: from.offsetInText + (end - start) };
}
