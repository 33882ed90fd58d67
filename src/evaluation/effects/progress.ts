/**
 * What the effects of a call have brought so far.
 */
import type { Access } from '../domain/access.ts';
import type { Value } from '../domain/value.ts';

export interface Progress {
  outcome: Value | undefined;
  access: Access | undefined;
  callbackResult: Value | undefined;
  resolved: Value | undefined;
}
