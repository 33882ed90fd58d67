import type { Knex } from 'knex';
import { BaseRepository } from './base.repository.js';

export interface Product {
  id: number;
  name: string;
  stock: number;
}

export class ProductRepository extends BaseRepository<Product> {
  protected readonly table = 'products';

  async take(id: number, quantity: number, trx: Knex.Transaction): Promise<boolean> {
    const changed = await trx(this.table).where({ id }).where('stock', '>=', quantity).decrement('stock', quantity);
    return changed === 1;
  }
}
