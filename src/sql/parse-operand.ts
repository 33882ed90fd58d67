import { POWER, PREFIX_OPERATORS } from './operators.ts';
import { parseCall, takeSpecialCall } from './parse-call.ts';
import { takeIntervalFields } from './parse-type.ts';
import { NO_TAIL, atQueryContinuation, startsQuery } from './query-bounds.ts';
import { BARE_FUNCTIONS, RESERVED, RESERVED_FUNCTIONS } from './reserved-words.ts';
import type { Expression, NamePart, Query } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

const NO_WORDS: ReadonlySet<string> = new Set();

/** What operators stand between: a literal, a name, a call, something in parentheses, or one of these behind a prefix. */
export function parseOperand(cursor: TokenCursor): Expression {
  const { token, start } = cursor;
  switch (token?.kind) {
    case 'string':
      return parseString(cursor);
    case 'number': {
      cursor.advance();
      const value = Number(cursor.readWritten(token).replaceAll('_', ''));
      return { kind: 'literal', value, range: cursor.rangeFrom(start) };
    }
    case 'name':
      return cursor.isQuotedString ? parseString(cursor) : parseReference(cursor);
    case 'placeholder':
      return cursor.at('.', 1) || cursor.at('(', 1)
        ? parseReference(cursor)
        : (cursor.takePlaceholder() ?? cursor.fail());
    case 'symbol':
      return token.text === '(' ? parseParenthesized(cursor) : parsePrefixed(cursor, token.text);
    case 'word':
      return parseWord(cursor, token.text);
    case undefined:
      return cursor.fail();
  }
}

/** Strings in a row are one. */
function parseString(cursor: TokenCursor): Expression {
  const { start } = cursor;
  let value = cursor.readString(cursor.advance());
  while (cursor.atKind('string')) {
    value += cursor.readString(cursor.advance());
  }
  return { kind: 'literal', value, range: cursor.rangeFrom(start) };
}

function parsePrefixed(cursor: TokenCursor, operator: string): Expression {
  const { start } = cursor;
  if (!PREFIX_OPERATORS.has(operator)) {
    return cursor.fail();
  }
  cursor.advance();
  const operand = cursor.grammar.parseExpression(cursor, POWER.sign);
  return { kind: 'unary', operator, operand, range: cursor.rangeFrom(start) };
}

/** A query, a row, or an expression in parentheses. */
function parseParenthesized(cursor: TokenCursor): Expression {
  const { start } = cursor;
  if (startsQuery(cursor, 1)) {
    const query = cursor.parenthesized(() => cursor.grammar.parseQuery(cursor));
    return { kind: 'subquery', query, range: cursor.rangeFrom(start) };
  }
  const items = cursor.parenthesized(() => cursor.list(() => parseInner(cursor)));
  const [inner] = items;
  const range = cursor.rangeFrom(start);
  if (inner === undefined || items.length > 1) {
    return { kind: 'row', items, range };
  }
  // `((SELECT 1))`: one more pair of parentheses makes no other value of a subquery.
  return inner.kind === 'subquery' ? { ...inner, range } : { kind: 'parenthesized', inner, range };
}

/** An item in parentheses: as the first one, a query in parentheses of its own may go on as a UNION. */
function parseInner(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const expression = cursor.grammar.parseExpression(cursor);
  if (expression.kind !== 'subquery' || !atQueryContinuation(cursor)) {
    return expression;
  }
  const { query: first, range } = expression;
  const nested: Query = { kind: 'nested', with: undefined, query: first, ...NO_TAIL, range };
  const query = cursor.grammar.continueQuery(cursor, nested, start);
  return { kind: 'subquery', query, range: cursor.rangeFrom(start) };
}

function parseWord(cursor: TokenCursor, word: string): Expression {
  const { start } = cursor;
  switch (word) {
    case 'NOT': {
      cursor.advance();
      const operand = cursor.grammar.parseExpression(cursor, POWER.not);
      return { kind: 'unary', operator: 'NOT', operand, range: cursor.rangeFrom(start) };
    }
    case 'NULL':
      cursor.advance();
      return { kind: 'literal', value: null, range: cursor.rangeFrom(start) };
    case 'TRUE':
    case 'FALSE':
      if (cursor.at('.', 1)) {
        break;
      }
      cursor.advance();
      return { kind: 'literal', value: word === 'TRUE', range: cursor.rangeFrom(start) };
    case 'DEFAULT':
      return parseDefault(cursor);
    case 'CASE':
      return parseCase(cursor);
    case 'EXISTS':
      if (!cursor.at('(', 1)) {
        break;
      }
      cursor.advance();
      return { kind: 'exists', query: parseExistsQuery(cursor), range: cursor.rangeFrom(start) };
    case 'ARRAY':
      if (cursor.at('[', 1)) {
        cursor.advance();
        return { kind: 'array', items: parseArrayItems(cursor), range: cursor.rangeFrom(start) };
      }
      if (cursor.at('(', 1)) {
        cursor.advance();
        return { kind: 'array', items: [parseParenthesized(cursor)], range: cursor.rangeFrom(start) };
      }
      break;
    case 'ROW':
      if (cursor.at('(', 1)) {
        cursor.advance();
        const items = cursor.parenthesizedList(() => cursor.grammar.parseExpression(cursor));
        return { kind: 'row', items, range: cursor.rangeFrom(start) };
      }
      break;
    case 'INTERVAL':
      if (startsInterval(cursor)) {
        return parseInterval(cursor);
      }
      break;
    case 'BINARY':
      // MySQL's `BINARY code = ?`.
      if (cursor.atKind('word', 1) || cursor.atKind('name', 1) || cursor.atKind('placeholder', 1)) {
        cursor.advance();
        return {
          kind: 'collation',
          operand: cursor.grammar.parseExpression(cursor, POWER.sign),
          range: cursor.rangeFrom(start),
        };
      }
      break;
    default:
  }
  if (RESERVED.has(word) && !(RESERVED_FUNCTIONS.has(word) && cursor.at('(', 1))) {
    return cursor.fail();
  }
  return takeSpecialCall(cursor, word) ?? parseReference(cursor);
}

