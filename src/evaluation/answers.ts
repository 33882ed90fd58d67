/**
 * Whether the request was answered: what runs before a handler and returns without an answer hands the request on.
 */
import type { Exit, Run } from './run.ts';
import { createConstant } from './value.ts';

const ANSWER: object = {};
const SENT = 'sent';

export function noteAnswer(run: Run): void {
  if (run.hook !== undefined) run.state.setField(ANSWER, SENT, { value: createConstant(true), append: false, atomic: false, range: undefined, node: undefined });
}

/** The ways out that hand on. Whoever took another way did not get here, as after an exception. */
export function findHandingOn(exits: readonly Exit[]): readonly Exit[] {
  const unanswered = exits.filter(({ state }) => {
    const answer = state.getField(ANSWER, SENT);
    return answer === undefined || answer.isConditional === true;
  });
  if (unanswered.length === exits.length) return exits;
  return unanswered.map((exit) => ({ ...exit, guards: exit.guards.map((guard) => (guard.exit === 'return' ? { ...guard, exit: 'throw' as const } : guard)) }));
}
