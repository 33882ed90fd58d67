import rule from '../../../rules/no-token-reuse.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-token-reuse', rule, {
  valid: [
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
      name: 'Prisma, delete throws where the row is gone, so only one request gets through',
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
  await prisma.refreshToken.delete({ where: { id: stored.id } });
  res.json({ token: jwt.sign({ sub: stored.accountId }, process.env.SECRET, { expiresIn: '15m' }) });
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
      name: 'Prisma, an invitation accepted',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/invitations/:token/accept', async (req, res) => {
  const invitation = await prisma.invitation.findUnique({ where: { token: req.params.token } });
  if (!invitation || invitation.acceptedAt) return res.sendStatus(410);
  await prisma.member.create({ data: { teamId: invitation.teamId, accountId: req.user.id } });
  await prisma.invitation.update({ where: { token: req.params.token }, data: { acceptedAt: new Date() } });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'marked',
          data: {
            state: '`acceptedAt` of `invitation`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            condition: '`acceptedAt` still unset',
          },
          line: 13,
          column: 9,
          endLine: 13,
          endColumn: 33,
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
      name: 'Mongoose, found and then deleted',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Invite = mongoose.model('Invite', new mongoose.Schema({ code: String, team: String }));
const Member = mongoose.model('Member', new mongoose.Schema({ account: String, team: String }));

app.post('/join', async (req, res) => {
  const invite = await Invite.findOne({ code: req.body.code });
  if (!invite) return res.sendStatus(404);
  await Member.create({ account: req.user.id, team: invite.team });
  await Invite.deleteOne({ code: req.body.code });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'deleted',
          data: {
            resource: '`Invite`',
            readAt: 'on line 12',
            write: 'this `deleteOne()`',
            after: ' after `requireUser`',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 25,
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
  ],
});
