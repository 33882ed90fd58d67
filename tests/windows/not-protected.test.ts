/** What looks like a protection and is none. What holds stands in the file of the protection. */
import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

describe('a transaction that does not hold the read', () => {
  it('whose callback closes over what was read before it', () => {
    expect(
      findWindows(
        inPrismaHandler(`
      const account = await prisma.account.findUnique({ where: { id: req.params.id } });
      await prisma.$transaction(async (tx) => {
        await tx.account.update({ where: { id: req.params.id }, data: { balance: account.balance - req.body.amount } });
      });
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 4']);
  });

  it('that locks the row again, after the decision', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [req.params.id]);
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('SELECT id FROM accounts WHERE id = $1 FOR UPDATE', [req.params.id]);
      await client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [req.params.id, account.balance - req.body.amount]);
      await client.query('COMMIT');
    `),
      ),
    ).toEqual(['value certain balance: read 2, written 6']);
  });

  it('in a document loaded outside of the session', () => {
    const route = (session: string): string =>
      inMongooseHandler(
        '{ quantity: Number }',
        `
      const session = await mongoose.startSession();
      await session.withTransaction(async () => {
        const item = await Item.findById(req.params.id)${session};
        await Item.updateOne({ _id: item._id }, { quantity: item.quantity - 1 }, { session });
      });
    `,
      );
    expect(findWindows(route(''))).toEqual(['value certain quantity: read 4, written 5']);
    expect(findWindows(route('.session(session)'))).toEqual([
      'value certain quantity: read 4, written 5 [serializable, transaction]',
    ]);
  });

  it('of another store', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import { PrismaClient } from '@prisma/client';
      const pool = new Pool();
      const prisma = new PrismaClient();
      export async function withdraw(id, amount) {
        await prisma.$transaction(async (tx) => {
          const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
          await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        });
      }
    `),
    ).toEqual(['value certain balance: read 7, written 8']);
  });
});

describe('a lock that does not hold the read', () => {
  it('of a service that takes and gives it back by itself', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import { Mutex } from 'async-mutex';
      const pool = new Pool();
      const mutex = new Mutex();
      async function wait() { const release = await mutex.acquire(); release(); }
      export async function withdraw(id, amount) {
        await wait();
        const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
      }
    `),
    ).toEqual(['value certain balance: read 8, written 9']);
  });

  it('of a service that takes it and leaves it held', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import { Mutex } from 'async-mutex';
      const pool = new Pool();
      const mutex = new Mutex();
      async function lock() { return mutex.acquire(); }
      export async function withdraw(id, amount) {
        const release = await lock();
        const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
        await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]);
        release();
      }
    `),
    ).toEqual(['value certain balance: read 8, written 9 [process lock]']);
  });

  it('of the read, where the write has another', () => {
    expect(
      findWindows(`
      import { Pool } from 'pg';
      import { Mutex } from 'async-mutex';
      const pool = new Pool();
      const mutex = new Mutex();
      const other = new Mutex();
      export async function withdraw(id, amount) {
        const { rows } = await mutex.runExclusive(() => pool.query('SELECT balance FROM accounts WHERE id = $1', [id]));
        await other.runExclusive(() => pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, rows[0].balance - amount]));
      }
    `),
    ).toEqual(['value certain balance: read 7, written 8']);
  });
});

describe('arithmetic that the store does', () => {
  it('does not help a condition that was read', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ quantity: Number }',
          `
      const item = await Item.findById(req.params.id);
      if (item.quantity < 1) return res.sendStatus(409);
      await Item.updateOne({ _id: req.params.id }, { $inc: { quantity: -1 } });
    `,
        ),
      ),
    ).toEqual(['guard certain quantity: read 2, written 4']);
    expect(
      findWindows(
        inMongooseHandler(
          '{ quantity: Number }',
          `
      const result = await Item.updateOne({ _id: req.params.id, quantity: { $gte: 1 } }, { $inc: { quantity: -1 } });
      if (result.modifiedCount === 0) return res.sendStatus(409);
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('does not help the field beside it that is set from a read', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [account] } = await pool.query('SELECT balance, log FROM accounts WHERE id = $1', [req.params.id]);
      await pool.query('UPDATE accounts SET balance = balance - $2, log = $3 WHERE id = $1', [req.params.id, req.body.amount, account.log + req.body.note]);
    `),
      ),
    ).toEqual(['value certain log: read 2, written 3']);
  });

  it('is all there is to it, where nothing is read', () => {
    expect(
      findWindows(
        inPgHandler(`
      await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1 AND balance >= $2', [req.params.id, req.body.amount]);
    `),
      ),
    ).toEqual([]);
  });

  it('in an upsert, or a value that was read in its place', () => {
    const route = (set: string): string =>
      inPgHandler(`
      const { rows } = await pool.query('SELECT points FROM scores WHERE account_id = $1', [req.user.id]);
      const points = (rows[0]?.points ?? 0) + 10;
      await pool.query('INSERT INTO scores (account_id, points) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET points = ${set}', [req.user.id, points]);
    `);
    expect(findWindows(route('$2'))).toEqual(['value certain points: read 2, written 4']);
    expect(findWindows(route('scores.points + 10'))).toEqual([]);
  });
});

describe('half a guard', () => {
  it('on one of two branches', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [coupon] } = await pool.query('SELECT uses, state FROM promotions WHERE id = $1', [req.params.id]);
      if (coupon.uses >= 10) return res.sendStatus(409);
      if (req.body.isTrial) await pool.query('UPDATE promotions SET uses = uses + 1 WHERE id = $1', [req.params.id]);
      else await pool.query('UPDATE promotions SET uses = uses + 1 WHERE id = $1 AND uses < 10', [req.params.id]);
    `),
      ),
    ).toEqual(['guard certain uses: read 2, written 4', 'guard certain uses: read 2, written 5 [statement]']);
  });
});

