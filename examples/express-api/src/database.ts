import pg from 'pg';

export const pool: pg.Pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

// An idle connection that the server closes is replaced by the pool; unhandled, its error would end the process.
pool.on('error', (error) => console.error(`idle connection lost: ${error.message}`));
