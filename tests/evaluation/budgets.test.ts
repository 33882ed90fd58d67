/** Sources that would take forever if each path, call or join were walked through: the analysis ends in time, and says what it can. */
import { describe, expect, it } from 'vitest';
import { findWindows } from '../windows/find-windows-in.ts';
import { inModule } from './routes.ts';

/** Generous: the machine may be busy. What is shown is that the time does not grow without bounds. */
const limit = 15_000;

function repeat(times: number, create: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => create(index)).join('\n');
}

const race = (before = '', between = ''): string =>
  inModule(`
  export async function withdraw(id, amount) {
    ${before}
    const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
    ${between}
    await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
  }
`);

describe('ends in time', () => {
  it('a chain of 3,000 calls', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(`
      export async function f0(id) { return f1(id); }
      ${repeat(3_000, (index) => `async function f${index + 1}(id) { return f${index + 2}(id); }`)}
      async function f3001(id) { return id; }
    `),
      ),
    ).toEqual([]);
  });

  it('functions that each call two others', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(`
      ${repeat(30, (index) => `async function f${index}(id) { await f${index + 1}(id); await f${index + 1}(id); }`)}
      async function f30(id) { await pool.query('SELECT * FROM accounts WHERE id = $1', [id]); }
      export const run = (id) => f0(id);
    `),
      ),
    ).toEqual([]);
  });

  it('5,000 statements between the read and the write', { timeout: limit }, () => {
    expect(
      findWindows(race('', repeat(5_000, (index) => `const v${index} = amount + ${index};`).replaceAll('\n', ' '))),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('5,000 statements before both', { timeout: limit }, () => {
    expect(findWindows(race(repeat(5_000, (index) => `note(${index});`).replaceAll('\n', ' ')))).toEqual([
      'value certain balance: read 4, written 6',
    ]);
  });

  it('500 conditions in a row', { timeout: limit }, () => {
    expect(
      findWindows(race('', repeat(500, (index) => `if (amount > ${index}) note(${index});`).replaceAll('\n', ' '))),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('100 conditions inside each other', { timeout: limit }, () => {
    expect(
      findWindows(
        race(
          '',
          `${repeat(100, (index) => `if (amount > ${index}) {`)} note(id); ${'}'.repeat(100)}`.replaceAll('\n', ' '),
        ),
      ),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('a value changed on each of 200 paths', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        let balance = rows[0].balance - amount;
        ${repeat(200, (index) => `if (amount > ${index}) balance = balance - ${index};`).replaceAll('\n', ' ')}
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 6']);
  });

  it('a condition of 400 parts', { timeout: limit }, () => {
    expect(
      findWindows(race('', `if (${repeat(400, (index) => `amount === ${index}`).replaceAll('\n', ' || ')}) return;`)),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('300 handlers, each with the race', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(
          repeat(
            300,
            (index) =>
              `app.post('/${index}/:id', async (req, res) => { const { rows } = await pool.query('SELECT * FROM t${index} WHERE id = $1', [req.params.id]); await pool.query('UPDATE t${index} SET n = $2 WHERE id = $1', [req.params.id, rows[0].n + 1]); });`,
          ),
        ),
      ),
    ).toHaveLength(300);
  });

  it('callbacks inside each other, 60 deep', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(`
      export function run(id) { ${'wait(() => { '.repeat(60)} note(id); ${'});'.repeat(60)} }
    `),
      ),
    ).toEqual([]);
  });

  it('a class whose methods all call each other', { timeout: limit }, () => {
    expect(
      findWindows(
        inModule(`
      export class Knot {
        ${repeat(25, (index) => `async m${index}(id) { ${Array.from({ length: 25 }, (_, other) => `await this.m${other}(id);`).join(' ')} }`)}
      }
    `),
      ),
    ).toEqual([]);
  });
});
