import { CLAUSES_AFTER_WHERE, CLAUSE_WORDS } from './keywords.ts';
import { expectsOperand, type SqlToken } from './scan-sql.ts';
import type { SqlRange, SqlValue } from './statement.ts';

/**
 * A statement rewritten so that the parser accepts it: placeholders of every driver become names, and what cannot be
 * parsed (fragments in holes, index hints) is left out. Ranges of the rewritten text lead back to the original.
 */
export interface NormalisedSql {
  readonly text: string;
  /** What the made-up name number n stands for. */
  readonly values: readonly SqlValue[];
  /** Holes that may hold anything: conditions, joins, `FOR UPDATE`. */
  readonly fragments: readonly SqlFragment[];
  /** The lock that a SQL Server table hint takes: `UPDATE` for `WITH (UPDLOCK)`. */
  readonly lockHint: string | undefined;
  /** The whole statement, and what was left out at its very end included. */
  readonly range: SqlRange;
  readonly toOriginal: (range: SqlRange) => SqlRange;
}

interface SqlFragment {
  readonly start: number;
  /** The clause it follows, in upper case. */
  readonly clause: string;
  readonly canHoldConditions: boolean;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly original: SqlRange;
  readonly isVerbatim: boolean;
}

const JOIN_WORD = /^(?:JOIN|INNER|LEFT|RIGHT|CROSS|OUTER|STRAIGHT_JOIN)$/;
/** Plain ASCII, since SQLite's grammar takes no other names, and nothing that a schema would hold. */
const NAME_PREFIX = '__atomic_auth_hole_';

/** The number in a name made up by `normaliseSql`; undefined for every other name. */
export function findPlaceholderNumber(name: string): number | undefined {
  return name.startsWith(NAME_PREFIX) ? Number(name.slice(NAME_PREFIX.length)) : undefined;
}

/** Rewrites the statement that `tokens` (at least one) make up within `text`. */
export function normaliseSql(text: string, tokens: readonly SqlToken[]): NormalisedSql {
  const values: SqlValue[] = [];
  const fragments: SqlFragment[] = [];
  const pieces: Piece[] = [];
  const clauses: string[] = [];
  const leftOut = findUnsupportedTokens(tokens);
  const start = tokens[0]?.start ?? 0;
  let written = '';
  let offset = start;

  function write(part: string, end: number, isVerbatim: boolean): void {
    pieces.push({ from: written.length, to: written.length + part.length, original: [offset, end], isVerbatim });
    written += part;
    offset = end;
  }

  for (const [index, token] of tokens.entries()) {
    if (token.start > offset) {
      write(text.slice(offset, token.start), token.start, true);
    }
    const before = tokens.slice(Math.max(0, index - 4), index);
    if (token.text === '(') {
      clauses[token.depth + 1] = '';
    }
    const clause = clauses[token.depth] ?? '';
    if (leftOut.has(index)) {
      if (!leftOut.has(index - 1)) {
        fragments.push({ start: token.start, clause, canHoldConditions: JOIN_WORD.test(token.text) });
      }
      write(' ', token.end, false);
    } else if (token.value === undefined) {
      if (token.kind === 'word' && CLAUSE_WORDS.has(token.text) && before.at(-1)?.text !== '.') {
        clauses[token.depth] = token.text === 'UPDATE' ? getUpdateClause(before) : token.text;
      }
      write(text.slice(token.start, token.end), token.end, true);
    } else {
      const name = `${NAME_PREFIX}${String(values.length)}`;
      const role = getHoleRole(before, tokens[index + 1], clause);
      if (role === 'fragment') {
        fragments.push({ start: token.start, clause, canHoldConditions: !CLAUSES_AFTER_WHERE.has(clause) });
        write(' ', token.end, false);
      } else {
        values.push(token.value);
        const isGluedBefore = /[\w$]$/.test(written);
        const isGluedAfter = /^[\w$]/.test(text.slice(token.end, token.end + 1));
        write(`${isGluedBefore ? ' ' : ''}${spell(role, name)}${isGluedAfter ? ' ' : ''}`, token.end, false);
      }
    }
  }

  return {
    text: written,
    values,
    fragments,
    lockHint: tokens.some((token, index) => leftOut.has(index) && /^(?:UPDLOCK|XLOCK)$/.test(token.text))
      ? 'UPDATE'
      : undefined,
    range: [start, offset],
    toOriginal: ([from, to]) => [toOriginalStart(pieces, from), toOriginalEnd(pieces, to)],
  };
}

type HoleRole = 'operand' | 'list' | 'assignment' | 'further-assignment' | 'record' | 'query' | 'fragment';

