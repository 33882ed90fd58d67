import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeCondition } from '../src/reporting/describe-condition.ts';
import { describeWindow } from '../src/reporting/describe-window.ts';
import type { MessageContext } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-token-reuse',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow looking up a single-use credential in one step and consuming it in another',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [367, 613],
      owasp: 'API2:2023',
    },
    messages: {
      deleted:
        'The credential in {{resource}} is looked up {{readAt}} and removed in a second step by {{write}}: two requests{{after}} that present it at once both find it, and both are served. Remove it first, and go on only if that removed a row.',
      marked:
        '{{state}} is read {{readAt}} and the credential is used up in a second step by {{write}}: two requests{{after}} that present it at once both find it unused, and both are served. Put the check into the condition of the write ({{condition}}) and go on only if it changed a row.',
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
          if (window.kind !== 'token' || window.protections.length > 0 || !isSureEnough(window, context.options[0]))
            continue;
          reportFinding(context, describe(analysis, window), findRemedies(analysis, window));
        }
      },
    };
  },
});

function describe(analysis: MessageContext, window: Window): Report {
  const { state, resource, readAt, write, after } = describeWindow(analysis, window);
  const { range } = window.place;
  if (window.write.operation === 'delete')
    return { range, messageId: 'deleted', data: { resource, readAt, write, after } };
  return { range, messageId: 'marked', data: { state, readAt, write, after, condition: describeCondition(window) } };
}

export default rule;
