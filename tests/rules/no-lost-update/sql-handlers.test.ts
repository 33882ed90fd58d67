import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'the read only feeds the response',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/visits', async (req, res) => {
  await pool.query('UPDATE accounts SET visits = visits + 1 WHERE id = $1', [req.user.id]);
  const { rows } = await pool.query('SELECT visits FROM accounts WHERE id = $1', [req.user.id]);
  res.json({ visits: rows[0].visits, next: rows[0].visits + 1 });
});`,
    },
    {
      name: 'a script that no request reaches',
      filename: 'scripts/recount.ts',
      code: `import { Pool } from 'pg';

const pool = new Pool();

async function recount(ownerId: number) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance + 1, ownerId]);
}

await recount(1);`,
    },
  ],
  invalid: [
    {
      name: 'an exported handler of an own module',
      code: `import pg from 'pg';

const pool = new pg.Pool();

export async function withdraw(req, res) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
}`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 6',
            write: 'this UPDATE',
            after: '',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 7,
          column: 9,
          endLine: 7,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'CommonJS, a router and a handler in a wrapper',
      code: `const { Router } = require('express');
const asyncHandler = require('express-async-handler');
const { Pool } = require('pg');
const { requireUser } = require('./auth');

const pool = new Pool();
const router = Router();

router.post(
  '/withdraw',
  requireUser,
  asyncHandler(async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    res.sendStatus(204);
  }),
);

module.exports = router;`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 13',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 14,
          column: 11,
          endLine: 14,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a wrapper made in the file',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);

app.post('/withdraw', wrap(async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  res.sendStatus(204);
}));`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'route chained on a path',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app
  .route('/wallet')
  .get(async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    res.json(rows[0]);
  })
  .post([express.json()], async (req, res) => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance + req.body.amount, req.user.id]);
    res.sendStatus(204);
  });`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 16',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance + …',
            alsoChecked: '',
          },
          line: 17,
          column: 11,
          endLine: 17,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'the row was read by a middleware before the handler',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function loadWallet(req, res, next) {
  const { rows } = await pool.query('SELECT id, balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  req.wallet = rows[0];
  next();
}

app.post('/withdraw', loadWallet, async (req, res) => {
  await pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [req.wallet.balance - req.body.amount, req.wallet.id]);
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
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 16,
          column: 9,
          endLine: 16,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
  ],
});
