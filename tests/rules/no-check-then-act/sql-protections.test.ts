import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'a row lock in a transaction',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
    if (rows[0].status !== 'open') throw new Error('not open');
    await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
    await client.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.sendStatus(204);
});`,
    },
  ],
  invalid: [
    {
      name: 'the lock is taken in a transaction of its own and released before the work',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/pay', async (req, res) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT status FROM orders WHERE id = $1 AND owner_id = $2 FOR UPDATE', [req.params.id, req.user.id]);
  await client.query('COMMIT');
  if (rows[0].status !== 'open') return res.sendStatus(409);
  await client.query(\`UPDATE orders SET status = 'paid' WHERE id = $1 AND owner_id = $2\`, [req.params.id, req.user.id]);
  await client.query('UPDATE wallets SET balance = balance - 10 WHERE owner_id = $1', [req.user.id]);
  client.release();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'state',
          data: {
            state: '`status` of `orders`',
            readAt: 'on line 12',
            checkedAt: 'on line 14',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: "`status = 'open'`",
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 21,
          suggestions: 1,
        },
      ],
    },
  ],
});
