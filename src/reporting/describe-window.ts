/**
 * What messages about race windows say of the pair: what is read where, checked where, written by what.
 */
import { readTests } from '../windows/read-tests.ts';
import type { Window } from '../windows/window.ts';
import { describeAuthentication, describePlace, describeResource, describeState, describeWrite } from './phrases.ts';
import type { MessageContext } from './phrases.ts';

/** Filled into the messages of all rules that report windows. */
export interface WindowData extends Readonly<Record<string, string>> {
  /** `` `balance` of `wallets` `` */
  readonly state: string;
  /** `` `wallets` `` */
  readonly resource: string;
  /** `on line 21` */
  readonly readAt: string;
  /** `on line 23`, `there` where it is the line of the read */
  readonly checkedAt: string;
  /** `this UPDATE` */
  readonly write: string;
  /** `` after `requireUser` ``, or empty */
  readonly after: string;
}

export function describeWindow(context: MessageContext, window: Window): WindowData {
  const { read, write, field, guard, place, authentication } = window;
  const readAt = describePlace(context, read, place);
  const checkedAt = guard === undefined ? '' : describePlace(context, guard, place);
  return {
    state: describeState(field, read),
    resource: describeResource(write),
    readAt,
    checkedAt: checkedAt === readAt ? 'there' : checkedAt,
    write: describeWrite(context, write, place),
    after: describeAuthentication(authentication),
  };
}

/** Whether the write also runs only if what was read passed a check: the check has to move with the arithmetic. */
export function isAlsoChecked({ read, write, field }: Window): boolean {
  return write.guards.some((guard) =>
    readTests(guard).some(
      (test) =>
        test.operator !== 'truthy' &&
        test.operands.some((operand) =>
          operand.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field),
        ),
    ),
  );
}
