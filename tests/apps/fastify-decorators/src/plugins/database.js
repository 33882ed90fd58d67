import fp from 'fastify-plugin';
import pg from 'pg';

/** The pool, as `fastify.db`, and `fastify.inTransaction()`. */
export default fp(
  async function database(fastify, options) {
    const pool = new pg.Pool({ connectionString: options.url });

    fastify.decorate('db', pool);
    fastify.decorate('inTransaction', async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    });
    fastify.addHook('onClose', () => pool.end());
  },
  { name: 'database' },
);
