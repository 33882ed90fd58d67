import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type DataSource, type EntityManager, Repository } from 'typeorm';
import { BaseRepository } from '@common/database/base.repository';
import { currentManager } from '@common/database/transactional';
import { Account } from './account.entity';

@Injectable()
export class AccountsRepository extends BaseRepository<Account> {
  constructor(@InjectRepository(Account) accounts: Repository<Account>) {
    super(accounts);
  }

  findByOwner(ownerId: number): Promise<Account | null> {
    return this.findOne({ ownerId });
  }

  lockByOwner(ownerId: number, manager: EntityManager): Promise<Account | null> {
    return this.in(manager).findOne({ where: { ownerId }, lock: { mode: 'pessimistic_write' } });
  }

  async setBalance(id: number, balance: number, manager?: EntityManager): Promise<void> {
    await this.in(manager).update({ id }, { balance });
  }

  /** In the transaction around the caller. */
  lockCurrent(dataSource: DataSource, ownerId: number): Promise<Account | null> {
    return currentManager(dataSource).findOne(Account, { where: { ownerId }, lock: { mode: 'pessimistic_write' } });
  }

  findCurrent(dataSource: DataSource, ownerId: number): Promise<Account | null> {
    return currentManager(dataSource).findOne(Account, { where: { ownerId } });
  }

  async storeCurrent(dataSource: DataSource, id: number, balance: number): Promise<void> {
    await currentManager(dataSource).update(Account, { id }, { balance });
  }

  /** Takes what is there, and says whether it was. */
  async debit(ownerId: number, amount: number): Promise<boolean> {
    const { affected } = await this.repository
      .createQueryBuilder()
      .update(Account)
      .set({ balance: () => 'balance - :amount' })
      .where('"ownerId" = :ownerId AND balance >= :amount', { ownerId, amount })
      .execute();
    return affected === 1;
  }

  /** Writes only over what was read. */
  async replace(account: Account, balance: number): Promise<boolean> {
    const { affected } = await this.repository.update({ id: account.id, version: account.version }, { balance });
    return affected === 1;
  }
}
