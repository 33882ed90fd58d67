import { describe, expect, it } from 'vitest';
import { findIn } from './find-windows-in.ts';
import { inPgHandler, inPrismaHandler } from './handlers.ts';

function findEscapes(text: string): readonly string[] {
  return findIn(text).escapes;
}

describe('a write inside a transaction', () => {
  it('on the client around it', () => {
    expect(
      findEscapes(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        await tx.order.create({ data: { id: req.params.id } });
        await prisma.stock.update({ where: { id: req.params.id }, data: { count: { decrement: 1 } } });
      });
    `),
      ),
    ).toEqual(['certain: 4']);
  });

  it('on its own handle', () => {
    expect(
      findEscapes(
        inPrismaHandler(`
      await prisma.$transaction(async (tx) => {
        await tx.order.create({ data: { id: req.params.id } });
        await tx.stock.update({ where: { id: req.params.id }, data: { count: { decrement: 1 } } });
      });
    `),
      ),
    ).toEqual([]);
  });

  it('on the client around it, before and after', () => {
    expect(
      findEscapes(
        inPrismaHandler(`
      await prisma.request.create({ data: { id: req.params.id } });
      await prisma.$transaction(async (tx) => {
        await tx.order.create({ data: { id: req.params.id } });
      });
      await prisma.request.update({ where: { id: req.params.id }, data: { done: true } });
    `),
      ),
    ).toEqual([]);
  });

  it('on the pool, between BEGIN and COMMIT of a client', () => {
    const route = (handle: string): string =>
      inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('INSERT INTO orders (id) VALUES ($1)', [req.params.id]);
      await ${handle}.query('UPDATE stock SET count = count - 1 WHERE id = $1', [req.params.id]);
      await client.query('COMMIT');
    `);
    expect(findEscapes(route('pool'))).toEqual(['certain: 5']);
    expect(findEscapes(route('client'))).toEqual([]);
  });

  it('after COMMIT or ROLLBACK', () => {
    const route = (end: string): string =>
      inPgHandler(`
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('INSERT INTO orders (id) VALUES ($1)', [req.params.id]);
      await client.query('${end}');
      await pool.query('UPDATE stock SET count = count - 1 WHERE id = $1', [req.params.id]);
    `);
    expect(findEscapes(route('COMMIT'))).toEqual([]);
    expect(findEscapes(route('ROLLBACK'))).toEqual([]);
    expect(findEscapes(route('SAVEPOINT before_stock'))).toEqual(['certain: 6']);
  });

  it('in a function that is called from it', () => {
    const source = (call: string): string => `
      import { PrismaClient } from '@prisma/client';
      const prisma = new PrismaClient();
      async function takeStock(id, db = prisma) {
        await db.stock.update({ where: { id }, data: { count: { decrement: 1 } } });
      }
      export async function order(id) {
        await prisma.$transaction(async (tx) => {
          await tx.order.create({ data: { id } });
          await ${call};
        });
      }
    `;
    expect(findEscapes(source('takeStock(id)'))).toEqual(['certain: 4']);
    expect(findEscapes(source('takeStock(id, tx)'))).toEqual([]);
  });

  it('in another store', () => {
    expect(
      findEscapes(`
      import { Pool } from 'pg';
      import { PrismaClient } from '@prisma/client';
      const pool = new Pool();
      const prisma = new PrismaClient();
      export async function order(id) {
        await prisma.$transaction(async (tx) => {
          await tx.order.create({ data: { id } });
          await pool.query('INSERT INTO audits (id) VALUES ($1)', [id]);
        });
      }
    `),
    ).toEqual([]);
  });

  it('in a transaction opened inside', () => {
    expect(
      findEscapes(`
      import createKnex from 'knex';
      const knex = createKnex({ client: 'pg' });
      export async function order(id) {
        await knex.transaction(async (trx) => {
          await trx.transaction(async (inner) => {
            await inner('stock').where({ id }).decrement('count', 1);
          });
        });
      }
    `),
    ).toEqual([]);
  });

  it('on a handle that the caller gave', () => {
    expect(
      findEscapes(`
      import type { Prisma } from '@prisma/client';
      import { PrismaClient } from '@prisma/client';
      const prisma = new PrismaClient();
      export async function order(id: number, audit: Prisma.TransactionClient) {
        await prisma.$transaction(async (tx) => {
          await tx.order.create({ data: { id } });
          await audit.entry.create({ data: { id } });
        });
      }
    `),
    ).toEqual([]);
  });

  it('of Sequelize, without the option', () => {
    const source = (options: string): string => `
      import { Sequelize, DataTypes } from 'sequelize';
      const sequelize = new Sequelize('app');
      const Order = sequelize.define('Order', { state: DataTypes.STRING });
      const Stock = sequelize.define('Stock', { count: DataTypes.INTEGER });
      export async function order(id) {
        await sequelize.transaction(async (t) => {
          await Order.create({ id }, { transaction: t });
          await Stock.decrement('count', { where: { id }${options} });
        });
      }
    `;
    expect(findEscapes(source(''))).toEqual(['certain: 8']);
    expect(findEscapes(source(', transaction: t'))).toEqual([]);
  });

  it('of Mongoose, without the session', () => {
    const source = (options: string): string => `
      import mongoose from 'mongoose';
      const Order = mongoose.model('Order', new mongoose.Schema({ state: String }));
      const Stock = mongoose.model('Stock', new mongoose.Schema({ count: Number }));
      export async function order(id) {
        const session = await mongoose.startSession();
        await session.withTransaction(async () => {
          await Order.updateOne({ _id: id }, { state: 'placed' }, { session });
          await Stock.updateOne({ _id: id }, { $inc: { count: -1 } }${options});
        });
      }
    `;
    expect(findEscapes(source(''))).toEqual(['certain: 8']);
    expect(findEscapes(source(', { session }'))).toEqual([]);
  });

  it('in the outer of two transactions', () => {
    expect(
      findEscapes(`
      import createKnex from 'knex';
      const knex = createKnex({ client: 'pg' });
      export async function order(id) {
        await knex.transaction(async (trx) => {
          await trx.transaction(async (inner) => {
            await inner('stock').where({ id }).decrement('count', 1);
            await trx('orders').insert({ id });
          });
        });
      }
    `),
    ).toEqual([]);
  });
});

describe('a read inside a transaction, on the client around it', () => {
  const route = (read: string): string =>
    inPrismaHandler(`
    await prisma.$transaction(async (tx) => {
      const found = await ${read}.findUnique({ where: { id: req.params.id } });
      await tx.stock.update({ where: { id: req.params.id }, data: { count: found.count - 1 } });
    });
  `);

  it('of what the transaction writes', () => {
    expect(findEscapes(route('prisma.stock'))).toEqual(['certain: 3']);
  });

  it('of something else', () => {
    expect(findEscapes(route('prisma.settings'))).toEqual([]);
  });

  it('on the handle', () => {
    expect(findEscapes(route('tx.stock'))).toEqual([]);
  });

  it('of what the transaction does not write, though other code does', () => {
    expect(
      findEscapes(
        inPrismaHandler(`
      await prisma.settings.update({ where: { id: 1 }, data: { opened: true } });
      await prisma.$transaction(async (tx) => {
        const settings = await prisma.settings.findUnique({ where: { id: 1 } });
        await tx.stock.update({ where: { id: req.params.id }, data: { shelf: settings.shelf } });
      });
    `),
      ),
    ).toEqual([]);
  });
});
