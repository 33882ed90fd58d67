import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPgHandler, inPrismaHandler, inSqliteHandler } from './handlers.ts';

describe('a transaction around both, on one handle', () => {
  it('by BEGIN and COMMIT', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 5 [transaction]']);
  });

  it('of one connection and no transaction', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
      client.release();
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
  });

  it('by BEGIN on a pool, which runs each statement wherever there is room', () => {
    expect(
      findWindows(
        inPgHandler(`
      await pool.query('BEGIN');
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
      await pool.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
  });

  it('that ends before the write', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await client.query('COMMIT');
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6']);
  });

  it('that begins after the read', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      await client.query('BEGIN');
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 5']);
  });

  it('one for the read and one for the write', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const account = await prisma.$transaction((tx) => tx.account.findUnique({ where: { id: req.params.id } }));
      await prisma.$transaction((tx) => tx.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } }));
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 3']);
  });

  it('given to a callback', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        const account = await tx.account.findUnique({ where: { id: req.params.id } });
        await tx.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      });
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4 [transaction]']);
  });

  it('of whose callback the read uses the outer client', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        const account = await prisma.account.findUnique({ where: { id: req.params.id } });
        await tx.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      });
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
  });

  it('of whose callback the write uses the outer client', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        const account = await tx.account.findUnique({ where: { id: req.params.id } });
        await prisma.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      });
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4']);
  });

  it('whose list of statements was made from a read before it', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const account = await prisma.account.findUnique({ where: { id: req.params.id } });
      await prisma.$transaction([
        prisma.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } }),
        prisma.payment.create({ data: { accountId: req.params.id } }),
      ]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('that a wrapper of the project opens', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      const pool = new Pool();
      async function withTransaction(work) {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const result = await work(client);
          await client.query('COMMIT');
          return result;
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
      }
      export async function withdraw(id, amount) {
        await withTransaction(async (client) => {
          const { rows } = await client.query('SELECT balance FROM accounts WHERE id = $1', [id]);
          await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        });
      }
    `),
    ).toEqual(['value certain balance: read 19, written 20 [transaction]']);
  });

  it('that a wrapper of the project opens, and the callback passes by', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      const pool = new Pool();
      async function withTransaction(work) {
        const client = await pool.connect();
        await client.query('BEGIN');
        await work(client);
        await client.query('COMMIT');
      }
      export async function withdraw(id, amount) {
        await withTransaction(async (client) => {
          const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
          await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        });
      }
    `),
    ).toEqual(['value certain balance: read 11, written 12']);
  });
});

describe('a serializable transaction', () => {
  const inTransaction = (begin: string): string =>
    inPgHandler(`
    const client = await pool.connect();
    ${begin}
    const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
    await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
    await client.query('COMMIT');
  `);

  it('from its beginning', () => {
    expect(findWindows(inTransaction("await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');"))).toEqual([
      'value certain balance: read 4, written 5 [serializable, transaction]',
    ]);
  });

  it('by a statement of its own', () => {
    expect(
      findWindows(
        inTransaction(
          "await client.query('BEGIN'); await client.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');",
        ),
      ),
    ).toEqual(['value certain balance: read 4, written 5 [serializable, transaction]']);
  });

  it('at a lower level', () => {
    expect(findWindows(inTransaction("await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');"))).toEqual([
      'value certain balance: read 4, written 5 [transaction]',
    ]);
  });

  it('on another connection', () => {
    expect(findWindows(inTransaction("await pool.query('BEGIN ISOLATION LEVEL SERIALIZABLE');"))).toEqual([
      'value certain balance: read 4, written 5',
    ]);
  });

  it('by an option, as a text or as a constant of the library', () => {
    const route = (options: string): string =>
      inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        const account = await tx.account.findUnique({ where: { id: req.params.id } });
        await tx.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      }${options});
    `);
    expect(findWindows(route(", { isolationLevel: 'Serializable' }"))).toEqual([
      'value certain balance: read 3, written 4 [serializable, transaction]',
    ]);
    expect(findWindows(route(', { isolationLevel: Prisma.TransactionIsolationLevel.Serializable }'))).toEqual([
      'value certain balance: read 3, written 4 [serializable, transaction]',
    ]);
    expect(findWindows(route(", { isolationLevel: 'ReadCommitted' }"))).toEqual([
      'value certain balance: read 3, written 4 [transaction]',
    ]);
    expect(findWindows(route(', { timeout: 5000 }'))).toEqual([
      'value certain balance: read 3, written 4 [transaction]',
    ]);
  });

  it('by BEGIN IMMEDIATE, which keeps other writers out from its start', () => {
    const route = (begin: string): string => `
      import sqlite3 from 'sqlite3';
      import { open } from 'sqlite';
      export async function withdraw(id, amount) {
        const database = await open({ filename: 'app.db', driver: sqlite3.Database });
        ${begin}
        const account = await database.get('SELECT balance FROM accounts WHERE id = ?', id);
        await database.run('UPDATE accounts SET balance = ? WHERE id = ?', account.balance - amount, id);
        await database.exec('COMMIT');
      }
    `;
    expect(findWindows(route("await database.exec('BEGIN IMMEDIATE');"))).toEqual([
      'value certain balance: read 6, written 7 [serializable, transaction]',
    ]);
    expect(findWindows(route(''))).toEqual(['value certain balance: read 6, written 7']);
  });

  it('by a store that has no other', () => {
    expect(
      findWindows(
        inSqliteHandler(`
      const withdraw = database.transaction((id, amount) => {
        const account = database.prepare('SELECT balance FROM accounts WHERE id = ?').get(id);
        database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(account.balance - amount, id);
      });
      withdraw(req.params.id, req.body.amount);
    `),
      ),
    ).toEqual(['value certain balance: read 3, written 4 [serializable, transaction, synchronous]']);
  });
});

