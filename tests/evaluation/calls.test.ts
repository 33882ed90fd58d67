import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../windows/find-windows-in.ts';
import { inModule, read, write } from './routes.ts';

describe('a call leads to the function', () => {
  it('by its name, before and after it stands in the text', () => {
    expect(
      findWindows(
        inModule(`
      async function load(id) { const { rows } = await ${read}; return rows[0]; }
      export async function withdraw(id, amount) {
        const account = await load(id);
        await save(id, account.balance - amount);
      }
      async function save(id, balance) { await ${write}; }
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 7 at 5']);
  });

  it('in a constant', () => {
    expect(
      findWindows(
        inModule(`
      const load = async (id) => (await ${read}).rows[0];
      const save = (id, balance) => ${write};
      export const withdraw = async (id, amount) => {
        const account = await load(id);
        return save(id, account.balance - amount);
      };
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 3 at 6']);
  });

  it('that is a method of an object', () => {
    expect(
      findWindows(
        inModule(`
      const accounts = {
        async load(id) { return (await ${read}).rows[0]; },
        save: async (id, balance) => { await ${write}; },
      };
      export async function withdraw(id, amount) {
        const account = await accounts.load(id);
        await accounts.save(id, account.balance - amount);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4 at 8']);
  });

  it('that is another method of the same object', () => {
    expect(
      findWindows(
        inModule(`
      export const accounts = {
        async load(id) { return (await ${read}).rows[0]; },
        async withdraw(id, amount) {
          const { balance: before } = await this.load(id);
          const balance = before - amount;
          await ${write};
        },
      };
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 7']);
  });

  it('that is a method of a class', () => {
    expect(
      findWindows(
        inModule(`
      class Accounts {
        async load(id) { return (await ${read}).rows[0]; }
        async save(id, balance) { await ${write}; }
      }
      const accounts = new Accounts();
      export async function withdraw(id, amount) {
        const account = await accounts.load(id);
        await accounts.save(id, account.balance - amount);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4 at 9']);
  });

  it('that is a private, a static or an inherited method', () => {
    expect(
      findWindows(
        inModule(`
      class Base { async load(id) { return (await ${read}).rows[0]; } }
      export class Accounts extends Base {
        async #save(id, balance) { await ${write}; }
        static rest(account, amount) { return account.balance - amount; }
        async withdraw(id, amount) {
          const account = await this.load(id);
          await this.#save(id, Accounts.rest(account, amount));
        }
      }
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4 at 8']);
  });

  it('that overrides another, which it calls', () => {
    expect(
      findWindows(
        inModule(`
      class Base { async save(id, balance) { await ${write}; } }
      export class Accounts extends Base {
        async save(id, balance) { await super.save(id, balance - 1); }
        async withdraw(id, amount) {
          const { rows } = await ${read};
          await this.save(id, rows[0].balance - amount);
        }
      }
    `),
      ),
    ).toEqual(['value certain balance: read 6, written 2 at 7']);
  });

  it('in a field of a class', () => {
    expect(
      findWindows(
        inModule(`
      export class Accounts {
        load = async (id) => (await ${read}).rows[0];
        withdraw = async (id, amount) => {
          const account = await this.load(id);
          const balance = account.balance - amount;
          await ${write};
        };
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 7']);
  });

  it('on what the constructor was given', () => {
    expect(
      findWindows(
        inModule(`
      class Repository {
        constructor(client) { this.client = client; }
        load(id) { return this.client.query('SELECT * FROM accounts WHERE id = $1', [id]); }
        save(id, balance) { return this.client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]); }
      }
      class Service {
        constructor(private readonly repository: Repository) {}
        async withdraw(id, amount) {
          const { rows } = await this.repository.load(id);
          await this.repository.save(id, rows[0].balance - amount);
        }
      }
      const service = new Service(new Repository(pool));
      app.post('/withdraw/:id', requireUser, async (req, res) => { await service.withdraw(req.params.id, req.body.amount); res.end(); });
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 5 at 11']);
  });

  it('bound, called or applied', () => {
    const source = (call: string): string =>
      inModule(`
      async function save(id, balance) { await ${write}; }
      export async function withdraw(id, amount) {
        const { rows } = await ${read};
        ${call}
      }
    `);
    for (const call of [
      'await save.call(null, id, rows[0].balance - amount);',
      'await save.apply(null, [id, rows[0].balance - amount]);',
      'const bound = save.bind(null); await bound(id, rows[0].balance - amount);',
    ]) {
      expect(findWindows(source(call)), call).toEqual(['value certain balance: read 4, written 2 at 5']);
    }
  });

  it('returned by another function', () => {
    expect(
      findWindows(
        inModule(`
      function createWithdrawal(table) {
        return async (req, res) => {
          const id = req.params.id;
          const { rows } = await ${read};
          const balance = rows[0].balance - req.body.amount;
          await ${write};
        };
      }
      app.post('/withdraw/:id', requireUser, createWithdrawal('accounts'));
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 7']);
  });

  it('with values that a closure holds', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        let balance;
        const load = async () => { const { rows } = await ${read}; balance = rows[0].balance; };
        const save = () => ${write};
        await load();
        balance -= amount;
        await save();
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 5']);
  });

  it('with defaults and rest parameters', () => {
    expect(
      findWindows(
        inModule(`
      async function save(client = pool, ...[id, balance]) { await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]); }
      export async function withdraw(id, amount) {
        const { rows } = await ${read};
        await save(undefined, id, rows[0].balance - amount);
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 2 at 5']);
  });

  it('with an object of arguments', () => {
    expect(
      findWindows(
        inModule(`
      async function save({ id, changes: { balance } }) { await ${write}; }
      export async function withdraw(id, amount) {
        const { rows: [{ balance }] } = await ${read};
        await save({ id, changes: { balance: balance - amount } });
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 2 at 5']);
  });
});

describe('a function that is handed to others', () => {
  const handler = `async (req, res) => {
        const id = req.params.id;
        const { rows } = await ${read};
        const balance = rows[0].balance - req.body.amount;
        await ${write};
      }`;

  it('by a wrapper of the project', () => {
    expect(
      findWindows(
        inModule(`
      const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);
      app.post('/withdraw/:id', requireUser, wrap(${handler}));
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 7']);
  });

  it('by a wrapper of a package, or of a module that is not there', () => {
    expect(
      findWindows(
        inModule(`
      import asyncHandler from 'express-async-handler';
      app.post('/withdraw/:id', requireUser, asyncHandler(${handler}));
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 7']);
    expect(
      findWindows(
        inModule(`
      import { guarded } from './guarded';
      app.post('/withdraw/:id', requireUser, guarded(${handler}));
    `),
      ),
    ).toEqual(['value certain balance: read 5, written 7']);
  });

  it('as a callback of the store', () => {
    expect(
      findWindows(
        inModule(`
      app.post('/withdraw/:id', requireUser, (req, res) => {
        pool.query('SELECT * FROM accounts WHERE id = $1', [req.params.id], (error, result) => {
          const balance = result.rows[0].balance - req.body.amount;
          pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, balance], () => res.end());
        });
      });
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('to a list', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdrawAll(ids, amount) {
        await Promise.all(ids.map(async (id) => {
          const { rows } = await ${read};
          const balance = rows[0].balance - amount;
          await ${write};
        }));
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('called at once', () => {
    expect(
      findWindows(
        inModule(`
      export function withdraw(id, amount) {
        return (async () => {
          const { rows } = await ${read};
          const balance = rows[0].balance - amount;
          await ${write};
        })();
      }
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6']);
  });
});

describe('promises', () => {
  it('of a chain', () => {
    expect(
      findWindows(
        inModule(`
      export function withdraw(id, amount) {
        return ${read}
          .then(({ rows }) => rows[0])
          .then((account) => account.balance - amount)
          .then((balance) => ${write});
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 6']);
  });

  it('of a chain that another awaits', () => {
    expect(
      findWindows(
        inModule(`
      export function withdraw(id, amount) {
        return ${read}.then((result) => {
          const balance = result.rows[0].balance - amount;
          return ${write}.then(() => balance);
        });
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('that are awaited together', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, planId) {
        const [{ rows: [account] }, { rows: [plan] }] = await Promise.all([${read}, pool.query('SELECT * FROM plans WHERE id = $1', [planId])]);
        const balance = account.balance - plan.price;
        await ${write};
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('that are awaited later', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const pending = ${read};
        await fetch('https://example.com');
        const { rows } = await pending;
        const balance = rows[0].balance - amount;
        await ${write};
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 7']);
  });
});

describe('a call that leads nowhere', () => {
  it('passes on what it was given, as a guess', () => {
    expect(
      findWindows(
        inModule(`
      import { lower } from './money';
      export async function withdraw(id, amount) {
        const { rows } = await ${read};
        const balance = lower(rows[0].balance, amount);
        await ${write};
      }
    `),
      ),
    ).toEqual(['value possible balance: read 4, written 6']);
  });

  it('of the language, that computes', () => {
    expect(
      findWindows(
        inModule(`
      export async function withdraw(id, amount) {
        const { rows } = await ${read};
        const balance = Math.max(0, rows[0].balance - amount);
        await ${write};
      }
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('to itself ends', () => {
    expect(
      findWindows(
        inModule(`
      async function retry(id, amount, times) {
        try {
          const { rows } = await ${read};
          const balance = rows[0].balance - amount;
          await ${write};
        } catch (error) {
          if (times > 0) await retry(id, amount, times - 1);
        }
      }
      export const withdraw = (id, amount) => retry(id, amount, 3);
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('round in a circle ends', () => {
    expect(
      findIn(
        inModule(`
      async function a(id) { await b(id); }
      async function b(id) { await c(id); }
      async function c(id) { await a(id); await ${read}; }
      export const run = (id) => a(id);
    `),
      ).accesses,
    ).toEqual(['select accounts: 4 where id = id']);
  });
});

describe('which functions are run', () => {
  it('what requests reach by a handler is not run again by itself', () => {
    expect(
      findIn(
        inModule(`
      export async function load(id) { return ${read}; }
      app.get('/accounts/:id', requireUser, async function show(req, res) { res.json(await load(req.params.id)); });
    `),
      ).roots,
    ).toEqual(['handler show: requireUser']);
  });

  it('exports, their methods, and what is assigned to module.exports', () => {
    expect(
      findIn(
        `
      const withdraw = async (id) => id;
      class Accounts { async load(id) { return id; } }
      module.exports = { withdraw, Accounts, nested: { async save(id) { return id; } } };
    `,
        'accounts.cjs',
      ).roots,
    ).toEqual(['function withdraw: -', 'function load: -', 'function save: -']);
  });

  it('functions with the parameters of a handler are one', () => {
    expect(
      findIn(`
      export const withdraw = async (req, res) => { res.end(); };
      export async function logged(req, res, next) { next(); }
      export async function load(id, amount) { return id; }
    `).roots,
    ).toEqual(['handler withdraw: -', 'handler logged: -', 'function load: -']);
  });
});
