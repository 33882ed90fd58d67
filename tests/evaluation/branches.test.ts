import { describe, expect, it } from 'vitest';
import { findWindows } from '../windows/find-windows-in.ts';
import { inModule } from './routes.ts';

const found = 'guard certain status: read 3, written 5';

/** `check` is line 4 and stands between the read of an order and its change of state. */
function pay(check: string, options: { readonly declarations?: string; readonly close?: string } = {}): string {
  return inModule(`${options.declarations ?? ''}
    export async function pay(id, user) {
      const { rows: [order] } = await pool.query('SELECT * FROM orders WHERE id = $1', [id]);
      ${check}
      await pool.query("UPDATE orders SET status = 'paid' WHERE id = $1", [id]);
      ${options.close ?? ''}
    }
  `);
}

describe('a condition that decides about what follows', () => {
  it.each([
    ['an early return', "if (order.status !== 'open') return;"],
    ['an early throw', "if (order.status !== 'open') throw new Error('closed');"],
    ['a return in a block, after an answer', "if (order.status !== 'open') { note('closed'); return false; }"],
    ['a return of the other branch', "if (order.status === 'open') note(id); else return;"],
    ['one of two conditions', "if (!order || order.status !== 'open') return;"],
    ['a condition in a constant', "const isOpen = order.status === 'open'; if (!isOpen) return;"],
    ['a negated condition', "if (!(order.status === 'open')) return;"],
    ['an optional member', "if (order?.status !== 'open') return;"],
    ['a list of values', "if (!['open', 'held'].includes(order.status)) return;"],
    ['a switch with an early return', "switch (order.status) { case 'paid': case 'sent': return; default: note(id); }"],
    [
      'a condition that throws, in a try',
      "try { if (order.status !== 'open') throw new Error('closed'); } catch (error) { note(error); throw error; }",
    ],
    ['a return before a finally', "try { if (order.status !== 'open') return; } finally { note(id); }"],
    ['a loop that returns', "for (const line of order.lines) { if (order.status !== 'open') return; }"],
  ])('by %s', (_name, check) => {
    expect(findWindows(pay(check))).toEqual([found]);
  });

  it.each([
    ['an enclosing if', "if (order.status === 'open') {", '}'],
    ['an enclosing else', "if (order.status !== 'open') { note(id); } else {", '}'],
    ['two enclosing conditions', "if (user) if (order.status === 'open') {", '}'],
    ['a case of a switch', "switch (order.status) { case 'open':", 'break; }'],
    ['an operator', "order.status === 'open' && await (async () => {", '})();'],
    ['a choice', "order.status === 'open' ? await (async () => {", '})() : undefined;'],
    ['a while', "while (order.status === 'open') {", '}'],
  ])('by %s', (_name, open, close) => {
    expect(findWindows(pay(open, { close }))).toEqual([found]);
  });

  it.each([
    [
      'a helper that throws',
      'assertOpen(order);',
      "function assertOpen(order) { if (order.status !== 'open') throw new Error('closed'); }",
    ],
    [
      'a helper that throws, of a helper',
      'check(order);',
      "function check(order) { note(order.id); assertOpen(order); } function assertOpen({ status }) { if (status !== 'open') throw new Error('closed'); }",
    ],
    [
      'a helper that says yes or no',
      'if (!isOpen(order)) return;',
      "function isOpen(order) { return order.status === 'open'; }",
    ],
    [
      'a helper with early answers',
      'if (!isOpen(order)) return;',
      "function isOpen(order) { if (!order) return false; if (order.status !== 'open') return false; return true; }",
    ],
    [
      'a helper that says why not',
      'const problem = findProblem(order); if (problem) throw new Error(problem);',
      "function findProblem(order) { if (order.status !== 'open') return 'closed'; return null; }",
    ],
    [
      'a getter-like method',
      'if (!policy.allows(order)) return;',
      "const policy = { allows: ({ status }) => status === 'open' };",
    ],
  ])('by %s', (_name, check, declarations) => {
    expect(findWindows(pay(check, { declarations }))).toEqual([found]);
  });
});