describe("a caller's transaction, by the handle that was given", () => {
  it('a client by its type', () => {
    const helper = (type: string): string => `
      import type { Pool, PoolClient } from 'pg';
      export async function withdraw(db: ${type}, id: number, amount: number) {
        const { rows } = await db.query('SELECT balance FROM accounts WHERE id = $1', [id]);
        await db.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
    `;
    expect(findWindows(helper('PoolClient'))).toEqual([
      "value certain balance: read 3, written 4 [caller's transaction]",
    ]);
    expect(findWindows(helper('Pool'))).toEqual(['value certain balance: read 3, written 4']);
  });

  it('a transaction client by its type', () => {
    const helper = (type: string): string => `
      import type { Prisma, PrismaClient } from '@prisma/client';
      export async function withdraw(db: ${type}, id: number, amount: number) {
        const account = await db.account.findUnique({ where: { id } });
        await db.account.update({ where: { id }, data: { balance: account.balance - amount } });
      }
    `;
    expect(findWindows(helper('Prisma.TransactionClient'))).toEqual([
      "value certain balance: read 3, written 4 [caller's transaction]",
    ]);
    expect(findWindows(helper('PrismaClient'))).toEqual(['value certain balance: read 3, written 4']);
  });

  it('an option of both statements, or of one', () => {
    const helper = (options: string): string => `
      import { Sequelize, DataTypes } from 'sequelize';
      const sequelize = new Sequelize('app');
      const Account = sequelize.define('Account', { balance: DataTypes.INTEGER });
      export async function withdraw(id, amount, transaction) {
        const account = await Account.findByPk(id, { ${options} });
        await Account.update({ balance: account.balance - amount }, { where: { id }, transaction });
      }
    `;
    expect(findWindows(helper('transaction'))).toEqual([
      "value certain balance: read 5, written 6 [caller's transaction]",
    ]);
    expect(findWindows(helper('raw: true'))).toEqual(['value certain balance: read 5, written 6']);
  });

  it('with a row lock', () => {
    expect(
      findWindows(`
      import type { PoolClient } from 'pg';
      export async function withdraw(client: PoolClient, id: number, amount: number) {
        const { rows } = await client.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', [id]);
        await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
    `),
    ).toEqual(["value certain balance: read 3, written 4 [row-lock, caller's transaction]"]);
  });

  it('of one of the two', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import type { PoolClient } from 'pg';
      const pool = new Pool();
      export async function withdraw(client: PoolClient, id: number, amount: number) {
        const { rows } = await client.query('SELECT balance FROM accounts WHERE id = $1', [id]);
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
      export async function deposit(client: PoolClient, id: number, amount: number) {
        const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
        await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance + amount]);
      }
    `),
    ).toEqual(['value certain balance: read 5, written 6', 'value certain balance: read 9, written 10']);
  });

  it('with a lock on a parent row', () => {
    const helper = (lock: string): string => `
      import type { PoolClient } from 'pg';
      export async function book(client: PoolClient, workshopId: number, userId: number) {
        await client.query('SELECT id FROM workshops WHERE id = $1${lock}', [workshopId]);
        const { rows: [seats] } = await client.query('SELECT count(*) FROM bookings WHERE workshop_id = $1', [workshopId]);
        if (seats.count >= 20) throw new Error('full');
        await client.query('INSERT INTO bookings (workshop_id, user_id) VALUES ($1, $2)', [workshopId, userId]);
      }
    `;
    expect(findWindows(helper(' FOR UPDATE'))).toEqual([
      "guard certain #count: read 4, written 6 [row-lock, caller's transaction]",
    ]);
    expect(findWindows(helper(''))).toEqual(["guard certain #count: read 4, written 6 [caller's transaction]"]);
  });
});
