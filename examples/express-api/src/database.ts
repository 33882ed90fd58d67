import pg from 'pg';

export const pool: pg.Pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

// The pool replaces an idle connection that the server closes; without a listener its error would end the process.
pool.on('error', (error) => {
  if (!pool.ending) console.error(`idle connection lost: ${error.message}`);
});
