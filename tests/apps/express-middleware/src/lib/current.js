import { AsyncLocalStorage } from 'node:async_hooks';
import { inTransaction, pool } from './database.js';

const storage = new AsyncLocalStorage();

/** The client of the transaction this request is in, else the pool. */
export const current = () => storage.getStore() ?? pool;

/** Everything that asks for `current()` meanwhile takes part. */
export const transactional = (work) => inTransaction((client) => storage.run(client, work));