/** `DEFAULT` in place of a whole value, and MySQL's `DEFAULT(a)`. */
function parseDefault(cursor: TokenCursor): Expression {
  const { start } = cursor;
  const isWhole = WHOLE_VALUE_AFTER.has(cursor.peek(-1)?.text ?? '');
  const name = { kind: 'name', name: cursor.readWritten(cursor.advance()), range: cursor.rangeFrom(start) } as const;
  if (cursor.at('(')) {
    return parseCall(cursor, [name], start);
  }
  return isWhole ? { kind: 'default', range: name.range } : cursor.fail();
}

const WHOLE_VALUE_AFTER: ReadonlySet<string> = new Set(['(', ',', '=', ':=']);

/** The query of EXISTS, which may be in a hole. */
function parseExistsQuery(cursor: TokenCursor): Query {
  const operand = parseParenthesized(cursor);
  if (operand.kind === 'subquery') {
    return operand.query;
  }
  return operand.kind === 'parenthesized' && operand.inner.kind === 'placeholder' ? operand.inner : cursor.fail();
}

function parseCase(cursor: TokenCursor): Expression {
  const { start, clause } = cursor;
  const parts: Expression[] = [];
  cursor.expect('CASE');
  cursor.clause = '';
  const before = cursor.fragments.length;
  cursor.takeFragments();
  if (!cursor.at('WHEN') && !cursor.at('ELSE') && !cursor.at('END')) {
    parts.push(cursor.grammar.parseExpression(cursor));
  }
  let hasBranches = cursor.fragments.length > before;
  while (cursor.take('WHEN')) {
    parts.push(cursor.grammar.parseExpression(cursor));
    cursor.expect('THEN');
    parts.push(cursor.grammar.parseExpression(cursor));
    hasBranches = true;
  }
  if (cursor.take('ELSE')) {
    parts.push(cursor.grammar.parseExpression(cursor));
  }
  cursor.expect('END');
  cursor.clause = clause;
  return hasBranches ? { kind: 'case', parts, range: cursor.rangeFrom(start) } : cursor.fail();
}

/** `[1, 2]`, also `[[1], [2]]`. */
function parseArrayItems(cursor: TokenCursor): readonly Expression[] {
  const { clause } = cursor;
  cursor.expect('[');
  cursor.clause = '';
  const items = cursor.at(']') ? [] : cursor.list(() => parseArrayItem(cursor));
  cursor.expect(']');
  cursor.clause = clause;
  return items;
}

function parseArrayItem(cursor: TokenCursor): Expression {
  const { start } = cursor;
  if (!cursor.at('[')) {
    return cursor.grammar.parseExpression(cursor);
  }
  const items = cursor.nest(() => parseArrayItems(cursor));
  return { kind: 'array', items, range: cursor.rangeFrom(start) };
}

/** An interval, and not a column of that name. */
function startsInterval(cursor: TokenCursor): boolean {
  const next = cursor.peek(1);
  return (
    next?.kind === 'string' ||
    next?.kind === 'number' ||
    next?.kind === 'placeholder' ||
    next?.kind === 'name' ||
    next?.text === '(' ||
    next?.text === '-' ||
    (next?.kind === 'word' && !RESERVED.has(next.text) && cursor.atKind('word', 2))
  );
}

function parseInterval(cursor: TokenCursor): Expression {
  const { start } = cursor;
  cursor.expect('INTERVAL');
  // PostgreSQL's precision: `interval(3) '…'`.
  if (cursor.at('(') && cursor.atKind('string', 3)) {
    cursor.skipParentheses();
  }
  const operand = cursor.atKind('string') ? parseString(cursor) : cursor.grammar.parseExpression(cursor, POWER.sum);
  takeIntervalFields(cursor);
  return { kind: 'interval', operand, range: cursor.rangeFrom(start) };
}

/** A column, `t.*`, a call, or a literal with its type before it: `DATE '2020-01-01'`. */
function parseReference(cursor: TokenCursor): Expression {
  const { start, token } = cursor;
  const isBare = token?.kind === 'word' && BARE_FUNCTIONS.has(token.text) && !cursor.at('.', 1);
  // Whether the word may stand here was seen to already.
  const name: NamePart[] = [cursor.expectName(NO_WORDS)];
  while (cursor.take('.')) {
    if (cursor.take('*')) {
      return { kind: 'wildcard', range: cursor.rangeFrom(start) };
    }
    name.push(cursor.expectName(NO_WORDS));
  }
  if (cursor.at('(')) {
    return parseCall(cursor, name, start);
  }
  if (isBare) {
    return {
      kind: 'call',
      name,
      args: [],
      orderBy: [],
      filter: undefined,
      over: undefined,
      range: cursor.rangeFrom(start),
    };
  }
  if (token?.kind === 'word' && cursor.atKind('string')) {
    return { kind: 'cast', operand: parseString(cursor), range: cursor.rangeFrom(start) };
  }
  if ((token?.text === 'TIMESTAMP' || token?.text === 'TIME') && cursor.takeAny('WITH', 'WITHOUT') !== undefined) {
    return cursor.takeAll('TIME', 'ZONE')
      ? { kind: 'cast', operand: parseString(cursor), range: cursor.rangeFrom(start) }
      : cursor.fail();
  }
  return { kind: 'column', name, range: cursor.rangeFrom(start) };
}
