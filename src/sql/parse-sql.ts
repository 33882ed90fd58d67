import { OTHER_VERBS, ROW_VERBS, TRANSACTION_VERBS } from './keywords.ts';
import { createStatement } from './create-statement.ts';
import { parseTree } from './parse-tree.ts';
import { readStatements } from './read-statement.ts';
import { readTransaction } from './read-transaction.ts';
import { scanSql, type ScannedSql, type SqlToken } from './scan-sql.ts';
import { getHoleOffsets, HOLE, joinSqlText } from './sql-text.ts';
import type { SqlRange, SqlStatement, SqlText } from './statement.ts';

/** Longer texts are data loads and schema dumps. */
const LONGEST_TEXT = 20_000;
const CACHE_SIZE = 2_000;
/** Of all cached texts together, in UTF-16 units: some megabytes. */
const CACHE_LENGTH = 2_000_000;
/** Between a statement and its semicolon. */
const LONGEST_GAP = 100;

/** By text, the oldest first. Trees are not kept: what a statement says is a tenth of its tree. */
const cache = new Map<string, readonly SqlStatement[]>();
let cachedLength = 0;

/**
 * Reads the statements of a SQL text, in order; those that change data inside a WITH come before the statement around them.
 * Text that is not SQL gives none. SQL that cannot be parsed gives a statement of the kind its first word says, without a table.
 * Results are cached by text. Never throws.
 */
export function parseSql(text: SqlText): readonly SqlStatement[] {
  const joined = joinSqlText(text);
  if (!startsWithVerb(joined)) {
    return [];
  }
  if (joined.length > LONGEST_TEXT) {
    return guessStatements(scanSql(joined.slice(0, LONGEST_TEXT), []).tokens, [0, joined.length]);
  }
  const key = `${text.texts.map((part) => part.length).join()}:${joined}`;
  const cached = cache.get(key);
  if (cached !== undefined) {
    return cached;
  }
  const statements = parseJoined(joined, getHoleOffsets(text));
  cachedLength += key.length;
  cache.set(key, statements);
  for (const [oldest] of cache) {
    if (cache.size <= CACHE_SIZE && cachedLength <= CACHE_LENGTH) {
      break;
    }
    cachedLength -= oldest.length;
    cache.delete(oldest);
  }
  return statements;
}

/** Whether the first word, after comments and parentheses, is one that begins a statement. Looks no further than needed. */
function startsWithVerb(joined: string): boolean {
  const word = findFirstWord(joined).toUpperCase();
  return ROW_VERBS.has(word) || TRANSACTION_VERBS.has(word) || OTHER_VERBS.has(word);
}

function findFirstWord(joined: string): string {
  for (let offset = 0; offset < joined.length; offset++) {
    if (joined.startsWith('--', offset) || joined.startsWith('/*', offset)) {
      const closing = joined.startsWith('--', offset) ? '\n' : '*/';
      const end = joined.indexOf(closing, offset + 2);
      if (end === -1) {
        return '';
      }
      offset = end + closing.length - 1;
    } else if (
      joined.startsWith(HOLE, offset) &&
      /^\s*;/.test(joined.slice(offset + HOLE.length, offset + LONGEST_GAP))
    ) {
      // A whole statement stands in a hole; what comes after it can be read.
      continue;
    } else if (!/[\s(;]/.test(joined.charAt(offset))) {
      return /^[A-Za-z]+(?!\w)/.exec(joined.slice(offset, offset + 20))?.[0] ?? '';
    }
  }
  return '';
}

function parseJoined(joined: string, holes: readonly number[]): readonly SqlStatement[] {
  const scanned = scanSql(joined, holes);
  return splitStatements(scanned.tokens).flatMap((tokens) => parseOne(joined, tokens, scanned));
}

/** Cuts at semicolons. The body of a trigger, function or procedure has semicolons of its own: it takes the rest of the text. */
function splitStatements(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: (readonly SqlToken[])[] = [];
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === ';' && token.depth === 0) {
      if (
        tokens[start]?.text === 'CREATE' &&
        tokens.slice(start, index).some((word) => /^(?:TRIGGER|FUNCTION|PROCEDURE)$/.test(word.text))
      ) {
        break;
      }
      statements.push(tokens.slice(start, index));
      start = index + 1;
    }
  }
  statements.push(tokens.slice(start));
  return statements.filter((statement) => statement.length > 0);
}

function parseOne(joined: string, tokens: readonly SqlToken[], scanned: ScannedSql): readonly SqlStatement[] {
  const range: SqlRange = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const transaction = readTransaction(tokens);
  if (transaction !== undefined) {
    return [{ ...createStatement(transaction.kind, range), isolation: transaction.isolation }];
  }
  const verb = tokens.find((token) => token.text !== '(')?.text ?? '';
  if (tokens.length === 1 && tokens[0]?.kind === 'placeholder') {
    return [{ ...createStatement('other', range), whereIsComplete: false }];
  }
  if (isProse(joined, tokens)) {
    return [];
  }
  const parsed =
    ROW_VERBS.has(verb) && scanned.isBalanced
      ? parseTree(tokens, { text: joined, backslashEscapes: scanned.backslashEscapes })
      : undefined;
  if (parsed !== undefined) {
    return readStatements(parsed, range);
  }
  // "Delete a key from the account." is how comments and messages are written, not SQL.
  return ROW_VERBS.has(verb) && scanned.isBalanced && isTitle(joined, tokens) ? [] : guessStatements(tokens, range);
}

/** "Select an item from the list" would parse; so would "Delete this". */
function isProse(joined: string, tokens: readonly SqlToken[]): boolean {
  const isWords = tokens.every((token) => token.kind === 'word' || token.text === '.');
  return (
    (isWords && isTitle(joined, tokens)) ||
    (tokens[0]?.text === 'DELETE' && !tokens.some((token) => token.text === 'FROM'))
  );
}

/** Whether the first word has one capital, as a sentence does. */
function isTitle(joined: string, tokens: readonly SqlToken[]): boolean {
  const [first] = tokens;
  return first !== undefined && /^[A-Z][a-z]/.test(joined.slice(first.start, first.end));
}

/** What words a statement must hold beside its first, or else it is prose. */
const SHAPES: ReadonlyMap<string, readonly [SqlStatement['kind'], RegExp]> = new Map([
  ['SELECT', ['select', /^FROM$/]],
  ['INSERT', ['insert', /^INTO$/]],
  ['REPLACE', ['insert', /^INTO$/]],
  ['UPDATE', ['update', /^SET$/]],
  ['DELETE', ['delete', /^FROM$/]],
  ['MERGE', ['other', /^INTO$/]],
  ['WITH', ['other', /^AS$/]],
]);

/** The fallback: a statement known by its first word alone, or none where the rest does not look like SQL. */
function guessStatements(tokens: readonly SqlToken[], range: SqlRange): readonly SqlStatement[] {
  const words = tokens.filter((token) => token.text !== '(').map((token) => token.text);
  const [verb = '', second = ''] = words;
  const shape = SHAPES.get(verb);
  if (shape !== undefined) {
    const [kind, required] = shape;
    return words.some((word) => required.test(word))
      ? [{ ...createStatement(kind, range), whereIsComplete: false }]
      : [];
  }
  return OTHER_VERBS.get(verb)?.test(second) === true
    ? [{ ...createStatement('other', range), whereIsComplete: false }]
    : [];
}
