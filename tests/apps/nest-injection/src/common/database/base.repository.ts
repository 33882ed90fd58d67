import type { DeepPartial, EntityManager, FindOptionsWhere, Repository } from 'typeorm';

/** What all tables have in common. A manager is handed in where the statement belongs to a transaction. */
export abstract class BaseRepository<T extends { id: number }> {
  protected constructor(protected readonly repository: Repository<T>) {}

  protected in(manager?: EntityManager): Repository<T> {
    return manager ? manager.getRepository(this.repository.target) : this.repository;
  }

  findOne(where: FindOptionsWhere<T>): Promise<T | null> {
    return this.repository.findOne({ where });
  }

  findById(id: number): Promise<T | null> {
    return this.repository.findOneBy({ id } as FindOptionsWhere<T>);
  }

  lockById(id: number, manager: EntityManager): Promise<T | null> {
    return this.in(manager).findOne({ where: { id } as FindOptionsWhere<T>, lock: { mode: 'pessimistic_write' } });
  }

  create(fields: DeepPartial<T>): Promise<T> {
    return this.repository.save(this.repository.create(fields));
  }

  save(entity: T): Promise<T> {
    return this.repository.save(entity);
  }

  async update(id: number, fields: DeepPartial<T>, manager?: EntityManager): Promise<boolean> {
    const { affected } = await this.in(manager).update(id, fields as never);
    return affected === 1;
  }
}
