import type { Knex } from 'knex';
import { BaseRepository } from './base.repository.js';

export interface Wallet {
  id: number;
  owner_id: number;
  balance: number;
}

export class WalletRepository extends BaseRepository<Wallet> {
  protected readonly table = 'wallets';

  async findByOwner(ownerId: number): Promise<Wallet | undefined> {
    return this.db(this.table).where({ owner_id: ownerId }).first();
  }

  async lockByOwner(ownerId: number, trx: Knex.Transaction): Promise<Wallet | undefined> {
    return trx(this.table).where({ owner_id: ownerId }).forUpdate().first();
  }

  async setBalance(id: number, balance: number, trx?: Knex.Transaction): Promise<void> {
    await (trx ?? this.db)(this.table).where({ id }).update({ balance });
  }

  /** False where the wallet holds less. */
  async debit(ownerId: number, amount: number): Promise<boolean> {
    const changed = await this.db(this.table)
      .where({ owner_id: ownerId })
      .andWhere('balance', '>=', amount)
      .decrement('balance', amount);
    return changed === 1;
  }

  async credit(ownerId: number, amount: number): Promise<boolean> {
    return (await this.db(this.table).where({ owner_id: ownerId }).increment('balance', amount)) === 1;
  }
}
