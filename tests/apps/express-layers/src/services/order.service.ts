import type { Knex } from 'knex';
import { ConflictError, HttpError, NotFoundError } from '../errors.js';
import type { Order, OrderRepository, ProductRepository } from '../repositories/index.js';

export class OrderService {
  private readonly db: Knex;
  private readonly orders: OrderRepository;
  private readonly products: ProductRepository;

  constructor({ db, orders, products }: { db: Knex; orders: OrderRepository; products: ProductRepository }) {
    this.db = db;
    this.orders = orders;
    this.products = products;
  }

  list(customerId: number): Promise<Order[]> {
    return this.orders.listByCustomer(customerId);
  }

  // Wrong: the last piece is sold to everybody who asks at once.
  async place(customerId: number, productId: number, quantity: number): Promise<Order> {
    const product = await this.products.findById(productId);
    if (!product || product.stock < quantity) throw new ConflictError('out of stock');
    await this.products.update(productId, { stock: product.stock - quantity }); // want: no-lost-update
    return this.orders.create({ customer_id: customerId, product_id: productId, quantity, status: 'open', note: null });
  }

  // Right: the statement takes from the stock what is there, in the transaction that makes the order.
  async placeSafely(customerId: number, productId: number, quantity: number): Promise<Order> {
    return this.db.transaction(async (trx) => {
      if (!(await this.products.take(productId, quantity, trx))) throw new ConflictError('out of stock');
      return this.orders.create({ customer_id: customerId, product_id: productId, quantity, status: 'open', note: null }, trx);
    });
  }

  // Wrong: an order that is paid meanwhile is cancelled all the same.
  async cancel(id: number, customerId: number): Promise<void> {
    const order = await this.orders.findById(id);
    if (order?.customer_id !== customerId) throw new NotFoundError('order');
    if (order.status !== 'open') throw new ConflictError('too late');
    const changed = await this.orders.updateOwn(id, customerId, { status: 'cancelled' }); // want: no-check-then-act
    if (changed === 0) throw new NotFoundError('order');
  }

  // Right: only an open order is paid.
  async pay(id: number, customerId: number): Promise<void> {
    if (!(await this.orders.moveOn(id, customerId, 'open', 'paid'))) throw new ConflictError('not open');
  }

  // Wrong: who owns the order is asked in one statement, and written in another that would take anybody's.
  async annotate(id: number, customerId: number, note: string): Promise<void> {
    await this.assertOwner(id, customerId);
    const changed = await this.orders.update(id, { note }); // want: no-split-ownership-check
    if (changed === 0) throw new NotFoundError('order');
  }

  // Right: the same question, and the owner in the statement that writes.
  async clearNote(id: number, customerId: number): Promise<void> {
    await this.assertOwner(id, customerId);
    const changed = await this.orders.updateOwn(id, customerId, { note: null });
    if (changed === 0) throw new NotFoundError('order');
  }

  // Right: locked in the transaction, owner and state looked at behind the lock.
  async reopen(id: number, customerId: number): Promise<void> {
    await this.db.transaction(async (trx) => {
      const order = await this.orders.findForUpdate(id, trx);
      if (!order) throw new NotFoundError('order');
      if (order.customer_id !== customerId) throw new HttpError(403, 'forbidden');
      if (order.status !== 'cancelled') throw new ConflictError('not cancelled');
      await this.orders.update(id, { status: 'open' }, trx);
    });
  }

  private async assertOwner(id: number, customerId: number): Promise<void> {
    const order = await this.orders.findById(id);
    if (!order) throw new NotFoundError('order');
    if (order.customer_id !== customerId) throw new HttpError(403, 'forbidden');
  }
}
