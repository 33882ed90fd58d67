import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { defineStore } from '../../src/catalog/shape.ts';
import { EVERYTHING, findCatalogMarks, OPEN } from '../../src/evaluation/glances/find-catalog-marks.ts';

const marks = findCatalogMarks(catalog);
/** Marks are bits; either half of a file may hold the other one. */
const state = "import { Pool } from 'pg';\n";
const write = "q('UPDATE a SET b = 1');\n";

describe('state is kept', () => {
  it.each([
    ["import { Pool } from 'pg';"],
    ["const db = require('better-sqlite3')('a.db');"],
    ["import { DatabaseSync } from 'node:sqlite';"],
    ["import mysql from 'mysql2/promise';"],
    ['export class A { constructor(private readonly db: PrismaService) {} }'],
    ['async function f(client: PoolClient) {}'],
    ['async function f(tx: Prisma.TransactionClient) {}'],
    ['const row = await prisma.order.findFirst({});'],
    ['const row = await app.db.models.User.findByPk(id);'],
    ['const row = await User.findOne({ id });'],
    ['const row = await User\n  .findOne({ id });'],
    ["await orders.update({ where: { id }, data: { state: 'paid' } });"],
    ['const rows = await knex(table);'],
  ])('%s', (code) => {
    expect(marks(`${write}${code}`)).toBe(EVERYTHING);
  });

  it.each([
    ['const first = list.find((item) => item.id === id);'],
    ['const names = rows.map(({ name }) => name).filter(Boolean);'],
    ["import { createHash, randomUUID } from 'node:crypto';"],
    ['export function Button({ client, label }) { return <b onClick={client.start}>{label}</b>; }'],
    ["import { render } from 'preact'; render(<App />, document.body);"],
    ['const box = { width: 1, height: 2 }; box.width = 3;'],
  ])('not in %s', (code) => {
    expect(marks(`${write}${code}`)).not.toBe(EVERYTHING);
  });
});

describe('something writes', () => {
  it.each([
    ['await account.save();'],
    ["await Account['updateOne']({ id }, { a: 1 });"],
    ['await accounts\n  .insert(row)'],
    ["await run('insert into a values (1)');"],
    ["await run('WITH b AS (SELECT 1) UPDATE a SET c = 2');"],
    ['await run(`\n  delete from a where id = ${id}`);'],
  ])('%s', (code) => {
    expect(marks(`${state}${code}`)).toBe(EVERYTHING);
  });

  it.each([
    ["await pool.query('SELECT a FROM b');"],
    ['export const getOrders = () => prisma.order.findMany();'],
    ['const updated = saved ?? inserted;'],
  ])('not in %s', (code) => {
    expect(marks(`${state}${code}`)).not.toBe(EVERYTHING);
  });
});

describe('enough by themselves', () => {
  it('tokens that are signed', () => {
    expect(marks("import jwt from 'jsonwebtoken';")).toBe(EVERYTHING);
    expect(marks("import { SignJWT } from 'jose';")).toBe(EVERYTHING);
  });

  it('a handler that leaves something behind', () => {
    expect(marks('let user;\nexport function check(req, res, next) {\n  user = req.user;\n  next();\n}')).toBe(
      EVERYTHING,
    );
    expect(marks('export function check(req, res, next) {\n  next();\n}')).toBe(0);
  });
});

it('what a project teaches us counts as well', () => {
  const ledger = defineStore({
    name: 'ledger',
    packages: ['@acme/ledger'],
    reach: 'shared',
    exports: {},
    types: {},
    functions: {
      'ledger.debit': {
        effects: [
          { kind: 'write', operation: 'update', resource: { name: 'accounts' }, outcome: {}, whenMissing: 'nothing' },
        ],
      },
    },
  });
  const ours = findCatalogMarks([ledger, ...catalog]);
  expect(ours('await ledger.debit(account, 5);')).toBe(EVERYTHING);
  expect(marks('await ledger.debit(account, 5);')).toBe(0);
  expect(findCatalogMarks(catalog)).toBe(marks);
});

describe('what a file names is made elsewhere', () => {
  it.each([
    ['export interface Store { find(id: number): Promise<Row | null>; }'],
    [
      'export interface Store {\n  /** By { id }. */\n  find(where: { id: number }): Promise<Row>;\n  take(id: number, by: number): Promise<boolean>;\n}',
    ],
    ['export default interface Store extends Base<Row> {\n  ping(): void;\n  close(): Promise<void>;\n}'],
    [
      "export abstract class Store {\n  name = 'store';\n  describe() { return { name: this.name }; }\n  abstract find(id: number): Promise<Row>;\n}",
    ],
  ])('%s', (code) => {
    expect(marks(code) & OPEN).toBe(OPEN);
  });

  it.each([
    ['export interface Row { id: number; at: Date; tags: { name: string }[]; }'],
    ['export interface Props { onSave: () => void; label(text: string): string; }'],
    ['interface Store { find(id: number): Promise<Row>; }'],
    ['export interface Row { id: number }\nexport async function load(): Promise<Row> { return fetch("/row"); }'],
    ['export class Store { find(id: number): Promise<Row> { return load(id); } }'],
    ['export abstract class Shape { area(): number { return 1; } }'],
  ])('not in %s', (code) => {
    expect(marks(code) & OPEN).toBe(0);
  });
});
