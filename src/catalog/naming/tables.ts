import { getSingular, splitWords } from './words.ts';

/** `AuditLog`, `activity_logs`, `login_history`: tables that are written for people to read later. */
const RECORD_WORDS: ReadonlySet<string> = new Set(['audit', 'log', 'history', 'activity']);

/** Whether a table keeps what happened, so that a row more in it gives nobody anything. */
export function isRecordTable(name: string): boolean {
  const words = splitWords(name).map(getSingular);
  return words[0] === 'audit' || RECORD_WORDS.has(words.at(-1) ?? '');
}
