import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** One transaction, made for one call. */
export class UnitOfWork {
  private readonly runner: QueryRunner;

  constructor(dataSource: DataSource) {
    this.runner = dataSource.createQueryRunner();
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async begin(): Promise<void> {
    await this.runner.connect();
    await this.runner.startTransaction();
  }

  commit(): Promise<void> {
    return this.runner.commitTransaction();
  }

  rollback(): Promise<void> {
    return this.runner.rollbackTransaction();
  }

  end(): Promise<void> {
    return this.runner.release();
  }
}
