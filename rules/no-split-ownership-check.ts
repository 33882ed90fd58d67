import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeWindow } from '../src/reporting/describe-window.ts';
import { describeFields, getLastName } from '../src/reporting/phrases.ts';
import type { MessageContext } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-split-ownership-check',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow checking who owns a row in one step and writing the row by its id alone in another',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [367, 639],
      owasp: 'API1:2023',
    },
    messages: {
      compared:
        '{{state}} is read {{readAt}} and compared with the caller {{checkedAt}}, but {{write}} names the row by {{keys}} alone: a row handed over in between is changed by its former owner. Add `{{owner}}` to the condition of the write and treat no row as not found.',
      asked:
        '{{readAt}} the row of {{resource}} is searched with `{{owner}}`, but {{write}} names it by {{keys}} alone: a row handed over in between is changed by its former owner. Add `{{owner}}` to the condition of the write and treat no row as not found.',
      saved:
        '{{state}} is checked against the caller {{checkedAt}}, as it was read {{readAt}}, but {{write}} names the row by its key alone: a row handed over in between is changed by its former owner. Replace it by an update with `{{owner}}` in its condition and treat no row as not found.',
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
          if (window.kind !== 'ownership' || window.protections.length > 0 || !isSureEnough(window, context.options[0]))
            continue;
          reportFinding(context, describe(analysis, window), findRemedies(analysis, window));
        }
      },
    };
  },
});

function describe(analysis: MessageContext, window: Window): Report {
  const { state, resource, readAt, checkedAt, write } = describeWindow(analysis, window);
  const { range } = window.place;
  const owner = getLastName(window.field ?? 'the owner');
  const keys = describeFields(window.write.where.map((condition) => condition.field));
  if (window.write.entity !== undefined)
    return { range, messageId: 'saved', data: { state, readAt, checkedAt, write, owner } };
  const isAsked = window.read.where.some((condition) => condition.field === window.field);
  if (isAsked)
    return {
      range,
      messageId: 'asked',
      data: { resource, readAt: readAt.replace(/^./u, (letter) => letter.toUpperCase()), write, keys, owner },
    };
  return { range, messageId: 'compared', data: { state, readAt, checkedAt, write, keys, owner } };
}

export default rule;
