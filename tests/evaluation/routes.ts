/**
 * The race all evaluation tests look for: a balance is read, lowered and written back. What differs is the code between the
 * two, so that a finding shows that the value was followed all the way.
 */

/** Before the first line of a test's own code; `read` and `write` are the two statements. */
const prelude = `import express from 'express'; import { Pool } from 'pg'; import { requireUser } from './auth'; const pool = new Pool(); const app = express();`;

/** On a first line, so that the code's own first line is line 2. */
export function inModule(code: string): string {
  return `${prelude}${code}\n`;
}

export const read = "pool.query('SELECT * FROM accounts WHERE id = $1', [id])";
export const write = "pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance])";
