import assert from 'node:assert/strict';
import { startDevelopmentServer } from './dev.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const server = await startDevelopmentServer(0);

async function send(method: string, path: string, token?: string, body?: object): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  return { status: response.status, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

async function signIn(email: string): Promise<{ access: string; refresh: string }> {
  const { status, body } = await send('POST', '/sessions', undefined, { email, password: 'correct horse' });
  assert.equal(status, 201);
  return { access: String(body['accessToken']), refresh: String(body['refreshToken']) };
}

/** The statuses of `count` equal requests that are all sent before the first is answered, in ascending order. */
async function sendAtOnce(count: number, request: () => Promise<Answer>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, request));
  return answers.map((answer) => answer.status).sort();
}

async function expectStatus(status: number, answer: Promise<Answer>): Promise<Answer['body']> {
  const actual = await answer;
  assert.equal(actual.status, status, JSON.stringify(actual.body));
  return actual.body;
}

async function runOneByOne(): Promise<void> {
  const alice = await signIn('alice@example.com');
  const bob = await signIn('bob@example.com');
  const root = await signIn('root@example.com');
  await expectStatus(401, send('POST', '/sessions', undefined, { email: 'alice@example.com', password: 'wrong' }));
  await expectStatus(401, send('GET', '/wallet'));

  await expectStatus(200, send('POST', '/wallet/transfer', alice.access, { amount: 40, recipientId: 2 }));
  await expectStatus(409, send('POST', '/wallet/transfer', alice.access, { amount: 61, recipientId: 2 }));
  await expectStatus(400, send('POST', '/wallet/transfer', alice.access, { amount: -1, recipientId: 2 }));
  assert.deepEqual(await expectStatus(200, send('POST', '/wallet/withdraw', alice.access, { amount: 10 })), { balance: 50 });
  assert.deepEqual(await expectStatus(200, send('POST', '/wallet/donate', alice.access, { amount: 10 })), { balance: 40 });
  await expectStatus(201, send('POST', '/wallet/payouts', alice.access, { amount: 10 }));
  await expectStatus(409, send('POST', '/wallet/payouts', alice.access, { amount: 31 }));
  assert.equal((await expectStatus(200, send('GET', '/wallet', bob.access)))['balance'], 140);

  const note = await expectStatus(201, send('POST', '/notes', alice.access, { title: 'List', body: 'milk' }));
  const path = `/notes/${String(note['id'])}`;
  const edited = await expectStatus(200, send('PUT', path, alice.access, { title: 'List', body: 'milk, eggs', version: 1 }));
  assert.equal(edited['version'], 2);
  await expectStatus(409, send('PUT', path, alice.access, { title: 'List', body: 'bread', version: 1 }));
  await expectStatus(409, send('PUT', path, bob.access, { title: 'Mine', body: 'mine', version: 2 }));
  await expectStatus(204, send('POST', `${path}/append`, alice.access, { line: 'last' }));
  await expectStatus(204, send('POST', `${path}/prepend`, alice.access, { line: 'first' }));
  await expectStatus(403, send('PUT', `${path}/title`, bob.access, { title: 'Mine' }));
  await expectStatus(204, send('PUT', `${path}/title`, alice.access, { title: 'Shopping' }));
  await expectStatus(404, send('POST', `${path}/share`, bob.access));
  await expectStatus(204, send('POST', `${path}/share`, alice.access));
  await expectStatus(404, send('POST', `${path}/archive`, bob.access));
  await expectStatus(204, send('POST', `${path}/archive`, alice.access));
  await expectStatus(204, send('POST', `${path}/pin`, bob.access)); // answered as done, though nothing was pinned: see require-affected-rows-check
  await expectStatus(204, send('POST', `${path}/hand-over`, alice.access, { recipientId: 2 }));
  await expectStatus(404, send('POST', `${path}/hand-over`, alice.access, { recipientId: 2 }));
  await expectStatus(400, send('POST', '/notes/none/archive', bob.access));
  await expectStatus(204, send('DELETE', path, alice.access)); // a note of Bob's by now: see require-owner-scope

  await expectStatus(200, send('POST', '/coupons/redeem', alice.access, { code: 'SPRING' }));
  await expectStatus(409, send('POST', '/coupons/redeem', bob.access, { code: 'SPRING' }));
  await expectStatus(403, send('POST', '/admin/coupons', alice.access, { code: 'AUTUMN', value: 5 }));
  await expectStatus(201, send('POST', '/admin/coupons', root.access, { code: 'AUTUMN', value: 5 }));
  await expectStatus(409, send('POST', '/admin/coupons', root.access, { code: 'AUTUMN', value: 5 }));

  const booking = await expectStatus(201, send('POST', '/workshops/1/join', alice.access));
  await expectStatus(409, send('POST', '/workshops/1/join', bob.access));
  await expectStatus(200, send('POST', `/workshops/bookings/${String(booking['id'])}/cancel`, alice.access));
  await expectStatus(409, send('POST', `/workshops/bookings/${String(booking['id'])}/cancel`, alice.access));
  await expectStatus(409, send('POST', `/workshops/bookings/${String(booking['id'])}/check-in`, alice.access));
  await expectStatus(201, send('PUT', '/workshops/1/follow', alice.access));
  await expectStatus(200, send('PUT', '/workshops/1/follow', alice.access));

  const renewed = await expectStatus(200, send('POST', '/sessions/refresh', undefined, { refreshToken: alice.refresh }));
  await expectStatus(401, send('POST', '/sessions/refresh', undefined, { refreshToken: alice.refresh }));
  await expectStatus(200, send('GET', '/accounts/me', String(renewed['accessToken'])));
  await expectStatus(201, send('POST', '/sessions/device', alice.access));
  await expectStatus(204, send('POST', '/admin/accounts/2/suspend', root.access));
  await expectStatus(401, send('POST', '/sessions/refresh', undefined, { refreshToken: bob.refresh }));
  await expectStatus(204, send('POST', '/admin/accounts/2/restore', root.access));
  assert.deepEqual(await expectStatus(200, send('DELETE', '/sessions', alice.access)), { ended: 2 });
  await expectStatus(200, send('PUT', '/accounts/me', alice.access, { displayName: 'Alice B.' }));
}

