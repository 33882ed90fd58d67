import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeArithmetic } from '../src/reporting/describe-arithmetic.ts';
import { describeWindow, isAlsoChecked } from '../src/reporting/describe-window.ts';
import { describeFields, getLastName } from '../src/reporting/phrases.ts';
import type { MessageContext } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-lost-update',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writing back a value that was computed from an earlier read of the same row',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [362],
      owasp: 'API6:2023',
    },
    messages: {
      arithmetic:
        '{{state}} is read {{readAt}}, changed in the code and written back by {{write}}: a second request{{after}} that reads before this write loses one of the two changes. Let the write do the arithmetic (`{{example}}`){{alsoChecked}}.',
      rewritten:
        '{{state}} is read {{readAt}}, changed in the code and written back by {{write}}: a second request{{after}} that reads before this write loses one of the two changes. Let the write change only what is new, or lock the row before it is read.',
      wholeRow:
        'The row of {{resource}} read {{readAt}} is written back as a whole by {{write}}: what a second request{{after}} wrote to any of its fields in between is undone. Write only the fields that change.',
      derived:
        '{{state}} is read {{readAt}}, and {{write}} stores in {{written}} what was computed from it: a second request{{after}} that changes it in between leaves {{written}} wrong. Compute it in the write, or lock the row before it is read.',
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
          if (window.kind !== 'value' || window.protections.length > 0 || !isSureEnough(window, context.options[0]))
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
  if (window.field === undefined && window.write.sets.every((set) => set.value.what.kind === 'operation'))
    return { range, messageId: 'rewritten', data: { state, readAt, write, after } };
  if (window.field === undefined) return { range, messageId: 'wholeRow', data: { resource, readAt, write, after } };
  const example = describeArithmetic(window);
  if (example !== undefined) {
    const alsoChecked = isAlsoChecked(window)
      ? `, and put the check of \`${getLastName(window.field)}\` into its condition`
      : '';
    return { range, messageId: 'arithmetic', data: { state, readAt, write, after, example, alsoChecked } };
  }
  const derived = findDerivedFields(window);
  if (derived.length > 0)
    return { range, messageId: 'derived', data: { state, readAt, write, after, written: describeFields(derived) } };
  return { range, messageId: 'rewritten', data: { state, readAt, write, after } };
}

/** The fields that take a value made of the field read, where that field is not written itself. */
function findDerivedFields({ read, write, field }: Window): readonly string[] {
  const fields = write.sets
    .filter((set) =>
      set.value.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field),
    )
    .map((set) => set.field);
  return fields.some((written) => field !== undefined && getLastName(written) === getLastName(field)) ? [] : fields;
}

export default rule;
