import { analyze } from '../src/analyze.ts';
import type { Access } from '../src/evaluation/domain/access.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
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
        const windows = analysis.windows.filter(
          (window) => window.protections.length === 0 && isSureEnough(window, context.options[0]),
        );
        // Its message asks for the count as well.
        const isReportedAsWindow = (access: Access): boolean =>
          windows.some(({ write }) => write.module === access.module && write.range[0] === access.range[0]);
        for (const unchecked of analysis.uncheckedWrites) {
          const { access, guardField } = unchecked;
          if (!isSureEnough(unchecked, context.options[0]) || isReportedAsWindow(access)) continue;
          const data = {
            statement: describeStatement(access),
            resource: describeResource(access),
            guard: getLastName(guardField),
          };
          reportFinding(
            context,
            { range: access.range, messageId: 'ignored', data },
            findRemedies(analysis, unchecked),
          );
        }
      },
    };
  },
});

export default rule;
