import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Transactional } from '@common/database/transactional';
import { UnitOfWork } from '@common/database/unit-of-work';
import type { Account } from './account.entity';
import { AccountsRepository } from './accounts.repository';

@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly dataSource: DataSource,
  ) {}

  async get(ownerId: number): Promise<Account> {
    const account = await this.accounts.findByOwner(ownerId);
    if (!account) throw new NotFoundException('account');
    return account;
  }

  // Wrong: of two withdrawals, one is lost.
  async withdraw(ownerId: number, amount: number): Promise<number> {
    const account = await this.get(ownerId);
    if (account.balance < amount) throw new ConflictException('not enough');
    await this.accounts.setBalance(account.id, account.balance - amount); // want: no-lost-update
    return account.balance - amount;
  }

  // Wrong: the entity is written back. Its version is raised by that, and compared by nobody.
  async deposit(ownerId: number, amount: number): Promise<Account> {
    const account = await this.get(ownerId);
    account.balance += amount;
    return this.accounts.save(account); // want: no-lost-update
  }

  // Wrong: a transaction, but neither statement is in it.
  async payFee(ownerId: number, fee: number): Promise<void> {
    await this.dataSource.transaction(async () => {
      const account = await this.get(ownerId);
      await this.accounts.setBalance(account.id, account.balance - fee); // want: no-lost-update
    });
  }

  // Right: the statement looks and acts.
  async pay(ownerId: number, amount: number): Promise<void> {
    if (!(await this.accounts.debit(ownerId, amount))) throw new ConflictException('not enough');
  }

  // Right: nothing is written over what somebody else wrote.
  async round(ownerId: number): Promise<void> {
    const account = await this.get(ownerId);
    if (!(await this.accounts.replace(account, account.balance - (account.balance % 100)))) throw new ConflictException('try again');
  }

  // Right: both accounts are locked, and the manager of the transaction is handed down.
  async transfer(ownerId: number, to: number, amount: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const from = await this.accounts.lockByOwner(ownerId, manager);
      const target = await this.accounts.lockById(to, manager);
      if (!from || !target) throw new NotFoundException('account');
      if (from.balance < amount) throw new ConflictException('not enough');
      await this.accounts.setBalance(from.id, from.balance - amount, manager);
      await this.accounts.update(target.id, { balance: target.balance + amount }, manager);
    });
  }

  // Right: the transaction is kept in an object made for this call.
  async settle(ownerId: number, amount: number): Promise<void> {
    const work = new UnitOfWork(this.dataSource);
    await work.begin();
    try {
      const account = await this.accounts.lockByOwner(ownerId, work.manager);
      if (!account || account.balance < amount) throw new ConflictException('not enough');
      await this.accounts.setBalance(account.id, account.balance - amount, work.manager);
      await work.commit();
    } catch (error) {
      await work.rollback();
      throw error;
    } finally {
      await work.end();
    }
  }

  // Right: locked in the transaction that the annotation opens, which both statements find by themselves.
  @Transactional()
  async reserve(ownerId: number, amount: number): Promise<void> {
    const account = await this.accounts.lockCurrent(this.dataSource, ownerId);
    if (!account || account.balance < amount) throw new ConflictException('not enough');
    await this.accounts.storeCurrent(this.dataSource, account.id, account.balance - amount);
  }

  // Wrong: the annotation is missing, and with it the transaction.
  async reserveLoosely(ownerId: number, amount: number): Promise<void> {
    const account = await this.accounts.findCurrent(this.dataSource, ownerId);
    if (!account || account.balance < amount) throw new ConflictException('not enough');
    await this.accounts.storeCurrent(this.dataSource, account.id, account.balance - amount); // want: no-lost-update
  }

  // Wrong: the annotation opens a transaction, but these statements are not in it.
  @Transactional()
  async charge(ownerId: number, amount: number): Promise<void> {
    const account = await this.accounts.findByOwner(ownerId);
    if (!account || account.balance < amount) throw new ConflictException('not enough');
    await this.accounts.setBalance(account.id, account.balance - amount); // want: no-lost-update
  }

  // Wrong: an account that is emptied meanwhile, or filled, is closed all the same.
  async close(ownerId: number): Promise<void> {
    const account = await this.get(ownerId);
    this.assertClosable(account);
    if (!(await this.accounts.update(account.id, { status: 'closed' }))) throw new NotFoundException('account'); // want: no-check-then-act
  }

  private assertClosable(account: Account): void {
    if (account.status !== 'open') throw new ConflictException('not open');
    if (account.balance !== 0) throw new ConflictException('not empty');
  }
}
