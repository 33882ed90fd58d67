import type { Pool, PoolClient } from 'pg';
import { pool } from './pool';

type Queryable = Pool | PoolClient;

export interface Account {
  id: number;
  owner_id: number;
  balance: number;
}

export async function findAccount(ownerId: number, db: Queryable = pool, lock = ''): Promise<Account | undefined> {
  const { rows } = await db.query<Account>(`SELECT * FROM accounts WHERE owner_id = $1 ${lock}`, [ownerId]);
  return rows[0];
}

export async function writeBalance(id: number, balance: number, db: Queryable = pool): Promise<void> {
  await db.query('UPDATE accounts SET balance = $2 WHERE id = $1', [id, balance]);
}

export async function debitAccount(ownerId: number, amount: number): Promise<boolean> {
  const { rowCount } = await pool.query('UPDATE accounts SET balance = balance - $2 WHERE owner_id = $1 AND balance >= $2', [ownerId, amount]);
  return rowCount === 1;
}