describe('a condition that decides under another', () => {
  it('is a guess', () => {
    expect(findWindows(pay("if (user) { if (order.status !== 'open') throw new Error('closed'); }"))).toEqual([
      'guard possible status: read 3, written 5',
    ]);
  });
});

describe('a condition that does not', () => {
  it.each([
    ['it only notes something', "if (order.status !== 'open') note(id);"],
    ['it chooses another value', "const label = order.status === 'open' ? 'a' : 'b'; note(label);"],
    ['it leaves a loop only', "for (const line of lines) { if (order.status !== 'open') break; note(line); }"],
    ['it ends in a callback', "lines.forEach((line) => { if (order.status !== 'open') return; note(line); });"],
    ['it ends with the helper', 'describe(order);'],
    [
      'its exception is caught',
      "try { if (order.status !== 'open') throw new Error('closed'); } catch (error) { note(error); }",
    ],
  ])('%s', (_name, check) => {
    expect(
      findWindows(
        pay(check, {
          declarations: "function describe(order) { if (order.status !== 'open') return 'closed'; return 'open'; }",
        }),
      ),
    ).toEqual([]);
  });
});

describe('branches joined again', () => {
  it('a value that one of them computed', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount, fee) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        let balance = rows[0].balance;
        if (fee) balance -= fee;
        else balance -= amount;
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 7']);
  });

  it('a value that only one of them took from the row', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount, isReset) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        let balance = 0;
        if (!isReset) balance = rows[0].balance - amount;
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 6']);
  });

  it('a branch that left has no say', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        let balance = amount;
        if (amount < 0) { balance = rows[0].balance; note(balance); return; }
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
      }
    `),
      ),
    ).toEqual([]);
  });

  it('a read in one of them', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, known, amount) {
        let account = known;
        if (account === undefined) ({ rows: [account] } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]));
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - amount]);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 5']);
  });

  it('a transaction that only one of them began', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount, isSafe) {
        const client = await pool.connect();
        if (isSafe) await client.query('BEGIN');
        const { rows } = await client.query('SELECT * FROM accounts WHERE id = $1', [id]);
        await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 6']);
  });
});

describe('statements that jump', () => {
  it('code after a return is not run', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        return rows[0].balance - amount;
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
    `),
      ),
    ).toEqual([]);
  });

  it('a finally is run on every way out', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const { rows } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]);
        try {
          return rows[0].balance - amount;
        } finally {
          await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        }
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 7']);
  });

  it('a catch is run after part of the try', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        let account;
        try {
          ({ rows: [account] } = await pool.query('SELECT * FROM accounts WHERE id = $1', [id]));
          await charge(id);
        } catch (error) {
          await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - amount]);
        }
      }
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 8']);
  });

  it('a turn of a loop, for each of the rows', () => {
    expect(
      findWindows(
        inModule(`
      export async function reserve(items) {
        for (const item of items) {
          const { rows: [product] } = await pool.query('SELECT * FROM products WHERE id = $1', [item.id]);
          if (product.stock < item.quantity) throw new Error('sold out');
          await pool.query('UPDATE products SET stock = stock - $2 WHERE id = $1', [item.id, item.quantity]);
        }
      }
    `),
      ),
    ).toEqual(['guard certain stock: read 4, written 6']);
  });

  it('a check of every item in one loop, their change in the next', () => {
    expect(
      findWindows(
        inModule(`
      export async function reserve(items) {
        const { rows: products } = await pool.query('SELECT * FROM products WHERE id = ANY($1)', [items.map((item) => item.id)]);
        for (const product of products) if (product.stock < 1) throw new Error('sold out');
        for (const product of products) await pool.query('UPDATE products SET stock = stock - 1 WHERE id = $1', [product.id]);
      }
    `),
      ),
    ).toEqual(['guard certain stock: read 3, written 5']);
  });
});