describe('a row lock on a row that is not there', () => {
  it('keeps nobody from adding it', () => {
    const route = (lock: string): string =>
      inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows } = await client.query('SELECT id FROM accounts WHERE email = $1${lock}', [req.body.email]);
      if (rows.length > 0) { await client.query('ROLLBACK'); return res.sendStatus(409); }
      await client.query('INSERT INTO accounts (email) VALUES ($1)', [req.body.email]);
      await client.query('COMMIT');
    `);
    const schema = 'CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL);';
    for (const lock of ['', ' FOR UPDATE']) {
      expect(findWindowsInFolder({ 'src/accounts.ts': route(lock), 'schema.sql': schema }), lock).toEqual([
        'guard certain -: read 4, written 6 [transaction]',
      ]);
    }
  });
});

describe('a credential that is used once', () => {
  it('in one statement, or in two', () => {
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [reset] } = await pool.query('DELETE FROM password_resets WHERE token = $1 RETURNING user_id', [req.body.token]);
      if (!reset) return res.sendStatus(400);
      await pool.query('UPDATE users SET password = $2 WHERE id = $1', [reset.user_id, req.body.password]);
    `),
      ),
    ).toEqual([]);
    expect(
      findWindows(
        inPgHandler(`
      const { rows: [reset] } = await pool.query('SELECT user_id FROM password_resets WHERE token = $1', [req.body.token]);
      if (!reset) return res.sendStatus(400);
      await pool.query('UPDATE users SET password = $2 WHERE id = $1', [reset.user_id, req.body.password]);
      await pool.query('DELETE FROM password_resets WHERE token = $1', [req.body.token]);
    `),
      ),
    ).toEqual(['token certain token: read 2, written 5']);
  });

  it('of a document', () => {
    expect(
      findWindows(
        inMongooseHandler(
          '{ token: String, userId: String }',
          `
      const invite = await Item.findOneAndDelete({ token: req.body.token });
      if (!invite) return res.sendStatus(400);
      await Item.create({ userId: invite.userId });
    `,
        ),
      ),
    ).toEqual([]);
  });

  it('by an update that throws where it was used', () => {
    const route = (where: string): string =>
      inPrismaHandler(`
      const invitation = await prisma.invitation.findUnique({ where: { token: req.body.token } });
      if (invitation.used) return res.sendStatus(409);
      await prisma.invitation.update({ where: { ${where} }, data: { used: true } });
      await prisma.member.create({ data: { teamId: invitation.teamId, userId: req.user.id } });
    `);
    expect(findWindows(route('token: req.body.token'))).toEqual(['token certain used: read 2, written 4']);
    expect(findWindows(route('token: req.body.token, used: false'))).toEqual([
      'token certain used: read 2, written 4 [statement]',
    ]);
  });
});
