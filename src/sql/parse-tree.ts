import type { Grammar } from './grammar.ts';
import { parseExpression } from './parse-expression.ts';
import { continueQuery, parseQuery, parseStatement } from './parse-query.ts';
import { parseJoinedTables } from './parse-tables.ts';
import type { SqlToken } from './scan-sql.ts';
import type { SqlFragment, Statement } from './syntax.ts';
import { SYNTAX_ERROR, TokenCursor } from './token-cursor.ts';

/** The one place that knows all files of the parser: what they need of each other is put together here. */
const grammar: Grammar = { parseExpression, parseJoinedTables, parseQuery, continueQuery, parseStatement };

export interface ParsedTree {
  readonly tree: Statement;
  readonly fragments: readonly SqlFragment[];
}

/** What the tokens are of, and how its strings are written. */
export interface ParseOptions {
  readonly text: string;
  readonly backslashEscapes: boolean;
}

/**
 * Parses the tokens of one statement that reads or writes rows. Undefined where they are no SQL, or are nested deeper than
 * anybody writes. Takes each token once and goes back over none: linear in their number. Never throws.
 */
export function parseTree(
  tokens: readonly SqlToken[],
  { text, backslashEscapes }: ParseOptions,
): ParsedTree | undefined {
  const doubleQuotesAreStrings = quotesStringsDoubly(tokens, text);
  const cursor = new TokenCursor({ text, tokens, backslashEscapes, doubleQuotesAreStrings }, grammar);
  try {
    const tree = parseStatement(cursor);
    cursor.takeFragments();
    return cursor.token === undefined ? { tree, fragments: cursor.fragments } : undefined;
  } catch (error) {
    if (error !== SYNTAX_ERROR) {
      throw error;
    }
    return undefined;
  }
}

const STRING_EXPECTED_AFTER: ReadonlySet<string> = new Set(
  '= == <> != < > <= >= , ( LIKE IN VALUES THEN ELSE'.split(' '),
);
const NAME_EXPECTED_AFTER: ReadonlySet<string> = new Set(['.', 'FROM', 'JOIN', 'INTO', 'UPDATE', 'TABLE']);
const NAME_EXPECTED_BEFORE: ReadonlySet<string> = new Set('. = == <> != < > <= >= LIKE IN IS BETWEEN AS'.split(' '));

/**
 * Whether double quotes hold strings here, as in MySQL, and not names: something only MySQL has is written, or all of
 * them stand where values do.
 */
function quotesStringsDoubly(tokens: readonly SqlToken[], text: string): boolean {
  let found = false;
  let areValues = true;
  let isMysql = false;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]?.text ?? '';
    switch (token.kind) {
      case 'placeholder':
        if (
          token.value?.kind === 'placeholder' &&
          token.value.style === 'numbered' &&
          text.startsWith('$', token.start)
        ) {
          return false;
        }
        break;
      case 'name':
        isMysql ||= text.startsWith('`', token.start);
        if (text.startsWith('"', token.start)) {
          if (next === '.' || NAME_EXPECTED_AFTER.has(tokens[index - 1]?.text ?? '')) {
            return false;
          }
          found = true;
          areValues &&= STRING_EXPECTED_AFTER.has(tokens[index - 1]?.text ?? '') && !NAME_EXPECTED_BEFORE.has(next);
        }
        break;
      case 'word':
        isMysql ||= isMysqlOnly(token.text, next);
        break;
      case 'string':
      case 'number':
      case 'symbol':
    }
  }
  return found && (isMysql || areValues);
}

function isMysqlOnly(word: string, next: string): boolean {
  switch (next) {
    case 'KEY':
      return word === 'DUPLICATE';
    case 'IGNORE':
      return word === 'INSERT' || word === 'UPDATE';
    case 'SHARE':
      return word === 'IN';
    case '(':
      return word === 'IF' || word === 'IFNULL';
    default:
      return false;
  }
}
