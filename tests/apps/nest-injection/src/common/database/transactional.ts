import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

const managers = new AsyncLocalStorage<EntityManager>();

/** The manager of the transaction this call is in, else one outside of any. */
export function currentManager(dataSource: DataSource): EntityManager {
  return managers.getStore() ?? dataSource.manager;
}

/** Runs the method in a transaction, in which everything that asks for `currentManager()` takes part. */
export function Transactional(): MethodDecorator {
  return (_target, _name, descriptor: PropertyDescriptor) => {
    const method = descriptor.value;
    descriptor.value = function (this: { dataSource: DataSource }, ...args: unknown[]) {
      return this.dataSource.transaction((manager) => managers.run(manager, () => method.apply(this, args)));
    };
    return descriptor;
  };
}
