import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describePlace, describeResource, describeWrite } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Protection, Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-process-lock',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow guarding stored state that other processes share with a lock of one process',
      recommended: false,
      cwe: [362],
      owasp: 'API6:2023',
    },
    messages: {
      lock: 'The lock taken {{lockedAt}} holds in this process only, but {{resource}} is read {{readAt}} and then written by {{write}} where every other process can reach it: a second instance of the server runs in between. Let the store keep them apart, with the check in the write or a lock on the row.',
      ...remedyMessages,
    },
    schema: [{ type: 'object', properties: { certainty: certaintySchema }, additionalProperties: false }],
    defaultOptions: [{ certainty: 'certain' }],
    hasSuggestions: true,
    languages: ['js/js', 'atomic-auth/python'],
  },
  create(context) {
    return {
      Program() {
        const analysis = analyze(context);
        for (const window of analysis.windows) {
          const lock = findProcessLock(window);
          if (lock === undefined || !isSureEnough(window, context.options[0])) continue;
          const { place, read, write } = window;
          const data = {
            lockedAt: describePlace(analysis, lock.scope, place),
            resource: describeResource(write),
            readAt: describePlace(analysis, read, place),
            write: describeWrite(analysis, write, place),
          };
          reportFinding(context, { range: place.range, messageId: 'lock', data }, findRemedies(analysis, window));
        }
      },
    };
  },
});

/** The lock that is all there is around the window, where it keeps only this process out of state others reach. */
function findProcessLock({ protections, write }: Window): Extract<Protection, { kind: 'lock' }> | undefined {
  const [protection] = protections;
  if (protections.length !== 1 || protection?.kind !== 'lock' || protection.scope.certainty !== 'certain')
    return undefined;
  return protection.scope.reach === 'process' && write.store.reach === 'shared' ? protection : undefined;
}

export default rule;
