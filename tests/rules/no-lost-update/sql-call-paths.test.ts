import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'a loop whose statement does the arithmetic',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  for (const item of req.body.items) {
    const { rowCount } = await pool.query(
      'UPDATE products SET stock = stock - $1 WHERE id = $2 AND stock >= $1',
      [item.quantity, item.productId],
    );
    if (rowCount === 0) return res.sendStatus(409);
  }
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'read and written by two helpers of the file',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const balance = await readBalance(req.user.id);
  await writeBalance(req.user.id, balance - req.body.amount);
  res.sendStatus(204);
});

async function readBalance(ownerId) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  return rows[0].balance;
}

async function writeBalance(ownerId, balance) {
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, ownerId]);
}`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 16',
            write: 'the UPDATE on line 21',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'both ends in one helper, where it is reported once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function debit(ownerId, amount) {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [ownerId]);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - amount, ownerId]);
}

app.post('/withdraw', async (req, res) => {
  await debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});

app.post('/pay', async (req, res) => {
  await debit(req.user.id, req.body.price);
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
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a class with methods, made once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

class Wallets {
  constructor(pool) {
    this.pool = pool;
  }

  async find(ownerId) {
    const { rows } = await this.pool.query('SELECT id, balance FROM wallets WHERE owner_id = $1', [ownerId]);
    return rows[0];
  }

  async debit(ownerId, amount) {
    const wallet = await this.find(ownerId);
    if (wallet.balance < amount) throw new Error('insufficient funds');
    await this.pool.query('UPDATE wallets SET balance = $1 WHERE id = $2', [wallet.balance - amount, wallet.id]);
  }
}

const wallets = new Wallets(pool);

app.post('/withdraw', async (req, res) => {
  await wallets.debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 15',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: ', and put the check of `balance` into its condition',
          },
          line: 22,
          column: 11,
          endLine: 22,
          endColumn: 26,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a chain of then',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', (req, res, next) => {
  pool
    .query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id])
    .then(({ rows }) => pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]))
    .then(() => res.sendStatus(204))
    .catch(next);
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
          line: 12,
          column: 25,
          endLine: 12,
          endColumn: 35,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'callbacks inside each other',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', (req, res, next) => {
  pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id], (error, result) => {
    if (error) return next(error);
    pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [result.rows[0].balance - req.body.amount, req.user.id], (failure) => {
      if (failure) return next(failure);
      res.sendStatus(204);
    });
  });
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
          line: 12,
          column: 5,
          endLine: 12,
          endColumn: 15,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a loop over items',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders', async (req, res) => {
  for (const item of req.body.items) {
    const { rows } = await pool.query('SELECT stock FROM products WHERE id = $1', [item.productId]);
    if (rows[0].stock < item.quantity) return res.sendStatus(409);
    await pool.query('UPDATE products SET stock = $1 WHERE id = $2', [rows[0].stock - item.quantity, item.productId]);
  }
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`stock` of `products`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'stock = stock - …',
            alsoChecked: ', and put the check of `stock` into its condition',
          },
          line: 13,
          column: 11,
          endLine: 13,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a helper in between computes the new value',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const applyFee = (balance, amount) => Math.round((balance - amount * 1.02) * 100) / 100;

app.post('/withdraw', async (req, res) => {
  const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
  const balance = applyFee(rows[0].balance, req.body.amount);
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.json({ balance });
});`,
      errors: [
        {
          messageId: 'rewritten',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
          },
          line: 14,
          column: 9,
          endLine: 14,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'read and write started together and awaited one by one',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const [wallets, plans] = await Promise.all([
    pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]),
    pool.query('SELECT fee FROM plans WHERE id = $1', [req.body.planId]),
  ]);
  const balance = wallets.rows[0].balance - plans.rows[0].fee;
  await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [balance, req.user.id]);
  res.json({ balance });
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
  ],
});