function spell(role: Exclude<HoleRole, 'fragment'>, name: string): string {
  switch (role) {
    case 'operand':
      return name;
    case 'list':
      return `(${name})`;
    case 'assignment':
      return `${name}=${name}`;
    case 'further-assignment':
      return `,${name}=${name}`;
    case 'record':
      return `(${name}) VALUES (${name})`;
    case 'query':
      return `SELECT ${name}`;
  }
}

/** What a placeholder stands for, told from its neighbours and the clause it is in. */
function getHoleRole(before: readonly SqlToken[], next: SqlToken | undefined, clause: string): HoleRole {
  const previous = before.at(-1);
  const isComparedNext = next?.text === '=' || next?.text === '.' || next?.text === ':=';
  if (
    clause === 'SET' &&
    (previous?.text === 'SET' || previous?.text === ',' || previous?.text === 'UPDATE') &&
    !isComparedNext
  ) {
    return 'assignment';
  }
  if (expectsOperand(before)) {
    if (previous?.text === 'VALUES' || previous?.text === 'IN') {
      return 'list';
    }
    return previous?.text === '(' && before.at(-2)?.text === 'AS' && next?.text === ')' ? 'query' : 'operand';
  }
  if (clause === 'SET') {
    return 'further-assignment';
  }
  // `INSERT INTO users ${sql(user)}`: the whole row, or with VALUES behind it the column list.
  if (clause === 'INTO') {
    if (previous?.text === ')') {
      return 'query';
    }
    return next?.text === 'VALUES' || next?.text === 'SELECT' || next?.value !== undefined ? 'list' : 'record';
  }
  return 'fragment';
}

/** Which clause the word UPDATE opens: of a statement, of a lock, or the assignments of MySQL's `ON DUPLICATE KEY UPDATE`. */
function getUpdateClause(before: readonly SqlToken[]): string {
  const previous = before.at(-1)?.text;
  if (previous === 'KEY') {
    return before.at(-2)?.text === 'DUPLICATE' ? 'SET' : 'FOR';
  }
  return previous === 'FOR' ? 'FOR' : 'UPDATE';
}

/** Positions of tokens that no dialect of the parser takes: index hints and joined updates of MySQL, `WAIT 5`, SQL Server's TOP and table hints. */
function findUnsupportedTokens(tokens: readonly SqlToken[]): ReadonlySet<number> {
  const positions = new Set<number>();
  const set = tokens.findIndex((token) => token.text === 'SET' && token.depth === 0);
  const findClosing = (token: SqlToken, from: number): number =>
    tokens.findIndex((other, position) => position > from && other.text === ')' && other.depth === token.depth);
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const afterNext = tokens[index + 2]?.text ?? '';
    switch (token.text) {
      case 'FORCE':
      case 'USE':
      case 'IGNORE':
        if (next?.text === 'INDEX' || next?.text === 'KEY') {
          addRange(positions, index, findClosing(token, index) + 1);
        }
        break;
      case 'WAIT':
        addRange(positions, index, next?.kind === 'number' ? index + 2 : index);
        break;
      case 'TOP':
        if (tokens[index - 1]?.text === 'SELECT') {
          addRange(
            positions,
            index,
            next?.kind === 'number' ? index + 2 : next?.text === '(' ? findClosing(token, index) + 1 : index,
          );
        }
        break;
      case 'WITH':
        addRange(
          positions,
          index,
          next?.text === '(' && /LOCK|^(?:HOLD|READ|SERIALIZABLE)/.test(afterNext)
            ? findClosing(token, index) + 1
            : index,
        );
        break;
      case 'JOIN':
        if (token.depth === 0 && tokens[0]?.text === 'UPDATE' && index < set && !positions.has(index)) {
          addRange(positions, index - (JOIN_WORD.test(tokens[index - 1]?.text ?? '') ? 1 : 0), set);
        }
        break;
      default:
    }
  }
  return positions;
}

function addRange(positions: Set<number>, from: number, to: number): void {
  for (let position = from; position < to; position++) {
    positions.add(position);
  }
}

function toOriginalStart(pieces: readonly Piece[], offset: number): number {
  const piece = pieces[findPiece(pieces, offset)];
  return piece === undefined ? 0 : piece.original[0] + (piece.isVerbatim ? offset - piece.from : 0);
}

function toOriginalEnd(pieces: readonly Piece[], offset: number): number {
  const piece = pieces[findPiece(pieces, Math.max(0, offset - 1))];
  return piece === undefined ? 0 : piece.isVerbatim ? piece.original[0] + (offset - piece.from) : piece.original[1];
}

/** The last piece that starts at or before `offset`. */
function findPiece(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.from ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
