/**
 * Whether the request was answered: what runs before a handler and returns without an answer hands the request on.
 */
import type { Exit, Run } from './run.ts';
import { createConstant } from './value.ts';

const ANSWER: object = {};
const SENT = 'sent';

export function noteAnswer(run: Run): void {
  if (run.hook !== undefined) run.state.noteField(ANSWER, SENT, createConstant(true));
}

/**
 * The ways out that hand on. A condition that all of them passed refused whoever failed it, as an exception does; one that some
 * of them passed only told them apart.
 */
export function findHandingOn(exits: readonly Exit[]): readonly Exit[] {
  const unanswered = exits.filter(({ state }) => {
    const answer = state.getField(ANSWER, SENT);
    return answer === undefined || answer.isConditional === true;
  });
  const isRefusal = (id: number): boolean => unanswered.every(({ guards }) => guards.some((guard) => guard.id === id));
  return unanswered.map((exit) => ({
    ...exit,
    guards: exit.guards.flatMap((guard) =>
      guard.exit !== 'return' ? [guard] : isRefusal(guard.id) ? [{ ...guard, exit: 'throw' as const }] : [],
    ),
  }));
}
