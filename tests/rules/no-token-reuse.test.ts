import rule from '../../rules/no-token-reuse.ts';
import { createRuleTester } from '../rule-tester.ts';

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
      name: 'Prisma, accepted under its own condition, with the count looked at',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/invitations/:token/accept', async (req, res) => {
  const invitation = await prisma.invitation.findUnique({ where: { token: req.params.token } });
  if (!invitation) return res.sendStatus(404);
  const { count } = await prisma.invitation.updateMany({
    where: { token: req.params.token, acceptedAt: null },
    data: { acceptedAt: new Date() },
  });
  if (count === 0) return res.sendStatus(410);
  await prisma.member.create({ data: { teamId: invitation.teamId, accountId: req.user.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Mongoose, the OTP stands in the filter that clears it',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: String, otp: String }));

app.post('/login/otp', async (req, res) => {
  const account = await Account.findOneAndUpdate({ email: req.body.email, otp: req.body.otp }, { $unset: { otp: 1 } });
  if (!account) return res.sendStatus(401);
  res.json({ token: jwt.sign({ sub: account.id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
    },
    {
      name: 'Mongoose, findOneAndDelete',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Invite = mongoose.model('Invite', new mongoose.Schema({ code: String, team: String }));
const Member = mongoose.model('Member', new mongoose.Schema({ account: String, team: String }));

app.post('/join', async (req, res) => {
  const invite = await Invite.findOneAndDelete({ code: req.body.code });
  if (!invite) return res.sendStatus(404);
  await Member.create({ account: req.user.id, team: invite.team });
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
    {
      name: 'the order only points to a coupon',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/orders/:id/coupon', async (req, res) => {
  const coupon = await prisma.coupon.findUnique({ where: { code: req.body.code } });
  if (!coupon) return res.sendStatus(404);
  const { count } = await prisma.order.updateMany({ where: { id: req.params.id, ownerId: req.user.id }, data: { couponId: coupon.id } });
  res.sendStatus(count === 1 ? 204 : 404);
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
      name: 'Prisma, a refresh token found and deleted by its id',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/refresh', async (req, res) => {
  const stored = await prisma.refreshToken.findUnique({ where: { token: req.cookies.refresh } });
  if (!stored) return res.sendStatus(401);
  await prisma.refreshToken.deleteMany({ where: { id: stored.id } });
  res.json({ token: jwt.sign({ sub: stored.accountId }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
      errors: [
        {
          messageId: 'deleted',
          data: {
            resource: '`refreshToken`',
            readAt: 'on line 11',
            write: 'this `deleteMany()`',
            after: ' after `requireUser`',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 39,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'Mongoose, an OTP compared and cleared',
      code: `import jwt from 'jsonwebtoken';
import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: String, otp: String }));

app.post('/login/otp', async (req, res) => {
  const account = await Account.findOne({ email: req.body.email });
  if (account.otp !== req.body.otp) return res.sendStatus(401);
  account.otp = undefined;
  await account.save();
  res.json({ token: jwt.sign({ sub: account.id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`otp` of `Account`',
            readAt: 'on line 12',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: '`otp = …`',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'Mongoose, a reset token found by itself, then unset on the document',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Account = mongoose.model('Account', new mongoose.Schema({ email: String, password: String, resetToken: String }));

app.post('/reset', async (req, res) => {
  const account = await Account.findOne({ resetToken: req.body.token });
  if (!account) return res.sendStatus(400);
  account.password = req.body.password;
  account.resetToken = undefined;
  await account.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`resetToken` of `Account`',
            readAt: 'on line 11',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: '`resetToken = …`',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'uses are counted up after a stale look at the limit',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/coupons/:code/use', async (req, res) => {
  const coupon = await prisma.coupon.findUnique({ where: { code: req.params.code } });
  if (coupon.uses >= coupon.maxUses) return res.sendStatus(409);
  await prisma.coupon.update({ where: { code: req.params.code }, data: { uses: { increment: 1 } } });
  res.json({ discount: coupon.discount });
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`uses` of `coupon`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            condition: '`uses < …`',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 29,
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
