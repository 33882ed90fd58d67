import { analyze } from '../src/analyze.ts';
import { findRemedies, remedyMessages } from '../src/remedies/find-remedies.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeResource, describeStatement, getLastName } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'require-affected-rows-check',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that somebody looks whether a guarded write changed a row',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [252],
      owasp: 'API1:2023',
    },
    messages: {
      ignored:
        'This {{statement}} of {{resource}} changes nothing where `{{guard}}` does not match, and nobody looks whether it did: the request is answered as a success all the same. Look at how many rows it changed, and answer 404 or 409 where that is none.',
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
        for (const unchecked of analysis.uncheckedWrites) {
          if (!isSureEnough(unchecked, context.options[0])) continue;
          const { access, guardField } = unchecked;
          const data = { statement: describeStatement(access), resource: describeResource(access), guard: getLastName(guardField) };
          reportFinding(context, { range: access.range, messageId: 'ignored', data }, findRemedies(analysis, unchecked));
        }
      },
    };
  },
});

export default rule;
