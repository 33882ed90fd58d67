import rule from '../../rules/no-process-lock.ts';
import { createRuleTester } from '../rule-tester.ts';

createRuleTester().run('no-process-lock', rule, {
  valid: [
    {
      name: 'a lock that other processes see',
      code: `import Redlock from 'redlock';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const redlock = new Redlock([]);

app.post('/withdraw', async (req, res) => {
  await redlock.using([\`wallet:\${req.user.id}\`], 5000, async () => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'a queue that may run one function at a time, or may not',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const waiting = [];
const enqueue = (work) => {
  waiting.push({ work });
};

app.post('/withdraw', async (req, res) => {
  await enqueue(async () => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'the mutex and a row lock',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  await mutex.runExclusive(async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT balance FROM wallets WHERE owner_id = $1 FOR UPDATE', [req.user.id]);
    await client.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
    await client.query('COMMIT');
    client.release();
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'the statement does it, whatever is locked around it',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  const { rowCount } = await mutex.runExclusive(() =>
    pool.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]),
  );
  res.sendStatus(rowCount === 1 ? 204 : 409);
});`,
    },
    {
      name: 'state of the process needs no more than a lock of the process',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const mutex = new Mutex();
const balances = new Map();

app.post('/withdraw', async (req, res) => {
  await mutex.runExclusive(async () => {
    const balance = balances.get(req.user.id);
    await new Promise((resolve) => setTimeout(resolve, 10));
    balances.set(req.user.id, balance - req.body.amount);
  });
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'a mutex of the process around rows of a database',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  await mutex.runExclusive(async () => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'lock',
          data: {
            lockedAt: 'on line 13',
            resource: '`wallets`',
            readAt: 'on line 14',
            write: 'this UPDATE',
          },
          line: 15,
          column: 11,
          endLine: 15,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'acquire and release around both',
      code: `import { Mutex } from 'async-mutex';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Wallet = mongoose.model('Wallet', new mongoose.Schema({
  owner: { type: mongoose.Schema.Types.ObjectId, required: true },
  balance: { type: Number, default: 0 },
  tags: [String],
}));

const mutex = new Mutex();

app.post('/withdraw', async (req, res) => {
  const release = await mutex.acquire();
  try {
    const wallet = await Wallet.findOne({ owner: req.user.id });
    wallet.balance -= req.body.amount;
    await wallet.save();
  } finally {
    release();
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'lock',
          data: {
            lockedAt: 'on line 18',
            resource: '`Wallet`',
            readAt: 'on line 20',
            write: 'this `save()`',
          },
          line: 22,
          column: 11,
          endLine: 22,
          endColumn: 22,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'async-lock with a key',
      code: `import AsyncLock from 'async-lock';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const lock = new AsyncLock();

app.post('/orders/:id/pay', async (req, res) => {
  await lock.acquire(req.params.id, async () => {
    const order = await prisma.order.findFirst({ where: { id: req.params.id, ownerId: req.user.id } });
    if (order.status !== 'OPEN') throw new Error('not open');
    const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { status: 'PAID' } });
    if (count === 0) throw new Error('gone');
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'lock',
          data: {
            lockedAt: 'on line 13',
            resource: '`order`',
            readAt: 'on line 14',
            write: 'this `updateMany()`',
          },
          line: 16,
          column: 29,
          endLine: 16,
          endColumn: 52,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a limiter of one',
      code: `import pLimit from 'p-limit';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const limit = pLimit(1);

app.post('/withdraw', async (req, res) => {
  await limit(async () => {
    const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
    await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
  });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'lock',
          data: {
            lockedAt: 'on line 13',
            resource: '`wallets`',
            readAt: 'on line 14',
            write: 'this UPDATE',
          },
          line: 15,
          column: 11,
          endLine: 15,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
  ],
});
