/** Functions that are not seen, by names that pair up: one reads what the other writes. */
import { describe, expect, it } from 'vitest';
import { findWindows } from '../windows/find-windows-in.ts';

/** The body's first line is line 3. */
function inFunction(body: string): string {
  return `import { getBalance, updateBalance, updateLimit, decrementBalance, getOrder, updateOrder, lockBalance } from '@acme/wallets';
    export async function withdraw(userId, amount, trx) {
      ${body}
    }
  `;
}

/** A method of a service, with members of which nothing is known. The body's first line is line 3. */
function inMethod(body: string): string {
  return `export class Withdrawals { constructor(wallets, ledger) { this.wallets = wallets; this.ledger = ledger; }
    async withdraw(userId, amount) {
      ${body}
    } }
  `;
}

describe('a value read and written back by functions whose names agree', () => {
  it('of a package', () => {
    expect(
      findWindows(
        inFunction('const balance = await getBalance(userId);\nawait updateBalance(userId, balance - amount);'),
      ),
    ).toEqual(['value certain -: read 3, written 4']);
  });

  it('of a member', () => {
    expect(
      findWindows(
        inMethod(
          'const balance = await this.wallets.getBalance(userId);\nif (balance < amount) throw new Error();\nawait this.wallets.updateBalance(userId, balance - amount);',
        ),
      ),
    ).toEqual(['value certain -: read 3, written 5']);
  });

  it('as a field of what was read', () => {
    expect(
      findWindows(
        inFunction(
          'const order = await getOrder(userId);\nawait updateOrder(userId, { seats: order.seats - amount });',
        ),
      ),
    ).toEqual(['value certain seats: read 3, written 4']);
  });

  it('as what was read, with a field changed', () => {
    expect(
      findWindows(
        inFunction('const order = await getOrder(userId);\norder.seats -= amount;\nawait updateOrder(userId, order);'),
      ),
    ).toEqual(['value certain seats: read 3, written 5']);
  });

  it('by the state that was checked', () => {
    expect(
      findWindows(
        inFunction(
          "const order = await getOrder(userId);\nif (order.state !== 'open') throw new Error();\nawait updateOrder(userId, { state: 'closed' });",
        ),
      ),
    ).toEqual(['guard certain state: read 3, written 5']);
  });
});

describe('what names leave open', () => {
  it('whether two objects keep the same', () => {
    expect(
      findWindows(
        inMethod(
          'const balance = await this.wallets.getBalance(userId);\nawait this.ledger.updateBalance(userId, balance - amount);',
        ),
      ),
    ).toEqual(['value possible -: read 3, written 4']);
  });

  it('whether the same row is meant', () => {
    expect(
      findWindows(inFunction('const balance = await getBalance();\nawait updateBalance(userId, balance - amount);')),
    ).toEqual(['value possible -: read 3, written 4']);
    expect(
      findWindows(
        inFunction('const balance = await getBalance(userId);\nawait updateBalance(amount, balance - amount);'),
      ),
    ).toEqual([]);
  });
});

describe('names that make no pair', () => {
  it('about different things', () => {
    expect(
      findWindows(
        inFunction('const balance = await getBalance(userId);\nawait updateLimit(userId, balance - amount);'),
      ),
    ).toEqual([]);
  });

  it('of a function that computes where the rows are', () => {
    expect(
      findWindows(
        inFunction(
          'const balance = await getBalance(userId);\nif (balance < amount) throw new Error();\nawait decrementBalance(userId, amount);',
        ),
      ),
    ).toEqual([]);
  });

  it('of values that do not come from what was read', () => {
    expect(
      findWindows(
        inFunction('const balance = await getBalance(userId);\nreport(balance);\nawait updateBalance(userId, amount);'),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inFunction(
          'const order = await getOrder(userId);\nif (!order) throw new Error();\nawait updateOrder(userId, { note: amount });',
        ),
      ),
    ).toEqual([]);
  });

  it('of what every object has, and of objects that keep it for one client', () => {
    expect(
      findWindows(
        inMethod(
          'const value = await this.wallets.getValue(userId);\nawait this.wallets.setValue(userId, value + amount);',
        ),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inMethod(
          'const cart = await localStorage.getCart(userId);\nawait localStorage.setCart(userId, cart + amount);',
        ),
      ),
    ).toEqual([]);
  });

  it('in one go, without anything that waits', () => {
    expect(findWindows(inFunction('updateBalance(userId, getBalance(userId) - amount);'))).toEqual([
      'value certain -: read 3, written 3 [synchronous]',
    ]);
  });

  it("inside the caller's transaction, or after a lock", () => {
    expect(
      findWindows(
        inFunction(
          'const balance = await getBalance(userId, trx);\nawait updateBalance(userId, balance - amount, trx);',
        ),
      ),
    ).toEqual(["value certain -: read 3, written 4 [caller's transaction]"]);
    expect(
      findWindows(
        inFunction(
          'const balance = await getBalance(userId, { transaction: trx });\nawait updateBalance(userId, balance - amount, { transaction: trx });',
        ),
      ),
    ).toEqual(["value certain -: read 3, written 4 [caller's transaction]"]);
    expect(
      findWindows(
        inFunction(
          'await lockBalance(userId);\nconst balance = await getBalance(userId);\nawait updateBalance(userId, balance - amount);',
        ),
      ),
    ).toEqual(['value certain -: read 4, written 5 [shared lock]']);
  });

  it('where one of the bodies is at hand', () => {
    expect(
      findWindows(`
      async function getBalance(userId) { return userId.length; }
      export async function withdraw(userId, amount) {
        const balance = await getBalance(userId);
        await updateBalance(userId, balance - amount);
      }
    `),
    ).toEqual([]);
  });
});
