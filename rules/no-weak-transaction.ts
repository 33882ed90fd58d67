import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeWindow } from '../src/reporting/describe-window.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-weak-transaction',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow relying on a transaction whose isolation does not stop the lost update it wraps',
      recommended: false,
      cwe: [362],
      owasp: 'API6:2023',
    },
    messages: {
      update:
        '{{state}} is read {{readAt}} and decides {{write}} in one transaction, but at {{isolation}} a second transaction{{after}} reads the same before either writes. Lock the row where it is read, or put what was read into the condition of the write.',
      insert:
        '{{resource}} is read {{readAt}} and decides {{write}} in one transaction, but at {{isolation}} a second transaction{{after}} reads the same before either inserts. Let a unique key decide, lock a row that stands for the limit, or use serializable isolation and repeat on failure.',
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
          const isolation = findWeakIsolation(window);
          if (
            isolation === undefined ||
            !isSureEnough(window, context.options[0]) ||
            (window.kind !== 'value' && window.kind !== 'guard')
          )
            continue;
          const { state, resource, readAt, write, after } = describeWindow(analysis, window);
          const report = window.isInsert
            ? { messageId: 'insert', data: { resource, readAt, write, after, isolation } }
            : { messageId: 'update', data: { state, readAt, write, after, isolation } };
          reportFinding(context, { range: window.place.range, ...report }, findRemedies(analysis, window));
        }
      },
    };
  },
});

/** The isolation of the transaction that is all there is around the window, where it lets both requests through. */
function findWeakIsolation({ protections, isInsert, write }: Window): string | undefined {
  const levels = protections.map((protection) =>
    protection.kind === 'transaction' && protection.scope?.certainty === 'certain'
      ? (protection.scope.isolation ?? protection.scope.store?.defaultIsolation)
      : undefined,
  );
  const [level] = levels;
  if (level === undefined || levels.length > 1) return undefined;
  const isolation = level.toLowerCase().replace(/[_-]/gu, ' ');
  if (isolation === 'read committed' || isolation === 'read uncommitted') return isolation;
  // Where it is the default the level lets writers overwrite each other; elsewhere it is a snapshot, which stops updates but not inserts.
  const isSnapshot = write.store.defaultIsolation !== 'repeatable read';
  return isolation === 'repeatable read' && (isInsert || !isSnapshot) ? isolation : undefined;
}

export default rule;
