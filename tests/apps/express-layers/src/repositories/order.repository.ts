import { BaseRepository } from './base.repository.js';

export interface Order {
  id: number;
  customer_id: number;
  product_id: number;
  quantity: number;
  status: 'open' | 'paid' | 'cancelled';
  note: string | null;
}

export class OrderRepository extends BaseRepository<Order> {
  protected readonly table = 'orders';

  async listByCustomer(customerId: number): Promise<Order[]> {
    return this.db(this.table).where({ customer_id: customerId }).orderBy('id');
  }

  async updateOwn(id: number, customerId: number, data: Partial<Order>): Promise<number> {
    return this.db(this.table).where({ id, customer_id: customerId }).update(data);
  }

  async moveOn(id: number, customerId: number, from: Order['status'], to: Order['status']): Promise<boolean> {
    const changed = await this.db(this.table).where({ id, customer_id: customerId, status: from }).update({ status: to });
    return changed > 0;
  }
}
