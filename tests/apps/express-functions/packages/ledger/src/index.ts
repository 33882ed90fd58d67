export { findAccount, debitAccount, writeBalance } from './accounts';
export { withTransaction } from './transaction';
