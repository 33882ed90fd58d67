import type { SqlToken } from './scan-sql.ts';
import type { SqlStatement } from './statement.ts';

/** What a statement says about the transaction it is sent in. */
export interface TransactionFacts {
  readonly kind: Extract<SqlStatement['kind'], 'begin' | 'commit' | 'rollback' | 'savepoint' | 'set-isolation'>;
  readonly isolation: string | undefined;
}

const BLOCK_WORDS: ReadonlySet<string> = new Set(['TRANSACTION', 'WORK', 'TRAN']);
const BEHAVIORS: ReadonlySet<string> = new Set(['DEFERRED', 'IMMEDIATE', 'EXCLUSIVE']);
const SCOPES: ReadonlySet<string> = new Set(['LOCAL', 'SESSION', 'GLOBAL']);
/** Words that a mode of a transaction begins with. */
const MODE_WORDS: ReadonlySet<string> = new Set(['ISOLATION', 'READ', 'NOT', 'DEFERRABLE', 'WITH', ',']);
const LEVELS: readonly string[] = ['SERIALIZABLE', 'REPEATABLE READ', 'READ COMMITTED', 'READ UNCOMMITTED', 'SNAPSHOT'];

/** Reads a transaction statement of any dialect; undefined for every other statement. */
export function readTransaction(tokens: readonly SqlToken[]): TransactionFacts | undefined {
  const [verb = '', ...rest] = tokens.slice(0, LONGEST).map((token) => token.text);
  switch (verb) {
    case 'BEGIN':
      return readBegin(rest);
    case 'START':
      return rest[0] === 'TRANSACTION' ? readModes(rest.slice(1), undefined) : undefined;
    case 'COMMIT':
    case 'END':
      return isChainEnd(skip(rest, BLOCK_WORDS)) ? { kind: 'commit', isolation: undefined } : undefined;
    case 'ROLLBACK':
    case 'ABORT':
      return readRollback(skip(rest, BLOCK_WORDS));
    case 'SAVEPOINT':
      return rest.length === 1 ? SAVEPOINT : undefined;
    case 'RELEASE':
      return rest.length === (rest[0] === 'SAVEPOINT' ? 2 : 1) ? SAVEPOINT : undefined;
    case 'SET':
      return readSetTransaction(skip(rest, SCOPES));
    default:
      return undefined;
  }
}

/** Tokens of the longest statement there is, and one more. */
const LONGEST = 21;
const SAVEPOINT: TransactionFacts = { kind: 'savepoint', isolation: undefined };

function skip(words: readonly string[], optional: ReadonlySet<string>): readonly string[] {
  return optional.has(words[0] ?? '') ? words.slice(1) : words;
}

function readBegin(words: readonly string[]): TransactionFacts | undefined {
  const [first = ''] = words;
  const rest = skip(skip(words, BEHAVIORS), BLOCK_WORDS);
  // SQLite's DEFERRED is what a bare BEGIN does.
  return readModes(rest, BEHAVIORS.has(first) && first !== 'DEFERRED' ? first : undefined);
}

function readModes(words: readonly string[], behavior: string | undefined): TransactionFacts | undefined {
  const isBegin = words.length === 0 || (words.length > 1 && words.length < LONGEST && MODE_WORDS.has(words[0] ?? ''));
  return isBegin ? { kind: 'begin', isolation: findLevel(words) ?? behavior } : undefined;
}

function readRollback(words: readonly string[]): TransactionFacts | undefined {
  // Rolling back to a savepoint leaves the transaction open, and its locks held.
  if (words[0] === 'TO') {
    return words.length === (words[1] === 'SAVEPOINT' ? 3 : 2) ? SAVEPOINT : undefined;
  }
  return isChainEnd(words) ? { kind: 'rollback', isolation: undefined } : undefined;
}

/** Nothing, `AND CHAIN` or `AND NO CHAIN`. */
function isChainEnd(words: readonly string[]): boolean {
  return ['', 'AND CHAIN', 'AND NO CHAIN'].includes(words.join(' '));
}

function readSetTransaction(words: readonly string[]): TransactionFacts | undefined {
  const rest = words[0] === 'CHARACTERISTICS' && words[1] === 'AS' ? words.slice(2) : words;
  return rest[0] === 'TRANSACTION' && rest.length > 1 && rest.length < LONGEST
    ? { kind: 'set-isolation', isolation: findLevel(rest) }
    : undefined;
}

function findLevel(words: readonly string[]): string | undefined {
  const index = words.indexOf('ISOLATION');
  if (index === -1 || words[index + 1] !== 'LEVEL') {
    return undefined;
  }
  const [first = '', second = ''] = words.slice(index + 2);
  return LEVELS.find((level) => level === first || level === `${first} ${second}`);
}
