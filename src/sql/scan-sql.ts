import { OPERAND_EXPECTED_AFTER } from './keywords.ts';
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
  /** Most parentheses, and most brackets, open at once. */
  readonly deepestParenthesis: number;
  readonly deepestBracket: number;
}

type PlaceholderStyle = 'positional' | 'numbered' | 'named';

/** Placeholders of the drivers. pg-promise's formatting suffixes (`$1:name`, `$<row~>`) belong to them. */
const PLACEHOLDERS: readonly (readonly [PlaceholderStyle, RegExp])[] = [
  ['numbered', /\$(\d+)(?::(?:name|alias|raw|csv|list|json|value)\b|~|#(?![\w>-])|\^(?![\w$(]))?/y],
  ['named', /\$(?:<|\(|\[|\/|\{)\s*([A-Za-z_]\w*)(?::\w+|~|\^|#)?\s*(?:>|\)|\]|\/|\})/y],
  ['named', /\$([A-Za-z_]\w*)/y],
  ['numbered', /\?(\d+)/y],
  ['positional', /\?\??/y],
  ['numbered', /:(\d+)\b/y],
  ['named', /:(?:\.\.\.)?([A-Za-z_]\w*)(?::(?!:))?/y],
  ['named', /@([A-Za-z_]\w*)/y],
  ['named', /%\((\w+)\)s/y],
  ['positional', /%[sd](?!\w)/y],
];

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
/** A word, with the holes in it and Python's `{name}` for `str.format`. */
const WORD = /(?:[\p{L}\p{N}_$\uFFFC]|\{\w*\})+/uy;
const FORMAT_FIELD = /\{\w*\}/;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?![\p{L}_\uFFFC])/iuy;
const DOLLAR_TAG = /\$(?:[A-Za-z_]\w*)?\$/y;
const BRACKET_NAME = /\[[A-Za-z_][\w ]*\]/y;
const SYMBOL = /<=>|->>|#>>|!~~?\*?|~~?\*?|<>|!=|>=|<=|==|\|\||&&|::|:=|->|#>|@>|<@|@@\w*|\?\||\?&|[^\s]/uy;
const PYTHON_PLACEHOLDER_STRING = /^'%(?:[sd]|\((\w+)\)s)'$/;

/** Cuts a SQL text into tokens. `holes` are the offsets of template holes. Linear in the text; never throws. */
export function scanSql(text: string, holes: readonly number[]): ScannedSql {
  const tokens: SqlToken[] = [];
  const names: string[] = [];
  // A backslash escapes in MySQL's strings and not in standard SQL: decided by what else the text uses.
  const backslashEscapes = text.includes('`') || (text.includes("\\'") && !/\$\d/.test(text));
  let offset = 0;
  let depth = 0;
  let brackets = 0;
  let deepestParenthesis = 0;
  let deepestBracket = 0;
  let isBalanced = true;
  let positional = 0;

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  }

  function push(kind: SqlToken['kind'], end: number, value?: SqlValue): void {
    const written =
      kind === 'word' ? text.slice(offset, end).toUpperCase() : kind === 'symbol' ? text.slice(offset, end) : '';
    tokens.push({ kind, text: written, start: offset, end, depth, value });
    offset = end;
  }

  function pushWithHoles(kind: 'word' | 'name' | 'string', end: number): void {
    const range: SqlRange = [offset, end];
    const isFormatted = kind !== 'string' && FORMAT_FIELD.test(text.slice(offset, end));
    const value: SqlValue | undefined =
      readHoles(text, holes, range) ??
      (isFormatted ? { kind: 'expression', operator: undefined, operands: [], range } : undefined);
    push(value === undefined ? kind : 'placeholder', end, value);
  }

  function pushPlaceholder(style: PlaceholderStyle, name: string | undefined, end: number): void {
    let index = 0;
    if (style === 'positional') {
      index = positional++;
    } else if (style === 'numbered') {
      index = Number(name) - 1;
    } else if (name !== undefined) {
      index = names.includes(name) ? names.indexOf(name) : names.push(name) - 1;
    }
    push('placeholder', end, {
      kind: 'placeholder',
      style,
      index,
      name: style === 'named' ? name : undefined,
      range: [offset, end],
    });
  }

  function close(end: number | undefined): number {
    isBalanced &&= end !== undefined;
    return end ?? text.length;
  }

  while (offset < text.length) {
    const character = text.charAt(offset);
    if (match(SPACE) !== null) {
      offset = SPACE.lastIndex;
    } else if (match(LINE_COMMENT) !== null) {
      offset = LINE_COMMENT.lastIndex;
    } else if (text.startsWith('/*', offset)) {
      offset = close(findEnd(text, '*/', offset + 2));
    } else if (character === "'") {
      const previous = tokens.at(-1);
      const isEscapeString = previous?.text === 'E' && previous.end === offset;
      const end = close(findQuoteEnd(text, offset, backslashEscapes || isEscapeString));
      const python = PYTHON_PLACEHOLDER_STRING.exec(text.slice(offset, Math.min(end, offset + 80)));
      if (python === null) {
        pushWithHoles('string', end);
      } else {
        pushPlaceholder(python[1] === undefined ? 'positional' : 'named', python[1], end);
      }
    } else if (character === '"' || character === '`') {
      pushWithHoles('name', close(findQuoteEnd(text, offset, character === '"' && backslashEscapes)));
    } else if (character === '(') {
      push('symbol', offset + 1);
      deepestParenthesis = Math.max(deepestParenthesis, ++depth);
    } else if (character === ')') {
      isBalanced &&= depth > 0;
      depth = Math.max(0, depth - 1);
      push('symbol', offset + 1);
    } else if (character === '[' && expectsOperand(tokens) && match(BRACKET_NAME) !== null) {
      push('name', BRACKET_NAME.lastIndex);
    } else if (
      character === '$' &&
      match(DOLLAR_TAG) !== null &&
      text.includes(text.slice(offset, DOLLAR_TAG.lastIndex), DOLLAR_TAG.lastIndex)
    ) {
      const tag = text.slice(offset, DOLLAR_TAG.lastIndex);
      pushWithHoles('string', close(findEnd(text, tag, DOLLAR_TAG.lastIndex)));
    } else if ('$:@'.includes(character) && text.charAt(offset + 1) === HOLE && holes.includes(offset + 1)) {
      // `$${index}`: numbered while the text is built, so which number is known only to the hole.
      push('placeholder', offset + 2, readHoles(text, holes, [offset, offset + 2]));
    } else {
      const placeholder = findPlaceholder();
      if (placeholder !== undefined) {
        pushPlaceholder(placeholder.style, placeholder.name, placeholder.end);
      } else if (match(NUMBER) !== null) {
        push('number', NUMBER.lastIndex);
      } else if (match(WORD) !== null) {
        pushWithHoles('word', WORD.lastIndex);
      } else {
        brackets = Math.max(0, brackets + (character === '[' ? 1 : character === ']' ? -1 : 0));
        deepestBracket = Math.max(deepestBracket, brackets);
        match(SYMBOL);
        push('symbol', Math.max(SYMBOL.lastIndex, offset + 1));
      }
    }
  }

  function findPlaceholder():
    { readonly style: PlaceholderStyle; readonly name: string | undefined; readonly end: number } | undefined {
    const character = text.charAt(offset);
    const next = text.charAt(offset + 1);
    const isOperator =
      (character === ':' && (next === ':' || next === '=' || brackets > 0)) ||
      (character === '@' && (next === '@' || next === '>'));
    if (!'$?:@%'.includes(character) || isOperator) {
      return undefined;
    }
    // After an operand, `?` is PostgreSQL's "has key" operator on JSON.
    if (character === '?' && !expectsOperand(tokens)) {
      return undefined;
    }
    for (const [style, pattern] of PLACEHOLDERS) {
      const found = match(pattern);
      if (found !== null) {
        return { style, name: found[1], end: pattern.lastIndex };
      }
    }
    return undefined;
  }

  return { tokens, isBalanced: isBalanced && depth === 0, deepestParenthesis, deepestBracket };
}

/** Whether what follows these tokens is an operand of its own, rather than an addition to a complete one. */
export function expectsOperand(tokens: readonly SqlToken[]): boolean {
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

/** What the holes within `range` stand for: the hole itself where nothing else is there but quotes or a prefix, else a composition. */
function readHoles(text: string, holes: readonly number[], range: SqlRange): SqlValue | undefined {
  const [start, end] = range;
  if (holes.length === 0 || !text.slice(start, end).includes(HOLE)) {
    return undefined;
  }
  const inside = holes
    .map((offset, index): SqlValue => ({
      kind: 'placeholder',
      style: 'hole',
      index,
      name: undefined,
      range: [offset, offset + 1],
    }))
    .filter((hole) => hole.range[0] >= start && hole.range[1] <= end);
  const [first] = inside;
  if (first === undefined) {
    return undefined;
  }
  const rest = text
    .slice(start, end)
    .replace(/^['"`$:@]/, '')
    .replace(/['"`]$/, '');
  return rest === HOLE ? first : { kind: 'expression', operator: undefined, operands: inside, range };
}

function findEnd(text: string, closing: string, from: number): number | undefined {
  const found = text.indexOf(closing, from);
  return found === -1 ? undefined : found + closing.length;
}

/** The end of the quoted text that opens at `start`; a doubled quote does not close it. */
function findQuoteEnd(text: string, start: number, backslashEscapes: boolean): number | undefined {
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
