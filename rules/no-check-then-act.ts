import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { changesOnlyLists } from '../src/reporting/describe-arithmetic.ts';
import { describeCondition } from '../src/reporting/describe-condition.ts';
import { describeWindow } from '../src/reporting/describe-window.ts';
import { describeFields, describeResource } from '../src/reporting/phrases.ts';
import type { MessageContext } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Window } from '../src/windows/window.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-check-then-act',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow checking the state of a row and acting on it in a second step',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [367],
      owasp: 'API6:2023',
    },
    messages: {
      counted:
        'The rows of {{resource}} are counted {{readAt}} and compared {{checkedAt}} before {{write}} adds one: two requests{{after}} that both count first both pass. Lock what the limit belongs to before counting, or keep the count in a row and raise it under that limit in one statement.',
      remaining:
        'The rows of {{resource}} are counted {{readAt}} and compared {{checkedAt}} before {{write}} takes one of them away: two requests{{after}} that both count first both pass. Lock what the rows belong to before counting, or keep the count in a row and lower it under that limit in one statement.',
      missing:
        '{{resource}} is searched {{readAt}} by {{fields}}, and where nothing is found {{write}} adds a row: two requests{{after}} that both search first add it twice. Make {{fields}} a unique key and handle its conflict.',
      first:
        '{{resource}} is searched {{readAt}} for any row, and where there is none {{write}} adds one: two requests{{after}} that both search first add two. Give the row a key that is known beforehand and handle its conflict.',
      taken:
        '{{resource}} is searched {{readAt}} by {{fields}}, and where nothing is found {{write}} gives a row the same: two requests{{after}} that both search first give it to two rows. Make {{fields}} a unique key and handle its conflict.',
      relative:
        'The arithmetic of {{write}} is atomic, its check is not: {{state}} is read {{readAt}} and checked {{checkedAt}}, and a second request{{after}} passes the same check before this write. Put the check into its condition ({{condition}}) and look at how many rows it changed.',
      list: 'The change of the list by {{write}} is atomic, its check is not: {{state}} is read {{readAt}} and checked {{checkedAt}}, and a second request{{after}} passes the same check before this write. Put the check into its condition ({{condition}}) and look at how many rows it changed.',
      saved:
        '{{state}} is read {{readAt}} and checked {{checkedAt}}, and {{write}} does not ask again: a second request{{after}} passes the same check before this write. Replace it by an update whose condition holds the check ({{condition}}) and look at how many rows it changed.',
      state:
        '{{state}} is read {{readAt}} and checked {{checkedAt}}, and {{write}} does not ask again: a second request{{after}} passes the same check before this write. Put the check into its condition ({{condition}}) and look at how many rows it changed.',
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
          if (window.kind !== 'guard' || window.protections.length > 0 || !isSureEnough(window, context.options[0]))
            continue;
          reportFinding(context, describe(analysis, window), findRemedies(analysis, window));
        }
      },
    };
  },
});

function describe(analysis: MessageContext, window: Window): Report {
  const { read, write: access, field } = window;
  const { state, readAt, checkedAt, write, after } = describeWindow(analysis, window);
  const { range } = window.place;
  if (window.isInsert) {
    if (field !== undefined)
      return {
        range,
        messageId: 'counted',
        data: { resource: describeResource(access), readAt, checkedAt, write, after },
      };
    const fields = read.where.filter(({ operator }) => operator !== '!=').map((condition) => condition.field);
    const searched = { resource: describeResource(read), readAt, write, after };
    if (fields.length === 0 && read.where.length === 0) return { range, messageId: 'first', data: searched };
    return {
      range,
      messageId: access.operation === 'update' ? 'taken' : 'missing',
      data: { ...searched, fields: describeFields(fields) },
    };
  }
  if (field?.startsWith('#') === true)
    return {
      range,
      messageId: 'remaining',
      data: { resource: describeResource(access), readAt, checkedAt, write, after },
    };
  const data = { state, readAt, checkedAt, write, after, condition: describeCondition(window) };
  if (access.sets.some((set) => set.relative))
    return { range, messageId: changesOnlyLists(access) ? 'list' : 'relative', data };
  return { range, messageId: access.entity === undefined ? 'state' : 'saved', data };
}

export default rule;
