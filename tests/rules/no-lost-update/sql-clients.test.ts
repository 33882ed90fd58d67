import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'Knex, which decrements',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const count = await knex('wallets').where({ owner_id: req.user.id }).where('balance', '>=', req.body.amount).decrement('balance', req.body.amount);
  res.sendStatus(count === 1 ? 204 : 409);
});`,
    },
    {
      name: 'better-sqlite3, where nothing runs between two statements',
      code: `import Database from 'better-sqlite3';
import express from 'express';
import { requireUser } from './auth';

const db = new Database('shop.db');
const app = express();

app.post('/withdraw', requireUser, (req, res) => {
  const wallet = db.prepare('SELECT balance FROM wallets WHERE owner_id = ?').get(req.user.id);
  if (wallet.balance < req.body.amount) return res.sendStatus(409);
  db.prepare('UPDATE wallets SET balance = ? WHERE owner_id = ?').run(wallet.balance - req.body.amount, req.user.id);
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'mysql2, with the rows destructured from its pair',
      code: `import express from 'express';
import mysql from 'mysql2/promise';
import { requireUser } from './auth';

const pool = mysql.createPool({ database: 'shop' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const [[wallet]] = await pool.execute('SELECT balance FROM wallets WHERE owner_id = ?', [req.user.id]);
  await pool.execute('UPDATE wallets SET balance = ? WHERE owner_id = ?', [wallet.balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 9',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'postgres.js, with tagged templates',
      code: `import express from 'express';
import postgres from 'postgres';
import { requireUser } from './auth';

const sql = postgres();
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const [wallet] = await sql\`SELECT balance FROM wallets WHERE owner_id = \${req.user.id}\`;
  await sql\`UPDATE wallets SET balance = \${wallet.balance - req.body.amount} WHERE owner_id = \${req.user.id}\`;
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 9',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 12,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Knex, by its builder',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const wallet = await knex('wallets').where({ owner_id: req.user.id }).first();
  await knex('wallets').where({ owner_id: req.user.id }).update({ balance: wallet.balance - req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 9',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 64,
        },
      ],
    },
    {
      name: 'better-sqlite3, with an await between the two',
      code: `import Database from 'better-sqlite3';
import express from 'express';
import { requireUser } from './auth';
import { charge } from './payments';

const db = new Database('shop.db');
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const wallet = db.prepare('SELECT balance FROM wallets WHERE owner_id = ?').get(req.user.id);
  await charge(req.body.card);
  db.prepare('UPDATE wallets SET balance = ? WHERE owner_id = ?').run(wallet.balance + req.body.amount, req.user.id);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance + …',
            alsoChecked: '',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 70,
        },
      ],
    },
  ],
});
