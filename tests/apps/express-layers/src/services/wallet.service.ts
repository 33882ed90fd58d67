import type { Knex } from 'knex';
import { ConflictError, NotFoundError } from '../errors.js';
import type { Wallet, WalletRepository } from '../repositories/index.js';

export class WalletService {
  constructor(
    private readonly db: Knex,
    private readonly wallets: WalletRepository,
  ) {}

  async get(ownerId: number): Promise<Wallet> {
    const wallet = await this.wallets.findByOwner(ownerId);
    if (!wallet) throw new NotFoundError('wallet');
    return wallet;
  }

  // Wrong: of two withdrawals, one is lost.
  async withdraw(ownerId: number, amount: number): Promise<number> {
    const wallet = await this.get(ownerId);
    if (wallet.balance < amount) throw new ConflictError('not enough');
    await this.wallets.setBalance(wallet.id, wallet.balance - amount); // want: no-lost-update
    return wallet.balance - amount;
  }

  // Wrong: the same by the update that all repositories have.
  async deposit(ownerId: number, amount: number): Promise<void> {
    const wallet = await this.get(ownerId);
    const changed = await this.wallets.update(wallet.id, { balance: wallet.balance + amount }); // want: no-lost-update
    if (changed === 0) throw new NotFoundError('wallet');
  }

  // Wrong: a transaction, but neither statement is in it.
  async payFee(ownerId: number, fee: number): Promise<void> {
    await this.db.transaction(async () => {
      const wallet = await this.get(ownerId);
      await this.wallets.setBalance(wallet.id, wallet.balance - fee); // want: no-lost-update
    });
  }

  // Right: the statement looks and acts.
  async pay(ownerId: number, amount: number): Promise<void> {
    if (!(await this.wallets.debit(ownerId, amount))) throw new ConflictError('not enough');
  }

  // Right: asking first is for the message.
  async payPolitely(ownerId: number, amount: number): Promise<void> {
    const wallet = await this.get(ownerId);
    if (wallet.balance < amount) throw new ConflictError(`only ${wallet.balance} left`);
    if (!(await this.wallets.debit(ownerId, amount))) throw new ConflictError('not enough any more');
  }

  // Right: nothing is read.
  async refund(ownerId: number, amount: number): Promise<void> {
    if (!(await this.wallets.credit(ownerId, amount))) throw new NotFoundError('wallet');
  }

  // Right: the row is locked until the transaction ends.
  async reserve(ownerId: number, amount: number): Promise<void> {
    await this.db.transaction(async (trx) => {
      const wallet = await this.wallets.lockByOwner(ownerId, trx);
      if (!wallet) throw new NotFoundError('wallet');
      if (wallet.balance < amount) throw new ConflictError('not enough');
      await this.wallets.setBalance(wallet.id, wallet.balance - amount, trx);
      await trx('transfers').insert({ wallet_id: wallet.id, amount });
    });
  }
}
