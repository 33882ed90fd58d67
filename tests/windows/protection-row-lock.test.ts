import { describe, expect, it } from 'vitest';
import { findWindows } from './find-windows-in.ts';
import { inPgHandler, inPrismaHandler } from './handlers.ts';

describe('a row lock, in one transaction, at or before the read', () => {
  it('taken by the read', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, balance]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6 [row-lock, transaction]']);
  });

  it('not taken', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, balance]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 6 [transaction]']);
  });

  it('taken without a transaction, so that it ends with the statement', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', [req.params.id]);
      const balance = account.balance - req.body.amount;
      await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, balance]);
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('taken in a transaction of its own, over before the write', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [account] } = await client.query('SELECT balance FROM accounts WHERE id = $1 FOR UPDATE', [req.params.id]);
      await client.query('COMMIT');
      const balance = account.balance - req.body.amount;
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, balance]);
    `),
      ),
    ).toEqual(['value certain balance: read 4, written 7']);
  });

  it('on a parent row, before the rows are counted', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('SELECT id FROM workshops WHERE id = $1 FOR UPDATE', [req.params.id]);
      const { rows: [seats] } = await client.query('SELECT count(*) FROM bookings WHERE workshop_id = $1', [req.params.id]);
      if (seats.count >= 20) { await client.query('ROLLBACK'); return res.sendStatus(409); }
      await client.query('INSERT INTO bookings (workshop_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['guard certain #count: read 5, written 7 [row-lock, transaction]']);
  });

  it('on a parent row, after the rows are counted', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows: [seats] } = await client.query('SELECT count(*) FROM bookings WHERE workshop_id = $1', [req.params.id]);
      await client.query('SELECT id FROM workshops WHERE id = $1 FOR UPDATE', [req.params.id]);
      if (seats.count >= 20) { await client.query('ROLLBACK'); return res.sendStatus(409); }
      await client.query('INSERT INTO bookings (workshop_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['guard certain #count: read 4, written 7 [transaction]']);
  });

  it('on a parent row, shared with others', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('SELECT id FROM workshops WHERE id = $1 FOR SHARE', [req.params.id]);
      const { rows: [seats] } = await client.query('SELECT count(*) FROM bookings WHERE workshop_id = $1', [req.params.id]);
      if (seats.count >= 20) { await client.query('ROLLBACK'); return res.sendStatus(409); }
      await client.query('INSERT INTO bookings (workshop_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['guard certain #count: read 5, written 7 [transaction]']);
  });

  it('on a parent row, by another connection', () => {
    expect(
      findWindows(
        inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      await pool.query('SELECT id FROM workshops WHERE id = $1 FOR UPDATE', [req.params.id]);
      const { rows: [seats] } = await client.query('SELECT count(*) FROM bookings WHERE workshop_id = $1', [req.params.id]);
      if (seats.count >= 20) { await client.query('ROLLBACK'); return res.sendStatus(409); }
      await client.query('INSERT INTO bookings (workshop_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['guard certain #count: read 5, written 7 [transaction]']);
  });

  it('taken by a function that is handed the client', () => {
    const route = (clause: string): string => `
      import { Pool } from 'pg';
      const pool = new Pool();
      async function loadAccount(client, id) {
        const { rows } = await client.query('SELECT * FROM accounts WHERE id = $1${clause}', [id]);
        return rows[0];
      }
      export async function withdraw(id, amount) {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const account = await loadAccount(client, id);
          await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, account.balance - amount]);
          await client.query('COMMIT');
        } finally {
          client.release();
        }
      }
    `;
    expect(findWindows(route(' FOR UPDATE'))).toEqual([
      'value certain balance: read 4, written 12 [row-lock, transaction]',
    ]);
    expect(findWindows(route(''))).toEqual(['value certain balance: read 4, written 12 [transaction]']);
  });

  it('in a raw query, on the handle of the transaction or on the client around it', () => {
    const route = (handle: string): string =>
      inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        await ${handle}.$queryRaw\`SELECT id FROM accounts WHERE id = \${req.params.id} FOR UPDATE\`;
        const account = await tx.accounts.findUnique({ where: { id: req.params.id } });
        await tx.accounts.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      });
    `);
    expect(findWindows(route('tx'))).toEqual(['value certain balance: read 4, written 5 [row-lock, transaction]']);
    expect(findWindows(route('prisma'))).toEqual(['value certain balance: read 4, written 5 [transaction]']);
  });

  it('of Knex', () => {
    const route = (lock: string): string => `
      import knex from 'knex';
      const db = knex({ client: 'pg' });
      export async function withdraw(id, amount) {
        await db.transaction(async (trx) => {
          const account = await trx('accounts').where({ id })${lock}.first();
          await trx('accounts').where({ id }).update({ balance: account.balance - amount });
        });
      }
    `;
    expect(findWindows(route('.forUpdate()'))).toEqual([
      'value certain balance: read 5, written 6 [row-lock, transaction]',
    ]);
    expect(findWindows(route(''))).toEqual(['value certain balance: read 5, written 6 [transaction]']);
  });

  it('of Sequelize, with the transaction or without', () => {
    const route = (options: string): string => `
      import { Sequelize, DataTypes } from 'sequelize';
      const sequelize = new Sequelize('app');
      const Account = sequelize.define('Account', { balance: DataTypes.INTEGER });
      export async function withdraw(id, amount) {
        await sequelize.transaction(async (t) => {
          const account = await Account.findByPk(id, ${options});
          await Account.update({ balance: account.balance - amount }, { where: { id }, transaction: t });
        });
      }
    `;
    expect(findWindows(route('{ lock: t.LOCK.UPDATE, transaction: t }'))).toEqual([
      'value certain balance: read 6, written 7 [row-lock, transaction]',
    ]);
    expect(findWindows(route('{ transaction: t }'))).toEqual([
      'value certain balance: read 6, written 7 [transaction]',
    ]);
    expect(findWindows(route('{ lock: t.LOCK.UPDATE }'))).toEqual(['value certain balance: read 6, written 7']);
  });
});
