/** Where quoted texts end, and what they say. */

/** The end of the quoted text that opens at `start`; a doubled quote does not close it. Undefined where nothing closes it. */
export function findQuoteEnd(text: string, start: number, backslashEscapes: boolean): number | undefined {
  const quote = text.charAt(start);
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '\\' && backslashEscapes) {
      offset++;
    } else if (character === quote) {
      if (text.charAt(offset + 1) !== quote) {
        return offset + 1;
      }
      offset++;
    }
  }
  return undefined;
}

/** The name in `"…"`, `` `…` `` or `[…]`. */
export function unquoteName(written: string): string {
  const quote = written.charAt(0);
  const inner = written.slice(1, -1);
  return quote === '[' || !inner.includes(quote) ? inner : inner.replaceAll(quote + quote, quote);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', '\0'],
  ['Z', '\u001A'],
  // MySQL keeps the backslash here, for LIKE to see.
  ['%', '\\%'],
  ['_', '\\_'],
]);

/** The text in a string of any spelling: `'…'`, `"…"`, `E'…'`, `_utf8'…'`, `$tag$…$tag$`. */
export function unquoteString(written: string, backslashEscapes: boolean): string {
  if (written.startsWith('$')) {
    const tag = written.indexOf('$', 1) + 1;
    return written.slice(tag, -tag);
  }
  const opening = written.search(/['"]/);
  const quote = written.charAt(opening);
  const inner = written.slice(opening + 1, -1);
  const isEscaped = backslashEscapes || /^[eE]/.test(written);
  if (!inner.includes(quote) && !(isEscaped && inner.includes('\\'))) {
    return inner;
  }
  let value = '';
  for (let offset = 0; offset < inner.length; offset++) {
    const character = inner.charAt(offset);
    if (character === '\\' && isEscaped) {
      const escaped = inner.charAt(++offset);
      value += ESCAPES.get(escaped) ?? escaped;
    } else {
      value += character;
      offset += character === quote ? 1 : 0;
    }
  }
  return value;
}
