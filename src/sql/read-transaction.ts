import type { SqlToken } from './scan-sql.ts';
import type { SqlStatement } from './statement.ts';

/** What a statement says about the transaction it is sent in. */
export interface TransactionFacts {
  readonly kind: Extract<SqlStatement['kind'], 'begin' | 'commit' | 'rollback' | 'savepoint' | 'set-isolation'>;
  readonly isolation: string | undefined;
}

const ISOLATION = /\bISOLATION LEVEL (SERIALIZABLE|REPEATABLE READ|READ COMMITTED|READ UNCOMMITTED|SNAPSHOT)\b/;
const BEGIN =
  /^(?:BEGIN(?: (DEFERRED|IMMEDIATE|EXCLUSIVE))?(?: (?:TRANSACTION|WORK|TRAN))?|START TRANSACTION)(?: (?:ISOLATION|READ|NOT|DEFERRABLE|WITH|,) .*)?$/;
const COMMIT = /^(?:COMMIT|END)(?: (?:TRANSACTION|WORK|TRAN))?(?: AND (?:NO )?CHAIN)?$/;
const ROLLBACK = /^(?:ROLLBACK|ABORT)(?: (?:TRANSACTION|WORK|TRAN))?(?: AND (?:NO )?CHAIN)?$/;
const SAVEPOINT =
  /^(?:SAVEPOINT \S+|RELEASE (?:SAVEPOINT )?\S+|ROLLBACK (?:(?:TRANSACTION|WORK) )?TO (?:SAVEPOINT )?\S+)$/;
const SET_TRANSACTION = /^SET (?:LOCAL |SESSION |GLOBAL |SESSION CHARACTERISTICS AS )?TRANSACTION /;

/** Reads a transaction statement of any dialect; undefined for every other statement. */
export function readTransaction(tokens: readonly SqlToken[]): TransactionFacts | undefined {
  if (tokens.length > 20) {
    return undefined;
  }
  const words = tokens.map((token) => (token.text === '' ? '?' : token.text)).join(' ');
  const begin = BEGIN.exec(words);
  if (begin !== null) {
    // SQLite's DEFERRED is what a bare BEGIN does.
    const behavior = begin[1] === 'DEFERRED' ? undefined : begin[1];
    return { kind: 'begin', isolation: ISOLATION.exec(words)?.[1] ?? behavior };
  }
  if (COMMIT.test(words)) {
    return { kind: 'commit', isolation: undefined };
  }
  if (ROLLBACK.test(words)) {
    return { kind: 'rollback', isolation: undefined };
  }
  // Rolling back to a savepoint leaves the transaction open, and its locks held.
  if (SAVEPOINT.test(words)) {
    return { kind: 'savepoint', isolation: undefined };
  }
  return SET_TRANSACTION.test(words) ? { kind: 'set-isolation', isolation: ISOLATION.exec(words)?.[1] } : undefined;
}
