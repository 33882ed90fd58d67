import { describe, expect, it } from 'vitest';
import { findIn, findInFolder, findWindows, findWindowsInFolder } from '../windows/find-windows-in.ts';

/** Before the first line of a test's own code. */
const storage = `import { AsyncLocalStorage } from 'node:async_hooks'; import express from 'express'; import pg from 'pg';
const pool = new pg.Pool(); const storage = new AsyncLocalStorage(); const app = express();
async function inTransaction(work) { const client = await pool.connect(); await client.query('BEGIN'); const result = await work(client); await client.query('COMMIT'); return result; }`;
const current = 'const current = () => storage.getStore() ?? pool;';

const load = (lock: string): string =>
  `const { rows: [seat] } = await current().query('SELECT * FROM seats WHERE id = $1${lock}', [id]); if (seat.taken_by) throw new Error('taken');`;
const take = "await current().query('UPDATE seats SET taken_by = $2 WHERE id = $1', [id, 'me']);";

describe('a transaction that statements find by themselves', () => {
  it.each([
    ['in a callback', 'storage.run(client, work)'],
    ['in an arrow', 'storage.run(client, () => work())'],
    ['with what the callback is given', "storage.run(client, (text) => work(text), 'x')"],
    ['from here on', '(storage.enterWith(client), work())'],
  ])('is the one that was put there: %s', (_name, run) => {
    const text = `${storage}
      ${current}
      const transactional = (work) => inTransaction((client) => ${run});
      app.post('/:id', async (req, res) => {
        const id = req.params.id;
        await transactional(async () => { ${load(' FOR UPDATE')}
          ${take}
        });
      });
    `;
    expect(findWindows(text)).toEqual(['guard certain taken_by: read 8, written 9 [row-lock, transaction]']);
  });

  it('is none where something else was put there', () => {
    expect(
      findWindows(`${storage}
      ${current}
      app.post('/:id', async (req, res) => {
        const id = req.params.id;
        await inTransaction((client) => storage.run(pool, async () => { ${load(' FOR UPDATE')}
          ${take}
        }));
      });
    `),
    ).toEqual(['guard certain taken_by: read 7, written 8']);
  });

  it('ends with the callback', () => {
    expect(
      findWindows(`${storage}
      ${current}
      app.post('/:id', async (req, res) => {
        const id = req.params.id;
        await inTransaction((client) => storage.run(client, async () => { ${load('')}
        }));
        ${take}
      });
    `),
    ).toEqual(['guard certain taken_by: read 7, written 9']);
  });

  it('is left by `exit`', () => {
    expect(
      findWindows(`${storage}
      ${current}
      app.post('/:id', async (req, res) => {
        const id = req.params.id;
        await inTransaction((client) => storage.run(client, async () => { ${load('')}
          await storage.exit(async () => { ${take} });
        }));
      });
    `),
    ).toEqual(['guard certain taken_by: read 7, written 8']);
  });

  it('holds in the handlers behind a middleware that opens it', () => {
    expect(
      findWindows(`${storage}
      const current = () => storage.getStore();
      app.use(async (req, res, next) => { const client = await pool.connect(); await client.query('BEGIN'); storage.run(client, next); });
      app.post('/:id', async (req, res) => {
        const id = req.params.id; ${load(' FOR UPDATE')}
        ${take}
      });
    `),
    ).toEqual(['guard certain taken_by: read 7, written 8 [row-lock, transaction]']);
  });

  it('is one storage, however many services hold it', () => {
    expect(
      findWindowsInFolder({
        'src/seats.service.ts': `
        import { Context } from './context';
        import { Seats } from './seats';
        export class SeatsService {
          constructor(private readonly context: Context, private readonly seats: Seats) {}
          async take(id: number) {
            await this.context.run(async () => {
              const seat = await this.seats.lock(id);
              if (seat.taken_by) throw new Error('taken');
              await this.seats.take(id);
            });
          }
        }
      `,
        'src/seats.ts': `
        import { Context } from './context';
        export class Seats {
          constructor(private readonly context: Context) {}
          async lock(id: number) { return (await this.context.client.query('SELECT * FROM seats WHERE id = $1 FOR UPDATE', [id])).rows[0]; }
          async take(id: number) { await this.context.client.query('UPDATE seats SET taken_by = 1 WHERE id = $1', [id]); }
        }
      `,
        'src/context.ts': `
        import { AsyncLocalStorage } from 'node:async_hooks';
        import { Pool } from 'pg';
        const pool = new Pool();
        export class Context {
          private readonly storage = new AsyncLocalStorage();
          get client() { return this.storage.getStore() ?? pool; }
          async run(work: () => Promise<void>) {
            const client = await pool.connect();
            await client.query('BEGIN');
            await this.storage.run(client, work);
            await client.query('COMMIT');
          }
        }
      `,
      }),
    ).toEqual(['guard certain taken_by: read seats.ts:4, written seats.ts:5 at 9 [row-lock, transaction]']);
  });

  it('holds what is put there beside the client', () => {
    expect(
      findWindows(`${storage}
      const current = () => storage.getStore()?.client ?? pool;
      app.post('/:id', async (req, res) => {
        const id = req.params.id;
        await inTransaction((client) => storage.run({ client, at: Date.now() }, async () => { ${load(' FOR UPDATE')}
          ${take}
        }));
      });
    `),
    ).toEqual(['guard certain taken_by: read 7, written 8 [row-lock, transaction]']);
  });
});

describe('where nobody is seen to have opened one', () => {
  const service = (lock: string, code: string): string => `${storage}
    ${code}
    export async function book(id) {
      ${load(lock)}
      ${take}
    }
  `;

  it.each([
    ['??', current],
    ['if', 'function current() { const held = storage.getStore(); if (held) return held; return pool; }'],
    ['a field', 'const current = () => storage.getStore()?.client ?? pool;'],
  ])('a lock is meant for a transaction of some caller: %s', (_name, code) => {
    expect(findWindows(service(' FOR UPDATE', code))).toEqual(['guard certain taken_by: read 6, written 7 [row-lock]']);
    expect(findWindows(service('', code))).toEqual(['guard certain taken_by: read 6, written 7']);
  });

  it('the statements leave no transaction', () => {
    expect(
      findIn(`${storage}
      ${current}
      export async function book(id) { await inTransaction(async (client) => { await client.query('DELETE FROM seats WHERE id = $1', [id]); ${take} }); }
    `).escapes,
    ).toEqual([]);
  });

  it('what is asked for without anything in its place is not known', () => {
    expect(findWindows(service('', 'const current = () => storage.getStore();'))).toEqual([]);
  });
});

describe('other storages', () => {
  it('hold what is known of the request', () => {
    expect(
      findInFolder({
        'src/app.js': `
        import { AsyncLocalStorage } from 'node:async_hooks';
        import express from 'express';
        import pg from 'pg';
        const pool = new pg.Pool();
        const requests = new AsyncLocalStorage();
        const app = express();
        app.use((req, res, next) => requests.run({ id: req.params.id }, () => next()));
        app.delete('/:id', async (req, res) => { await pool.query('DELETE FROM seats WHERE id = $1', [requests.getStore().id]); });
      `,
      }).accesses,
    ).toEqual(['delete seats: 8 where id = params.id']);
  });
});
