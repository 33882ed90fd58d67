import { Mutex } from 'async-mutex';
import { inTransaction, pool } from '../lib/database.js';
import { Refusal } from '../lib/errors.js';

/** On the connection it is handed, which may hold a transaction. */
export async function move(db, ownerId, amount) {
  const { rows } = await db.query('SELECT * FROM accounts WHERE owner_id = $1 FOR UPDATE', [ownerId]);
  if (rows[0].balance < amount) throw new Refusal(409, 'not enough');
  await db.query('UPDATE accounts SET balance = $2 WHERE id = $1', [rows[0].id, rows[0].balance - amount]);
}

/** On the connection in the context, with the lock it asks for. */
export async function topUp(ctx, ownerId, amount) {
  const { rows } = await ctx.db.query(`SELECT * FROM accounts WHERE owner_id = $1 ${ctx.lock}`, [ownerId]);
  await ctx.db.query('UPDATE accounts SET balance = $2 WHERE id = $1', [rows[0].id, rows[0].balance + amount]);
}

export class Transfer {
  constructor(client) {
    this.client = client;
  }

  static run(work) {
    return inTransaction((client) => work(new Transfer(client)));
  }

  async load(ownerId) {
    const { rows } = await this.client.query('SELECT * FROM accounts WHERE owner_id = $1 FOR UPDATE', [ownerId]);
    return rows[0];
  }

  async store(id, balance) {
    await this.client.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
  }
}

const mutexes = new Map();

/** One request after the other, for each owner. */
export function inTurn(ownerId, work) {
  let mutex = mutexes.get(ownerId);
  if (!mutex) mutexes.set(ownerId, (mutex = new Mutex()));
  return mutex.runExclusive(work);
}

export async function reset(ownerId) {
  const { rows } = await pool.query('SELECT * FROM accounts WHERE owner_id = $1', [ownerId]);
  if (rows[0].status === 'open') await pool.query('UPDATE accounts SET balance = 0 WHERE id = $1', [rows[0].id]);
}
