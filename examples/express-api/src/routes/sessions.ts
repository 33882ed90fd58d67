import { createHash, randomBytes } from 'node:crypto';
import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { isPassword, requireUser, type Role, signAccessToken, tokenSecret } from '../auth.ts';
import { pool } from '../database.ts';
import { readText, RequestError } from '../request.ts';

export const sessions: Router = Router();

sessions.post('/', async (req, res) => {
  const password = readText(req.body, 'password');
  const { rows } = await pool.query<{ id: number; password_hash: string }>(
    'SELECT id, password_hash FROM accounts WHERE email = $1',
    [readText(req.body, 'email').toLowerCase()],
  );
  const account = rows[0];
  if (!account || !(await isPassword(password, account.password_hash))) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  res.status(201).json(await issueTokens(account.id));
});

// Wrong: a stolen token and its owner's both find `used_at` empty, and both walk away with a session.
sessions.post('/refresh', async (req, res) => {
  const tokenHash = hashToken(readText(req.body, 'refreshToken'));
  const { rows } = await pool.query<{ account_id: number; expires_at: Date; used_at: Date | null }>(
    'SELECT account_id, expires_at, used_at FROM refresh_tokens WHERE token_hash = $1',
    [tokenHash],
  );
  const token = rows[0];
  if (!token || token.used_at || token.expires_at < new Date()) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  await pool.query('UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1', [tokenHash]); // want: no-token-reuse
  res.json(await issueTokens(token.account_id));
});

// Right: looking the link up and using it up are one statement, so only one request gets the row.
sessions.post('/link', async (req, res) => {
  const { rows } = await pool.query<{ account_id: number }>(
    'DELETE FROM sign_in_links WHERE token_hash = $1 AND expires_at > now() RETURNING account_id',
    [hashToken(readText(req.body, 'token'))],
  );
  const link = rows[0];
  if (!link) {
    res.status(401).json({ error: 'unauthorized' });
    return;
  }
  res.status(201).json(await issueTokens(link.account_id));
});

// Wrong: this token opens the account for ever, suspended or not. `signAccessToken` is the right twin.
sessions.post('/device', requireUser, (req, res) => {
  const deviceToken = jwt.sign({ role: req.user.role }, tokenSecret, { subject: String(req.user.id) }); // want: require-token-expiry
  res.status(201).json({ deviceToken });
});

// Right: ending no session at all is a success too, and the answer says how many there were.
sessions.delete('/', requireUser, async (req, res) => {
  const ended = await pool.query('DELETE FROM refresh_tokens WHERE account_id = $1', [req.user.id]);
  res.json({ ended: ended.rowCount });
});

async function issueTokens(accountId: number): Promise<{ accessToken: string; refreshToken: string }> {
  const { rows } = await pool.query<{ id: number; role: Role }>(
    'SELECT id, role FROM accounts WHERE id = $1 AND NOT suspended',
    [accountId],
  );
  const identity = rows[0];
  if (!identity) throw new RequestError(401, 'unauthorized');
  const refreshToken = randomBytes(32).toString('base64url');
  await pool.query(
    `INSERT INTO refresh_tokens (token_hash, account_id, expires_at) VALUES ($1, $2, now() + interval '30 days')`,
    [hashToken(refreshToken), identity.id],
  );
  return { accessToken: signAccessToken(identity), refreshToken };
}

/** What is stored of a token, so that a leaked table opens no session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
