import { OPERAND_EXPECTED_AFTER } from './keywords.ts';
import { findQuoteEnd } from './quoted-text.ts';
import {
  createPlaceholderCounter,
  matchPlaceholder,
  matchQuotedPlaceholder,
  readHoles,
  type FoundPlaceholder,
} from './scan-placeholders.ts';
import {
  findDollarTags,
  findNumberEnd,
  findOperatorEnd,
  findTagEnd,
  findWordEnd,
  hasFormatField,
  isSpace,
  matchEnd,
} from './scan-characters.ts';
import { HOLE } from './sql-text.ts';
import type { SqlRange, SqlValue } from './statement.ts';

/**
 * One token of a SQL text. `text` is the word in upper case, the symbol as written, and empty for the others.
 * `depth` counts the parentheses open around the token; a parenthesis itself counts as outside of what it encloses.
 */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'placeholder';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** What a placeholder stands for. Names and strings with holes in them are placeholders as well. */
  readonly value: SqlValue | undefined;
}

export interface ScannedSql {
  readonly tokens: readonly SqlToken[];
  /** True where every string, comment and parenthesis is closed. */
  readonly isBalanced: boolean;
  /** Whether a backslash escapes what follows it in a string. */
  readonly backslashEscapes: boolean;
}

/** `LIKE ? ESCAPE '\\'`: a backslash that escapes nothing. */
const BACKSLASH_ALONE = /\bESCAPE\s+'\\'(?!')/i;
const BRACKET_NAME = /\[[A-Za-z_][\w ]*\]/y;
/** What may stand glued before a string: PostgreSQL's and MySQL's kinds of strings. */
const STRING_PREFIX = /^(?:[EeBbXxNn]|_\w+)$/;

/** Cuts a SQL text into tokens. `holes` are the offsets of template holes. Linear in the text; never throws. */
export function scanSql(text: string, holes: readonly number[]): ScannedSql {
  const tokens: SqlToken[] = [];
  const holeIndexes = new Map(holes.map((offset, index) => [offset, index]));
  const countPlaceholder = createPlaceholderCounter();
  // A backslash escapes in MySQL's strings and not in standard SQL: decided by what else the text uses.
  const backslashEscapes =
    text.includes('`') || (text.includes("\\'") && !/\$\d/.test(text) && !BACKSLASH_ALONE.test(text));
  const hasQuestionMark = text.includes('?');
  let dollarTags: ReadonlyMap<string, number> | undefined;
  let offset = 0;
  let depth = 0;
  let brackets = 0;
  /** Strings, comments and parentheses that nothing closes or opens. */
  let unmatched = 0;

  function push(kind: SqlToken['kind'], end: number, value?: SqlValue): void {
    const written =
      kind === 'word' ? text.slice(offset, end).toUpperCase() : kind === 'symbol' ? text.slice(offset, end) : '';
    tokens.push({ kind, text: written, start: offset, end, depth, value });
    offset = end;
  }

  function pushWithHoles(kind: 'word' | 'name' | 'string', end: number, hasFormatField = false): void {
    const range: SqlRange = [offset, end];
    const value: SqlValue | undefined =
      readHoles(text, holeIndexes, range) ??
      (hasFormatField ? { kind: 'expression', operator: undefined, operands: [], range } : undefined);
    push(value === undefined ? kind : 'placeholder', end, value);
  }

  function pushPlaceholder(found: FoundPlaceholder): void {
    push('placeholder', found.end, countPlaceholder(found, offset));
  }

  function close(end: number | undefined): number {
    unmatched += end === undefined ? 1 : 0;
    return end ?? text.length;
  }

  function pushString(quote: number, escapes: boolean): void {
    const end = close(findQuoteEnd(text, quote, escapes));
    const written = text.slice(offset, end);
    const found = isPlaceholderQuoted() ? matchQuotedPlaceholder(written, end) : undefined;
    if (found === undefined) {
      pushWithHoles('string', end);
    } else {
      pushPlaceholder(found);
    }
  }

  /** `'%s'` is a format of dates where the text has the placeholders of another driver. */
  function isPlaceholderQuoted(): boolean {
    return !hasQuestionMark && tokens.at(-2)?.text !== 'STRFTIME';
  }

  /** A dollar-quoted string that is closed somewhere behind. */
  function findDollarQuoteEnd(): number | undefined {
    const second = findTagEnd(text, offset);
    if (second === undefined) {
      return undefined;
    }
    const tag = text.slice(offset, second);
    dollarTags ??= findDollarTags(text);
    return (dollarTags.get(tag) ?? -1) < second ? undefined : text.indexOf(tag, second) + tag.length;
  }

  function scanQuoted(character: string): boolean {
    switch (character) {
      case "'":
        pushString(offset, backslashEscapes);
        return true;
      case '"':
      case '`': {
        const end = close(findQuoteEnd(text, offset, character === '"' && backslashEscapes));
        pushWithHoles('name', end, text.slice(offset, end).includes('{') && hasFormatField(text.slice(offset, end)));
        return true;
      }
      case '[': {
        const end = expectsOperand(tokens) ? matchEnd(BRACKET_NAME, text, offset) : undefined;
        if (end !== undefined) {
          push('name', end);
        }
        return end !== undefined;
      }
      case '$': {
        const end = findDollarQuoteEnd();
        if (end !== undefined) {
          pushWithHoles('string', end);
        }
        return end !== undefined;
      }
      default:
        return false;
    }
  }

  function scanPlaceholder(character: string): boolean {
    if (!'$?:@%'.includes(character)) {
      return false;
    }
    const next = text.charAt(offset + 1);
    if ('$:@'.includes(character) && next === HOLE && holeIndexes.has(offset + 1)) {
      // `$${index}`: numbered while the text is built, so which number is known only to the hole.
      push('placeholder', offset + 2, readHoles(text, holeIndexes, [offset, offset + 2]));
      return true;
    }
    const isOperator =
      (character === ':' && (next === ':' || next === '=' || (brackets > 0 && !isNamedInBrackets(next)))) ||
      (character === '@' && (next === '@' || next === '>')) ||
      // After an operand, `?` is PostgreSQL's "has key" operator on JSON.
      (character === '?' && !expectsOperand(tokens));
    const found = isOperator ? undefined : matchPlaceholder(text, offset);
    if (found === undefined) {
      return false;
    }
    pushPlaceholder(found);
    return true;
  }

  /** `ARRAY[:a, :b]` has placeholders, `tags[1:n]` and `tags[:2]` have bounds. */
  function isNamedInBrackets(next: string): boolean {
    return expectsOperand(tokens) && /[A-Za-z_]/.test(next);
  }

  function scanNumber(): boolean {
    const end = findNumberEnd(text, offset);
    if (end === undefined) {
      return false;
    }
    push('number', end);
    return true;
  }

  function scanWord(): boolean {
    const { end, hasField } = findWordEnd(text, offset);
    if (end === offset) {
      return false;
    }
    if (text.charAt(end) === "'" && STRING_PREFIX.test(text.slice(offset, end))) {
      pushString(end, backslashEscapes || /[Ee]/.test(text.charAt(offset)));
    } else {
      pushWithHoles('word', end, hasField);
    }
    return true;
  }

  function scanSymbol(character: string): void {
    if (character === ')') {
      unmatched += depth > 0 ? 0 : 1;
      depth = Math.max(0, depth - 1);
    }
    brackets = Math.max(0, brackets + (character === '[' ? 1 : character === ']' ? -1 : 0));
    // SQL Server's and MySQL's system variables, where PostgreSQL's operator of the same spelling has no place.
    const variable = text.startsWith('@@', offset) && expectsOperand(tokens) ? findWordEnd(text, offset + 2).end : 0;
    if (variable > offset + 2) {
      push('word', variable);
      return;
    }
    push('symbol', findOperatorEnd(text, offset));
    depth += character === '(' ? 1 : 0;
  }

  while (offset < text.length) {
    const character = text.charAt(offset);
    if (isSpace(character)) {
      offset++;
    } else if (text.startsWith('--', offset)) {
      const end = text.indexOf('\n', offset);
      offset = end === -1 ? text.length : end;
    } else if (text.startsWith('/*', offset)) {
      const end = text.indexOf('*/', offset + 2);
      offset = close(end === -1 ? undefined : end + 2);
    } else if (!scanQuoted(character) && !scanPlaceholder(character) && !scanNumber() && !scanWord()) {
      scanSymbol(character);
    }
  }

  return { tokens, isBalanced: unmatched === 0 && depth === 0, backslashEscapes };
}

/** Whether what follows these tokens is an operand of its own, rather than an addition to a complete one. */
function expectsOperand(tokens: readonly SqlToken[]): boolean {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  switch (last?.kind) {
    case undefined:
      return false;
    case 'word':
      // `FOR UPDATE`, `FOR NO KEY UPDATE` are complete.
      return last.text === 'UPDATE'
        ? !isLockWord(before, tokens.at(-3))
        : OPERAND_EXPECTED_AFTER.has(last.text) && before?.text !== '.';
    case 'symbol':
      // `SELECT *` is complete, `price *` is not.
      return last.text === '*' ? isOperandEnd(before) : last.text !== ')' && last.text !== ']';
    case 'name':
    case 'string':
    case 'number':
    case 'placeholder':
      return false;
  }
}

function isOperandEnd(token: SqlToken | undefined): boolean {
  return (
    token !== undefined &&
    (token.kind === 'symbol' ? token.text === ')' || token.text === ']' : !OPERAND_EXPECTED_AFTER.has(token.text))
  );
}

function isLockWord(before: SqlToken | undefined, beforeThat: SqlToken | undefined): boolean {
  return before?.text === 'FOR' || (before?.text === 'KEY' && beforeThat?.text === 'NO');
}
