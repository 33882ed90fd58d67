import rule from '../../../rules/no-transaction-escape.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-transaction-escape', rule, {
  valid: [
    {
      name: 'every statement on the client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (rowCount === 0) throw new Error('insufficient funds');
    await client.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
    },
    {
      name: 'the pool before BEGIN and after COMMIT',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  await pool.query('INSERT INTO audit_log (account_id) VALUES ($1)', [req.user.id]);
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await client.query('COMMIT');
  client.release();
  await pool.query('INSERT INTO audit_log (account_id) VALUES ($1)', [req.user.id]);
  res.sendStatus(201);
});`,
    },
    {
      name: 'a helper that takes the client it is given',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function addPayout(connection, accountId, amount) {
  await connection.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);
}

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await addPayout(client, req.user.id, req.body.amount);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});`,
    },
    {
      name: 'Knex, the handle everywhere, also by transacting',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await knex.transaction(async (trx) => {
    await trx('orders').insert({ owner_id: req.user.id });
    await knex('payments').insert({ owner_id: req.user.id }).transacting(trx);
  });
  res.sendStatus(201);
});`,
    },
    {
      name: 'the error is logged by the pool after the rollback',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    await pool.query('INSERT INTO failures (account_id) VALUES ($1)', [req.user.id]);
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
    },
  ],
  invalid: [
    {
      name: 'the pool between BEGIN and COMMIT on a client',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2 AND balance >= $1', [req.body.amount, req.user.id]);
    if (rowCount === 0) throw new Error('insufficient funds');
    await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [req.user.id, req.body.amount]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 12',
            handle: '`client`',
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
      name: 'a helper of the file that always takes the pool',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function addPayout(accountId, amount) {
  await pool.query('INSERT INTO payouts (account_id, amount) VALUES ($1, $2)', [accountId, amount]);
}

app.post('/payouts', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE wallets SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  await addPayout(req.user.id, req.body.amount);
  await client.query('COMMIT');
  client.release();
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 15',
            handle: '`client`',
          },
          line: 10,
          column: 9,
          endLine: 10,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'Knex, the outer builder inside the callback',
      code: `import express from 'express';
import createKnex from 'knex';
import { requireUser } from './auth';

const knex = createKnex({ client: 'pg' });
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await knex.transaction(async (trx) => {
    await trx('orders').insert({ owner_id: req.user.id });
    await knex('payments').insert({ owner_id: req.user.id });
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: '`insert()`',
            openedAt: 'on line 9',
            handle: "the transaction's handle",
          },
          line: 11,
          column: 11,
          endLine: 11,
          endColumn: 34,
        },
      ],
    },
    {
      name: 'postgres.js, the outer function inside begin',
      code: `import express from 'express';
import postgres from 'postgres';
import { requireUser } from './auth';

const sql = postgres();
const app = express();

app.post('/orders', requireUser, async (req, res) => {
  await sql.begin(async (tx) => {
    await tx\`INSERT INTO orders (owner_id) VALUES (\${req.user.id})\`;
    await sql\`INSERT INTO payments (owner_id) VALUES (\${req.user.id})\`;
  });
  res.sendStatus(201);
});`,
      errors: [
        {
          messageId: 'write',
          data: {
            statement: 'INSERT',
            openedAt: 'on line 9',
            handle: '`tx`',
          },
          line: 11,
          column: 11,
          endLine: 11,
          endColumn: 14,
          suggestions: 1,
        },
      ],
    },
  ],
});