/** The right routes keep their promise to requests that come all at once. The wrong ones mostly do not; that is printed. */
async function runAtOnce(): Promise<void> {
  const credentials = { email: 'carol@example.com', password: 'correct horse' };
  assert.deepEqual(await sendAtOnce(4, () => send('POST', '/accounts', undefined, credentials)), [201, 409, 409, 409]);
  const carol = await signIn('carol@example.com');
  const root = await signIn('root@example.com');

  await expectStatus(200, send('POST', '/wallet/transfer', root.access, { amount: 100, recipientId: 4 }));
  const payments = await sendAtOnce(8, () => send('POST', '/wallet/pay', carol.access, { amount: 30 }));
  assert.deepEqual(payments, [200, 200, 200, 409, 409, 409, 409, 409]);
  const claims = await sendAtOnce(4, () => send('POST', '/coupons/claim', carol.access, { code: 'SUMMER' }));
  assert.deepEqual(claims, [200, 409, 409, 409]);
  assert.equal((await expectStatus(200, send('GET', '/wallet', carol.access)))['balance'], 60);
  const transfers = await sendAtOnce(4, () => send('POST', '/wallet/transfer', carol.access, { amount: 20, recipientId: 3 }));
  assert.deepEqual(transfers, [200, 200, 200, 409]);
  assert.deepEqual(await sendAtOnce(4, () => send('POST', '/workshops/2/reserve', carol.access)), [201, 409, 409, 409]);
  const links = await sendAtOnce(4, () => send('POST', '/sessions/link', undefined, { token: 'alice-once' }));
  assert.deepEqual(links, [201, 401, 401, 401]);

  await expectStatus(200, send('POST', '/wallet/transfer', root.access, { amount: 60, recipientId: 4 }));
  const withdrawals = await sendAtOnce(4, () => send('POST', '/wallet/withdraw', carol.access, { amount: 10 }));
  const { balance } = await expectStatus(200, send('GET', '/wallet', carol.access));
  console.log(`no-lost-update: ${count(withdrawals, 200)} withdrawals of 10 from 60 left ${String(balance)}`);
  await send('POST', '/admin/coupons', root.access, { code: 'WINTER', value: 5 });
  const redeemed = await sendAtOnce(4, () => send('POST', '/coupons/redeem', carol.access, { code: 'WINTER' }));
  console.log(`no-token-reuse: a coupon was redeemed ${count(redeemed, 200)} times`);
  const refreshed = await sendAtOnce(4, () => send('POST', '/sessions/refresh', undefined, { refreshToken: carol.refresh }));
  console.log(`no-token-reuse: a refresh token opened ${count(refreshed, 200)} sessions`);
  const joined = await sendAtOnce(4, () => send('POST', '/workshops/1/join', carol.access));
  console.log(`no-check-then-act: 1 seat was booked ${count(joined, 201)} times`);
}

function count(statuses: readonly number[], status: number): number {
  return statuses.filter((actual) => actual === status).length;
}

try {
  await runOneByOne();
  await runAtOnce();
  console.log('smoke test passed');
} finally {
  await server.stop();
}
