/** Words, strings and punctuation of a text, without comments, numbers and regular expressions. Never throws, linear in the text. */

export type TokenKind = 'word' | 'string' | 'punctuation' | 'end';

/** A slash after one of these begins a regular expression; after any other word it divides. */
const BEFORE_REGEX: ReadonlySet<string> = new Set(
  'return typeof case in of do else void delete throw new instanceof await yield'.split(' '),
);
/** After one of these a slash divides. */
const BEFORE_DIVISION: ReadonlySet<string> = new Set(['number', 'string', ')', ']', '}']);

// A class, and no closures: those would be made, and optimised, anew for each text.
export class Tokens {
  /** The word, or the punctuation: one character, or `=>`, `==`, `!=`, `<=`, `...`. Empty for strings. */
  value = '';
  start = 0;
  isAfterLineBreak = false;

  private readonly text: string;
  private at = 0;
  private last = '';
  private contentStart = 0;
  private contentEnd = 0;
  /** Up to where no regular expression ends, and no string in each kind of quotes: nobody looks there again. */
  private noRegexUntil = 0;
  private noSingleUntil = 0;
  private noDoubleUntil = 0;
  /** Whether an open brace is that of a template's hole. */
  private readonly braces: boolean[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** What a string says, without its quotes. */
  content(): string {
    return this.text.slice(this.contentStart, this.contentEnd);
  }

  /** Whether the string stands before a closing bracket: it names a member. */
  isKey(): boolean {
    const { text } = this;
    let index = this.at;
    while (index < text.length && text.charCodeAt(index) <= 32) index++;
    return text.charCodeAt(index) === 93;
  }

  /** Goes on to the next token. */
  next(): TokenKind {
    const { text } = this;
    this.isAfterLineBreak = false;
    for (;;) {
      const code = this.skipBlanks();
      this.start = this.at;
      if (code !== code) break;
      if (isWordStart(code)) {
        this.readWord();
        return 'word';
      }
      if (code >= 48 && code <= 57) {
        this.skipNumber();
        continue;
      }
      this.at++;
      if (code === 47) {
        if (this.skipSlash()) continue;
        this.last = this.value = '/';
        return 'punctuation';
      }
      if (code === 34 || code === 39) {
        // An apostrophe in the text of JSX has no other one on its line.
        if (!this.readString(code)) continue;
        return 'string';
      }
      if (code === 96) {
        this.contentStart = this.at;
        this.skipTemplate();
        this.contentEnd = this.at - 1;
        this.value = '';
        return 'string';
      }
      if (code === 123) this.braces.push(false);
      else if (code === 125 && this.braces.pop() === true) {
        this.skipTemplate();
        continue;
      }
      this.value = this.readPunctuation(code, text.charCodeAt(this.at));
      this.last = this.value;
      return 'punctuation';
    }
    this.value = '';
    return 'end';
  }

  /** The code of the character after blanks; NaN at the end. */
  private skipBlanks(): number {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === 10 || code === 13) this.isAfterLineBreak = true;
      else if (!(code <= 32 || code === 160 || code === 0xfeff)) return code;
      this.at++;
    }
  }

  private readWord(): void {
    const { text } = this;
    let end = this.at + 1;
    while (isWordPart(text.charCodeAt(end))) end++;
    this.value = text.slice(this.at, end);
    this.at = end;
    this.last = BEFORE_REGEX.has(this.value) ? '' : 'string';
  }

  private skipNumber(): void {
    const { text } = this;
    this.at++;
    while (isWordPart(text.charCodeAt(this.at)) || text.charCodeAt(this.at) === 46) this.at++;
    this.last = 'number';
  }

  /** Whether the slash began a comment or a regular expression, which was skipped. */
  private skipSlash(): boolean {
    const { text } = this;
    const next = text.charCodeAt(this.at);
    if (next === 47) {
      const end = text.indexOf('\n', this.at);
      this.at = end === -1 ? text.length : end;
      return true;
    }
    if (next === 42) {
      const end = text.indexOf('*/', this.at + 1);
      const stop = end === -1 ? text.length : end + 2;
      this.isAfterLineBreak ||= text.slice(this.at, stop).includes('\n');
      this.at = stop;
      return true;
    }
    if (BEFORE_DIVISION.has(this.last) || this.at < this.noRegexUntil) return false;
    const end = findRegexEnd(text, this.at);
    if (end === -1) {
      this.noRegexUntil = findLineEnd(text, this.at);
      return false;
    }
    this.at = end;
    this.last = 'number';
    return true;
  }

  private readString(quote: number): boolean {
    if (this.at < (quote === 39 ? this.noSingleUntil : this.noDoubleUntil)) return false;
    const end = findQuote(this.text, this.at, quote);
    if (end === -1) {
      const until = findLineEnd(this.text, this.at);
      if (quote === 39) this.noSingleUntil = until;
      else this.noDoubleUntil = until;
      return false;
    }
    this.contentStart = this.at;
    this.contentEnd = end;
    this.at = end + 1;
    this.last = 'string';
    this.value = '';
    return true;
  }

  /** From inside a template's text to its end, or into its next hole. */
  private skipTemplate(): void {
    const { text } = this;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at++);
      if (code === 92) this.at++;
      else if (code === 96) {
        this.last = 'string';
        return;
      } else if (code === 36 && text.charCodeAt(this.at) === 123) {
        this.at++;
        this.braces.push(true);
        this.last = '{';
        return;
      }
    }
  }

  private readPunctuation(code: number, next: number): string {
    const { text } = this;
    if (code === 61 && next === 62) {
      this.at++;
      return '=>';
    }
    if (next === 61 && (code === 61 || code === 33 || code === 60 || code === 62)) {
      while (text.charCodeAt(this.at) === 61) this.at++;
      return code === 61 ? '==' : code === 33 ? '!=' : '<=';
    }
    if (code === 63 && next === 46) {
      this.at++;
      return '.';
    }
    if (code === 46 && next === 46) {
      while (text.charCodeAt(this.at) === 46) this.at++;
      return '...';
    }
    return text.charAt(this.at - 1);
  }
}

function findLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where a regular expression ends that begins before `from`; -1: not on its line. */
function findRegexEnd(text: string, from: number): number {
  let isInClass = false;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) return -1;
    if (code === 92) index++;
    else if (code === 91) isInClass = true;
    else if (code === 93) isInClass = false;
    else if (code === 47 && !isInClass) return findFlagsEnd(text, index + 1);
  }
  return -1;
}

function findFlagsEnd(text: string, from: number): number {
  let end = from;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** Where the string that begins before `from` ends; -1: not on its line. */
function findQuote(text: string, from: number, quote: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) return index;
    if (code === 92) index++;
    else if (code === 10) return -1;
  }
  return -1;
}

function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 36 ||
    (code >= 128 && code !== 160 && code !== 0xfeff)
  );
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || (code >= 48 && code <= 57);
}
