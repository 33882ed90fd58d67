import rule from '../../../rules/no-token-reuse.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-token-reuse', rule, {
  valid: [
    {
      name: 'looking up and using up are one statement',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/refresh', async (req, res) => {
  const { rows } = await pool.query(
    'UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING account_id',
    [req.body.token],
  );
  if (!rows[0]) return res.sendStatus(401);
  res.json({ token: jwt.sign({ sub: rows[0].account_id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
    },
    {
      name: 'the reset token is deleted first, and the row it returned decides',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/reset', async (req, res) => {
  const { rows } = await pool.query('DELETE FROM password_resets WHERE token = $1 RETURNING account_id', [req.body.token]);
  if (rows.length === 0) return res.sendStatus(400);
  await pool.query('UPDATE accounts SET password_hash = $1 WHERE id = $2', [req.body.hash, rows[0].account_id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the coupon is redeemed under its own condition',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/coupons/redeem', async (req, res) => {
  const { rows } = await pool.query(
    'UPDATE coupons SET redeemed_by = $1 WHERE code = $2 AND redeemed_by IS NULL RETURNING value',
    [req.user.id, req.body.code],
  );
  if (!rows[0]) return res.sendStatus(409);
  await pool.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [rows[0].value, req.user.id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'the coupon is locked in the transaction that redeems it',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/coupons/redeem', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT value, redeemed_by FROM coupons WHERE code = $1 FOR UPDATE', [req.body.code]);
    if (!rows[0] || rows[0].redeemed_by !== null) throw new Error('not redeemable');
    await client.query('UPDATE coupons SET redeemed_by = $1 WHERE code = $2', [req.user.id, req.body.code]);
    await client.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [rows[0].value, req.user.id]);
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
    {
      name: 'a fresh random token is written over the old one',
      code: `import { randomBytes } from 'node:crypto';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/forgot', async (req, res) => {
  const { rows } = await pool.query('SELECT id, reset_token FROM accounts WHERE email = $1', [req.body.email]);
  if (!rows[0]) return res.sendStatus(204);
  await pool.query('UPDATE accounts SET reset_token = $1 WHERE id = $2', [randomBytes(32).toString('hex'), rows[0].id]);
  res.sendStatus(204);
});`,
    },
    {
      name: 'expired tokens are cleaned up by whoever comes',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/cleanup', async (req, res) => {
  await pool.query('DELETE FROM refresh_tokens WHERE expires_at < now()');
  res.sendStatus(204);
});`,
    },
    {
      name: 'a session is ended by its owner',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.delete('/sessions/:id', async (req, res) => {
  const { rowCount } = await pool.query('DELETE FROM sessions WHERE id = $1 AND account_id = $2', [req.params.id, req.user.id]);
  res.sendStatus(rowCount === 1 ? 204 : 404);
});`,
    },
  ],
  invalid: [
    {
      name: 'a refresh token is looked up, then marked as used',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/refresh', async (req, res) => {
  const { rows } = await pool.query('SELECT account_id, used_at FROM refresh_tokens WHERE token_hash = $1', [req.body.token]);
  if (!rows[0] || rows[0].used_at) return res.sendStatus(401);
  await pool.query('UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1', [req.body.token]);
  res.json({ token: jwt.sign({ sub: rows[0].account_id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`used_at` of `refresh_tokens`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: '`used_at` still unset',
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
      name: 'a reset token is found, then deleted after the password is set',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/reset', async (req, res) => {
  const { rows } = await pool.query('SELECT account_id FROM password_resets WHERE token = $1', [req.body.token]);
  if (rows.length === 0) return res.sendStatus(400);
  await pool.query('UPDATE accounts SET password_hash = $1 WHERE id = $2', [req.body.hash, rows[0].account_id]);
  await pool.query('DELETE FROM password_resets WHERE token = $1', [req.body.token]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'deleted',
          data: {
            resource: '`password_resets`',
            readAt: 'on line 10',
            write: 'this DELETE',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 19,
        },
      ],
    },
    {
      name: 'a coupon is redeemed',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/coupons/redeem', async (req, res) => {
  const { rows } = await pool.query('SELECT value, redeemed_by FROM coupons WHERE code = $1', [req.body.code]);
  if (!rows[0] || rows[0].redeemed_by !== null) return res.sendStatus(409);
  await pool.query('UPDATE coupons SET redeemed_by = $1 WHERE code = $2', [req.user.id, req.body.code]);
  await pool.query('UPDATE wallets SET balance = balance + $1 WHERE owner_id = $2', [rows[0].value, req.user.id]);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`redeemed_by` of `coupons`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: '`redeemed_by` still empty',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'the helper that verifies stands in the file',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

async function findToken(token) {
  const { rows } = await pool.query('SELECT id, account_id, revoked FROM refresh_tokens WHERE token = $1', [token]);
  if (!rows[0] || rows[0].revoked) throw new Error('unauthorized');
  return rows[0];
}

app.post('/refresh', async (req, res) => {
  const stored = await findToken(req.body.token);
  await pool.query('UPDATE refresh_tokens SET revoked = true WHERE id = $1', [stored.id]);
  res.json({ token: jwt.sign({ sub: stored.account_id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`revoked` of `refresh_tokens`',
            readAt: 'on line 11',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            condition: '`revoked` still unset',
          },
          line: 18,
          column: 9,
          endLine: 18,
          endColumn: 19,
          suggestions: 1,
        },
      ],
    },
  ],
});
