import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';

/** A function that moves money under whatever is around the two statements. `before` is line 3, the read is line 5. */
function withdraw(
  imports: string,
  { before = '', open = '', between = '', close = '', pool = 'pool' }: Readonly<Record<string, string>>,
): string {
  return `
    import { Pool } from 'pg'; const pool = new Pool(); ${imports}
    export async function withdraw(id, amount) {
      ${before}
      ${open}
      const { rows } = await ${pool}.query('SELECT balance FROM accounts WHERE id = $1', [id]);
      ${between}
      await ${pool}.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      ${close}
    }
  `;
}

const read = 'value certain balance: read 5, written 7';

describe('a lock held over both', () => {
  it('of one process, around a callback', () => {
    const imports = "import { Mutex } from 'async-mutex'; const mutex = new Mutex();";
    expect(findWindows(withdraw(imports, { open: 'await mutex.runExclusive(async () => {', close: '});' }))).toEqual([
      `${read} [process lock]`,
    ]);
    expect(findWindows(withdraw(imports, { open: '{', close: '}' }))).toEqual([read]);
  });

  it('of which each statement has its own turn', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import { Mutex } from 'async-mutex';
      const pool = new Pool();
      const mutex = new Mutex();
      export async function withdraw(id, amount) {
        const { rows } = await mutex.runExclusive(() => pool.query('SELECT balance FROM accounts WHERE id = $1', [id]));
        await mutex.runExclusive(() => pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]));
      }
    `),
    ).toEqual(['value certain balance: read 6, written 7']);
  });

  it('taken and given back by hand', () => {
    const imports = "import { Mutex } from 'async-mutex'; const mutex = new Mutex();";
    expect(
      findWindows(withdraw(imports, { open: 'const release = await mutex.acquire();', close: 'release();' })),
    ).toEqual([`${read} [process lock]`]);
    expect(
      findWindows(withdraw(imports, { open: 'await mutex.acquire(); try {', close: '} finally { mutex.release(); }' })),
    ).toEqual([`${read} [process lock]`]);
  });

  it('given back before the write', () => {
    const imports = "import { Mutex } from 'async-mutex'; const mutex = new Mutex();";
    expect(
      findWindows(withdraw(imports, { open: 'const release = await mutex.acquire();', between: 'release();' })),
    ).toEqual([read]);
    expect(findWindows(withdraw(imports, { open: 'await mutex.acquire();', between: 'mutex.release();' }))).toEqual([
      read,
    ]);
  });

  it('given back before the read', () => {
    const imports = "import { Mutex } from 'async-mutex'; const mutex = new Mutex();";
    expect(
      findWindows(withdraw(imports, { before: 'const release = await mutex.acquire();', open: 'release();' })),
    ).toEqual([read]);
  });

  it('taken after the read', () => {
    const imports = "import { Mutex } from 'async-mutex'; const mutex = new Mutex();";
    expect(
      findWindows(withdraw(imports, { between: 'const release = await mutex.acquire();', close: 'release();' })),
    ).toEqual([read]);
  });

  it('of one key, by async-lock', () => {
    const imports = "import AsyncLock from 'async-lock'; const lock = new AsyncLock();";
    expect(findWindows(withdraw(imports, { open: 'await lock.acquire(id, async () => {', close: '});' }))).toEqual([
      `${read} [process lock]`,
    ]);
  });

  it('of a limit of one, and not of more', () => {
    const imports = "import pLimit from 'p-limit'; const one = pLimit(1); const ten = pLimit(10);";
    expect(findWindows(withdraw(imports, { open: 'await one(async () => {', close: '});' }))).toEqual([
      `${read} [process lock]`,
    ]);
    expect(findWindows(withdraw(imports, { open: 'await ten(async () => {', close: '});' }))).toEqual([read]);
  });

  it('in Redis', () => {
    const imports = "import Redlock from 'redlock'; const redlock = new Redlock([]);";
    expect(
      findWindows(
        withdraw(imports, {
          open: "const lock = await redlock.acquire(['accounts:' + id], 5000);",
          close: 'await lock.release();',
        }),
      ),
    ).toEqual([`${read} [shared lock]`]);
    expect(
      findWindows(
        withdraw(imports, { open: "await redlock.using(['accounts:' + id], 5000, async () => {", close: '});' }),
      ),
    ).toEqual([`${read} [shared lock]`]);
    expect(
      findWindows(
        withdraw(imports, {
          open: "const lock = await redlock.acquire(['accounts:' + id], 5000);",
          between: 'await lock.release();',
        }),
      ),
    ).toEqual([read]);
  });

  it('in the database, until the transaction ends', () => {
    const before = 'const client = await pool.connect();';
    const open = "await client.query('BEGIN'); await client.query('SELECT pg_advisory_xact_lock($1)', [id]);";
    expect(findWindows(withdraw('', { before, open, pool: 'client', close: "await client.query('COMMIT');" }))).toEqual(
      [`${read} [transaction, shared lock]`],
    );
    expect(
      findWindows(withdraw('', { before, open: `${open} await client.query('COMMIT');`, pool: 'client' })),
    ).toEqual([read]);
    expect(
      findWindows(withdraw('', { before, open, between: "await client.query('COMMIT');", pool: 'client' })),
    ).toEqual([read]);
  });

  it('in the database, until it is given back', () => {
    const before = 'const client = await pool.connect();';
    const open = "await client.query('SELECT pg_advisory_lock($1)', [id]);";
    const unlock = "await client.query('SELECT pg_advisory_unlock($1)', [id]);";
    expect(findWindows(withdraw('', { before, open, close: unlock, pool: 'client' }))).toEqual([
      `${read} [shared lock]`,
    ]);
    expect(findWindows(withdraw('', { before, open, between: unlock, pool: 'client' }))).toEqual([read]);
    expect(
      findWindows(
        withdraw('', {
          before,
          open: "await client.query('SELECT pg_advisory_lock_shared($1)', [id]);",
          pool: 'client',
        }),
      ),
    ).toEqual([read]);
  });

  it('of a mutex made for the call, which keeps nobody out', () => {
    expect(
      findWindows(
        withdraw("import { Mutex } from 'async-mutex';", {
          before: 'const mutex = new Mutex();',
          open: 'await mutex.runExclusive(async () => {',
          close: '});',
        }),
      ),
    ).toEqual([read]);
  });
});
