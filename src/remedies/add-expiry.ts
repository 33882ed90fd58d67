/**
 * Lets a token expire that is signed without an end.
 */
import type { Signing } from '../evaluation/domain/access.ts';
import { isPlainRecord } from './condition-expression.ts';
import { appendEntries } from './object-edits.ts';
import type { Remedy, RemedyContext, TextEdit } from './remedy.ts';

/** Long enough for a session in use, if something renews it; jsonwebtoken and jose both read it. */
const EXPIRY = '15m';

export function addExpiry({ module }: RemedyContext, signing: Signing): readonly Remedy[] {
  if (module === undefined || signing.module !== module || signing.expiry !== undefined || !signing.isKnown) return [];
  const edit = findEdit(module.text, signing);
  return edit === undefined ? [] : [{ kind: 'addExpiry', data: { expiry: EXPIRY }, edits: [edit] }];
}

function findEdit(text: string, { call }: Signing): TextEdit | undefined {
  if (call?.kind !== 'call' || call.args.some((argument) => argument.spread)) return undefined;
  const [payload, secret, options] = call.args.map((argument) => argument.value);
  const { callee } = call;
  // jose's `new SignJWT(…).sign(key)`.
  if (callee.kind === 'member' && call.args.length === 1) {
    const object = callee.object.range[1];
    return callee.property === 'sign' && /^\s*\.$/.test(text.slice(object, callee.propertyRange[0]))
      ? { range: [object, object], text: `.setExpirationTime('${EXPIRY}')` }
      : undefined;
  }
  // A text as payload takes no expiry.
  if (payload?.kind !== 'record' || secret === undefined) return undefined;
  if (options === undefined || options.kind === 'function')
    return { range: [secret.range[1], secret.range[1]], text: `, { expiresIn: '${EXPIRY}' }` };
  if (options.kind !== 'record' || !isPlainRecord(options)) return undefined;
  if (options.entries.length > 0) return appendEntries(options, [`expiresIn: '${EXPIRY}'`]);
  return { range: options.range, text: `{ expiresIn: '${EXPIRY}' }` };
}
