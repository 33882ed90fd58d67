/** `db` is the pool, or the client of a transaction. */
export const createWalletRepository = (db) => ({
  async findByOwner(ownerId) {
    const { rows } = await db.query('SELECT * FROM wallets WHERE owner_id = $1', [ownerId]);
    return rows[0];
  },

  async setBalance(id, balance) {
    await db.query('UPDATE wallets SET balance = $2 WHERE id = $1', [id, balance]);
  },

  async debit(ownerId, amount) {
    const { rowCount } = await db.query('UPDATE wallets SET balance = balance - $2 WHERE owner_id = $1 AND balance >= $2', [ownerId, amount]);
    return rowCount === 1;
  },

  async close(id) {
    const { rowCount } = await db.query("UPDATE wallets SET status = 'closed' WHERE id = $1", [id]);
    return rowCount === 1;
  },

  async closeOpen(id) {
    const { rowCount } = await db.query("UPDATE wallets SET status = 'closed' WHERE id = $1 AND status = 'open'", [id]);
    return rowCount === 1;
  },
});

/** On the connection it is handed, which holds a transaction. */
export async function lockWallet(client, ownerId) {
  const { rows } = await client.query('SELECT * FROM wallets WHERE owner_id = $1 FOR UPDATE', [ownerId]);
  return rows[0];
}

export const storeBalance = (client, id, balance) => client.query('UPDATE wallets SET balance = $2 WHERE id = $1', [id, balance]);
