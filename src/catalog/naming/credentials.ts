import { getSingular, splitWords } from './words.ts';

/**
 * Credentials that are worth one use, as word sequences at the end of a name. A bare `token` says nothing: it may be any.
 * Kept with and without their carrier (`token`, `code`, …) only where the rest alone is clear.
 */
const SINGLE_USE_TOKENS: readonly string[] = [
  'otp',
  'totp code',
  'one time code',
  'one time password',
  'one time token',
  'one time pin',
  'one time link',
  'onetime code',
  'onetime password',
  'onetime token',
  'passcode',
  'pass code',
  'password reset',
  'reset password',
  'reset token',
  'reset code',
  'reset key',
  'reset link',
  'recovery token',
  'recovery code',
  'forgot password',
  'forget password',
  'verification token',
  'verification code',
  'verification key',
  'verification link',
  'verify token',
  'verify code',
  'email verification',
  'phone verification',
  'verify email',
  'email token',
  'email code',
  'sms code',
  'confirmation token',
  'confirmation code',
  'confirm token',
  'confirm code',
  'activation token',
  'activation code',
  'activation key',
  'activation link',
  'validation token',
  'validation code',
  'refresh token',
  'invite token',
  'invite code',
  'invitation token',
  'invitation code',
  'magic link',
  'magic token',
  'magic code',
  'login token',
  'login code',
  'signin token',
  'signup token',
  'registration token',
  'authorization code',
  'auth code',
  'oauth code',
  'device code',
  'nonce',
  'backup code',
  'two factor code',
  'mfa code',
  'challenge token',
  'redemption code',
  'redeem code',
];

/** Rows that stand for a single use as a whole. As a field of another row (`order.coupon`) they only point there. */
const SINGLE_USE_RESOURCES: readonly string[] = [
  'invite',
  'invitation',
  'coupon',
  'voucher',
  'gift card',
  'giftcard',
  'gift code',
  'promo code',
  'promotion code',
  'discount code',
  'account verification',
  'password recovery',
];

/** Good until taken back. */
const REVOCABLE_TOKENS: readonly string[] = [
  'api key',
  'apikey',
  'access token',
  'api token',
  'auth token',
  'authtoken',
  'bearer token',
  'session token',
  'session id',
  'access key',
  'oauth token',
  'jwt token',
];
const REVOCABLE_RESOURCES: readonly string[] = ['session'];

/** Names that are one only when nothing else stands there: a `verification` of an identity document is another matter. */
const WHOLE_SINGLE_USE: readonly string[] = ['verification', 'password reset', 'reset'];

/** What may follow without changing what is meant. Plurals are taken off before. */
const CARRIERS: ReadonlySet<string> = new Set([
  'token',
  'code',
  'link',
  'key',
  'hash',
  'secret',
  'digest',
  'value',
  'string',
  'request',
  'record',
  'entry',
  'model',
  'entity',
  'document',
  'schema',
  'table',
  'repository',
  'repo',
  'collection',
]);

function endsWithAny(words: readonly string[], phrases: readonly string[]): boolean {
  const text = ` ${words.join(' ')}`;
  return phrases.some((phrase) => text.endsWith(` ${phrase}`));
}

function findUse(
  name: string,
  singleUse: readonly string[],
  revocable: readonly string[],
): 'single-use' | 'revocable' | undefined {
  const words = splitWords(name).map(getSingular);
  while (words.length > 0) {
    if (endsWithAny(words, singleUse)) return 'single-use';
    if (endsWithAny(words, revocable)) return 'revocable';
    if (words.length === 1 || !CARRIERS.has(words.at(-1) ?? '')) return undefined;
    words.pop();
  }
  return undefined;
}

/**
 * How often a credential may be used that lies in this table or model, or in this field of it: `single-use` is spent by the
 * first use, `revocable` works until somebody takes it back. The field decides where it says something.
 */
export function getCredentialUse(resourceName: string, fieldName?: string): 'single-use' | 'revocable' | undefined {
  const byField = fieldName === undefined ? undefined : findUse(fieldName, SINGLE_USE_TOKENS, REVOCABLE_TOKENS);
  if (byField !== undefined) return byField;
  const whole = splitWords(resourceName).map(getSingular).join(' ');
  if (WHOLE_SINGLE_USE.includes(whole)) return 'single-use';
  return findUse(
    resourceName,
    [...SINGLE_USE_TOKENS, ...SINGLE_USE_RESOURCES],
    [...REVOCABLE_TOKENS, ...REVOCABLE_RESOURCES],
  );
}
