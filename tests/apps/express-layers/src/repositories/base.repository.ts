import type { Knex } from 'knex';

/** What all tables have in common. A transaction is handed in where the statement belongs to one. */
export abstract class BaseRepository<T extends { id: number }> {
  protected abstract readonly table: string;

  constructor(protected readonly db: Knex) {}

  async findById(id: number, trx?: Knex.Transaction): Promise<T | undefined> {
    return (trx ?? this.db)(this.table).where({ id }).first();
  }

  async findForUpdate(id: number, trx: Knex.Transaction): Promise<T | undefined> {
    return trx(this.table).where({ id }).forUpdate().first();
  }

  async create(data: Omit<T, 'id'>, trx?: Knex.Transaction): Promise<T> {
    const [row] = await (trx ?? this.db)(this.table).insert(data).returning('*');
    return row;
  }

  async update(id: number, data: Partial<T>, trx?: Knex.Transaction): Promise<number> {
    return (trx ?? this.db)(this.table).where({ id }).update(data);
  }
}
