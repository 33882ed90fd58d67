import { expect, it } from 'vitest';
import { listUnrepaired, repair } from './suggestions.ts';

const title = 'require-token-expiry: Let the token expire after 15m';

const calls: readonly (readonly [before: string, after: string])[] = [
  [`jwt.sign({ id }, secret)`, `jwt.sign({ id }, secret, { expiresIn: '15m' })`],
  [`jwt.sign({ id }, secret, {})`, `jwt.sign({ id }, secret, { expiresIn: '15m' })`],
  [`jwt.sign({ id }, secret, { issuer: 'us' })`, `jwt.sign({ id }, secret, { issuer: 'us', expiresIn: '15m' })`],
  [
    `new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).sign(secret)`,
    `new SignJWT({ id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('15m').sign(secret)`,
  ],
];

it.for(calls)('%s', ([before, after]) => {
  const withCall = (call: string): string => `import jwt from 'jsonwebtoken';
import { SignJWT } from 'jose';

export function issueToken(id: string, secret: string) {
  return ${call};
}
`;
  expect(repair(withCall(before))).toEqual([{ title, output: withCall(after) }]);
});

it('offers nothing where the payload is a text, which takes no expiry', () => {
  expect(
    listUnrepaired(`import jwt from 'jsonwebtoken';

export function issueToken(secret: string) {
  return jwt.sign('session', secret);
}
`),
  ).toEqual(['4 require-token-expiry']);
});
