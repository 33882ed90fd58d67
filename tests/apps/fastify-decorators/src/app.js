import postgres from '@fastify/postgres';
import Fastify from 'fastify';
import auth from './plugins/auth.js';
import database from './plugins/database.js';
import repositories from './plugins/repositories.js';
import adminRoutes from './routes/admin.js';
import noteRoutes from './routes/notes.js';
import sessionRoutes from './routes/sessions.js';
import slotRoutes from './routes/slots.js';
import walletRoutes from './routes/wallets.js';

export function buildApp(options) {
  const app = Fastify(options);

  app.register(postgres, { connectionString: process.env.DATABASE_URL });
  app.register(database, { url: process.env.DATABASE_URL });
  app.register(auth, { secret: process.env.JWT_SECRET });
  app.register(repositories);

  app.register(sessionRoutes, { prefix: '/sessions' });
  app.register(walletRoutes, { prefix: '/wallets' });
  app.register(noteRoutes, { prefix: '/notes' });
  app.register(slotRoutes, { prefix: '/slots' });
  app.register(adminRoutes, { prefix: '/admin' });

  return app;
}
