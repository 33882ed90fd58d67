/**
 * Route handlers around a body. What comes before the body is one line, so that the body's own first line is line 2.
 */

function inHandler(imports: string, body: string): string {
  return `import express from 'express'; import { requireUser } from './auth'; ${imports} const app = express(); app.post('/items/:id', requireUser, async (req, res) => {${body}});\n`;
}

/** node-postgres, with `pool`. */
export function inPgHandler(body: string): string {
  return inHandler("import { Pool } from 'pg'; const pool = new Pool();", body);
}

/** Prisma, with `prisma`. */
export function inPrismaHandler(body: string): string {
  return inHandler("import { PrismaClient, Prisma } from '@prisma/client'; const prisma = new PrismaClient();", body);
}

/** better-sqlite3, with `database`. */
export function inSqliteHandler(body: string): string {
  return inHandler("import Database from 'better-sqlite3'; const database = new Database('app.db');", body);
}

/** Mongoose, with the model `Item` of a schema with this definition (and options). */
export function inMongooseHandler(definition: string, body: string): string {
  return inHandler(
    `import mongoose from 'mongoose'; const schema = new mongoose.Schema(${definition}); const Item = mongoose.model('Item', schema);`,
    body,
  );
}
