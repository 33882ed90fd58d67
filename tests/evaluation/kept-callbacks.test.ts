/** Functions handed to one that puts them away (a queue): they run, and nobody knows when. */
import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../windows/find-windows-in.ts';
import { inModule, read, write } from './routes.ts';

const queue = 'const waiting = []; const enqueue = (work) => { waiting.push({ work }); start(waiting); };';

describe('a function that is kept for later', () => {
  it('runs: what was read before it was handed over is stale', () => {
    expect(
      findWindows(
        inModule(`${queue}
      export async function withdraw(id, amount) {
        const { rows } = await ${read}; const balance = rows[0].balance - amount;
        await enqueue(async () => { await ${write}; });
      }
    `),
      ),
    ).toStrictEqual(['value certain balance: read 3, written 4']);
  });

  it('may run alone: what it reads and writes itself is left to those who see the queue', () => {
    expect(
      findWindows(
        inModule(`${queue}
      export async function withdraw(id, amount) {
        await enqueue(async () => { const { rows } = await ${read}; const balance = rows[0].balance - amount; await ${write}; });
      }
    `),
      ),
    ).toStrictEqual(['value certain balance: read 3, written 3 [process lock]']);
  });

  it('runs once where it was called after all', () => {
    expect(
      findIn(
        inModule(`const now = async (work) => { note(); return await work(); };
      export async function log(id, balance) {
        await now(async () => { await ${write}; });
      }
    `),
      ).accesses,
    ).toStrictEqual(['update accounts: 3 where id = id sets balance = balance']);
  });

  it('runs when the function is called that was made of it', () => {
    expect(
      findIn(
        inModule(`const wrap = (work) => async () => { await work(); };
      export async function log(id, balance) {
        const run = wrap(async () => { await ${write}; });
        await run();
      }
    `),
      ).accesses,
    ).toStrictEqual(['update accounts: 3 where id = id sets balance = balance']);
  });
});
