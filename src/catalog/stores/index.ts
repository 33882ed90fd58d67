import type { StoreEntry } from '../shape.ts';
import { betterSqlite3 } from './better-sqlite3.ts';
import { knex } from './knex.ts';
import { mongoose } from './mongoose.ts';
import { mysql2, mysql2Promise } from './mysql2.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { pg } from './pg.ts';
import { pgPromise } from './pg-promise.ts';
import { postgres } from './postgres.ts';
import { prisma } from './prisma.ts';
import { sequelize } from './sequelize.ts';
import { sqlite } from './sqlite.ts';
import { sqlite3 } from './sqlite3.ts';
import { typeorm } from './typeorm.ts';

/** Where two libraries answer to the same name or method, the first one is taken. */
export const stores: readonly StoreEntry[] = [
  prisma,
  mongoose,
  pg,
  pgPromise,
  mysql2Promise,
  mysql2,
  postgres,
  betterSqlite3,
  nodeSqlite,
  sqlite,
  sqlite3,
  sequelize,
  typeorm,
  knex,
];
