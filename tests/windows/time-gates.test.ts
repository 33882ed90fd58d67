/** Gates that open once in a while: a time is compared, something is given, and the time is set anew. */
import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';

const prelude =
  "import { Pool } from 'pg'; const pool = new Pool();\nconst mayClaim = (last, start) => { if (!last) return true; return new Date(last) < start; };\n";

/** The read is on line 4, the guard on line 5, and `code` from line 6 on. */
function claim(guard: string, code: string): readonly string[] {
  return findWindows(`${prelude}export async function claim(id, start) {
  const { rows: [user] } = await pool.query('SELECT last_claim FROM users WHERE id = $1', [id]);
  ${guard}
  ${code}
}`);
}

const give = "await pool.query('INSERT INTO payouts (user_id) VALUES ($1)', [id]);";
const reset = "await pool.query('UPDATE users SET last_claim = NOW() WHERE id = $1', [id]);";

describe('a time since when something may be given again', () => {
  it.each([
    ['compared and set, with something given', 'if (user.last_claim >= start) return;'],
    [
      'compared by a helper that lets through who never claimed',
      'if (!mayClaim(user.last_claim, start)) throw new Error();',
    ],
    ['compared where it is set at all', 'if (user.last_claim && user.last_claim >= start) return;'],
  ])('%s', (_, guard) => {
    expect(claim(guard, `${reset} ${give}`)).toStrictEqual(['guard certain last_claim: read 4, written 6']);
  });

  it.each([
    ['nothing is given', 'if (user.last_claim >= start) return;', reset],
    ['given without a look at the time', 'note(user.last_claim);', `${reset} ${give}`],
  ])('is no window where %s', (_, guard, code) => {
    expect(claim(guard, code)).toStrictEqual([]);
  });

  it('is none of which one is sure where something else lets the write through as well', () => {
    expect(claim('if (user.last_claim >= start && !user.vip) return;', `${reset} ${give}`)).toStrictEqual([
      'guard possible last_claim: read 4, written 6',
    ]);
  });

  it('is protected where the time is in the condition of the write', () => {
    const guarded =
      "await pool.query('UPDATE users SET last_claim = NOW() WHERE id = $1 AND last_claim < $2', [id, start]);";
    expect(claim('if (user.last_claim >= start) return;', `${guarded} ${give}`)).toStrictEqual([
      'guard certain last_claim: read 4, written 6 [statement]',
    ]);
  });
});

describe('a check that is made again', () => {
  const again = (lock: string): string => `const client = await pool.connect(); await client.query('BEGIN');
  const { rows: [now] } = await client.query('SELECT last_claim FROM users WHERE id = $1${lock}', [id]);
  if (now.last_claim >= start) return;
  await client.query('UPDATE users SET last_claim = NOW() WHERE id = $1', [id]); await client.query('INSERT INTO payouts (user_id) VALUES ($1)', [id]); await client.query('COMMIT');`;

  it('under a lock counts instead of the first', () => {
    expect(claim('if (user.last_claim >= start) return;', again(' FOR UPDATE'))).toStrictEqual([
      'guard certain last_claim: read 7, written 9 [row-lock, transaction]',
    ]);
  });

  it('without any protection only makes the window narrower', () => {
    const code =
      "const { rows: [now] } = await pool.query('SELECT last_claim FROM users WHERE id = $1', [id]);\n  if (now.last_claim >= start) return;\n  ";
    expect(claim('if (user.last_claim >= start) return;', `${code}${reset} ${give}`)).toStrictEqual([
      'guard certain last_claim: read 6, written 8',
    ]);
  });

  it('of another column leaves the first as it is', () => {
    const code = again(' FOR UPDATE')
      .replace('SELECT last_claim', 'SELECT banned')
      .replace('now.last_claim >= start', 'now.banned');
    expect(claim('if (user.last_claim >= start) return;', code)).toStrictEqual([
      'guard certain last_claim: read 4, written 9',
    ]);
  });
});

describe('several statements in one text', () => {
  it('are one finding, about the one that is surest', () => {
    const code =
      'await pool.query(`UPDATE users SET last_seen = ${start} WHERE org = ${id}; UPDATE users SET last_claim = NOW() WHERE id = ${id}; INSERT INTO payouts (user_id) VALUES (${id})`);';
    expect(claim('if (user.last_claim >= start) return;', code)).toStrictEqual([
      'guard certain last_claim: read 4, written 6',
    ]);
  });
});
